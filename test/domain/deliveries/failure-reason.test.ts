import { describe, expect, it } from '@jest/globals';
import { failureReason } from '../../../domain/deliveries/failure-reason.ts';

describe('the reason in an answer', () => {
  it.each([
    ['a@b.example: 5.1.1 550 5.1.1 No such user here', 'no-such-address'],
    ['a@b.example: 5.1.8 bad sender', 'not-trusted'],
    ['a@b.example: 5.2.1 disabled', 'mailbox-off'],
    ['a@b.example: 452 4.2.2 over quota', 'mailbox-full'],
    ['a@b.example: 5.2.3 too long', 'too-big'],
    ['a@b.example: 552 5.3.4 too big', 'too-big'],
    ['a@b.example: 451 4.3.0 try later', 'their-server'],
    ['a@b.example: 4.4.1 no answer', 'way-there'],
    ['a@b.example: 554 5.7.1 Message refused', 'not-trusted'],
    ['a@b.example: 5.0.0 Bounced Address', 'bounced-before'],
    ['a@b.example: Spam Reporting Address', 'complained-before'],
    ['a@b.example: Unsubscribed Address', 'unsubscribed-before'],
    ['a@b.example: go away', 'other'],
    ['a@10.5.1.1: go away', 'other'],
    ['', 'other'],
  ])('%s', (raw, reason) => {
    expect(failureReason(raw)).toBe(reason);
  });
});
