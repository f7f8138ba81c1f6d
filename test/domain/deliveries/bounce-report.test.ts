import { describe, expect, it } from '@jest/globals';
import { bounceReport } from '../../../domain/deliveries/bounce-report.ts';

const report = (fields: string[], type = 'message/delivery-status') =>
  [
    'From: MAILER-DAEMON@mx.example',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Final-Recipient: rfc822; not@this.example',
    '',
    '--b',
    `Content-Type: ${type}`,
    '',
    'Reporting-MTA: dns; mx.example',
    '',
    ...fields,
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    'Final-Recipient: rfc822; nor@this.example',
    'Action: failed',
    '--b--',
  ].join('\r\n');

describe('a report of a mail server (RFC 3464)', () => {
  it.each(['failed', 'delayed', 'delivered'])('is read with its action: %s', (action) => {
    const fields = [
      'Final-Recipient: rfc822; ap@rose.example',
      `Action: ${action}`,
      'Status: 5.1.1 (bad)',
      'Diagnostic-Code: smtp; 550 5.1.1',
      '  No such user',
    ];
    expect(bounceReport(report(fields))).toEqual([
      {
        address: 'ap@rose.example',
        action,
        status: '5.1.1',
        diagnostic: '550 5.1.1 No such user',
      },
    ]);
  });

  it('speaks of several recipients', () => {
    const one = (address: string) => [`Final-Recipient: rfc822;<${address}>`, 'Action: Failed'];
    const found = bounceReport(report([...one('a@b.example'), '', ...one('c@d.example')]));
    expect(found.map(({ address }) => address)).toEqual(['a@b.example', 'c@d.example']);
  });

  it.each([
    [
      'an action that says nothing about arrival',
      ['Final-Recipient: rfc822; a@b.example', 'Action: relayed'],
    ],
    ['no address', ['Final-Recipient: x', 'Action: failed']],
    ['no action', ['Final-Recipient: rfc822; a@b.example']],
  ])('tells nothing with %s', (_name, fields) => {
    expect(bounceReport(report(fields))).toEqual([]);
  });

  it('is not seen in a mail that has no such part', () => {
    expect(bounceReport(report(['Final-Recipient: a@b.example'], 'text/plain'))).toEqual([]);
  });
});
