import { describe, expect, it } from '@jest/globals';
import { bannerKind } from '../../../../client/app/shell/banner-kind.ts';
import type { OrganisationJson, SyncJson } from '../../../../domain/api/organisations.ts';
import { InvoiceSendingSettings } from '../../../../domain/invoice-sending/settings.ts';
import { SenderSettings } from '../../../../domain/sender/settings.ts';
import { AutopaySettings } from '../../../../domain/calendar/autopay.ts';
import { SendingSettings } from '../../../../domain/calendar/sending-settings.ts';

const connection: NonNullable<OrganisationJson['connection']> = {
  books: 'quickbooks',
  booksName: 'QuickBooks',
  companyName: 'Acme',
  state: 'live',
  reason: '',
  connectedAt: '2026-11-01T00:00:00Z',
  connectedBy: 'Pat Moss',
  pausedUntil: null,
  endsAt: '2026-12-01T00:00:00Z',
  calls: {
    month: '2026-11-01',
    thisCompany: 0,
    per: null,
    used: null,
    allowance: null,
    nearlyUsed: false,
  },
  memo: 'messages',
  writes: { statusField: true, noteLine: 'memo', expectedDay: false, maxEmailLength: 100 },
  nativeReminders: { ability: 'ask', answer: 'on', at: null, by: null },
};
const organisation: OrganisationJson = {
  id: 'o',
  name: 'Acme',
  role: 'owner',
  version: 1,
  timeZone: 'UTC',
  timeZoneConfirmed: true,
  language: 'en',
  homeCurrency: null,
  remindersOn: true,
  writeBack: { sentMark: false, statusFieldId: null, note: false, email: false, promise: false },
  customFields: [],
  sending: SendingSettings.parse({}),
  sendingStopped: null,
  autopay: AutopaySettings.parse({}),
  invoiceSending: InvoiceSendingSettings.parse({}),
  sender: SenderSettings.parse({}),
  connection,
  lastSync: null,
  syncedAt: '2026-11-22T00:00:00Z',
};
const fresh: SyncJson['freshness'] = {
  stale: 'no',
  since: null,
  staleAfterHours: 24,
  paymentsWithinDays: null,
  lastPaymentOn: null,
  reconciledAt: null,
  reconciledBy: null,
};
const stop = { at: '2026-11-22T00:00:00Z', reason: 'mass-bounce' } as const;
const connected = (change: Partial<typeof connection>) => ({
  connection: { ...connection, ...change },
});

describe('the banner (ux 3.2) says the most serious thing alone', () => {
  it.each([
    ['disconnected', { connection: null }, 'sync'],
    ['disconnected', connected({ state: 'disconnected' }), 'sync'],
    ['lost', { ...connected({ state: 'needs-reconnect' }), remindersOn: false }, 'sync'],
    ['paused', { ...connected({ state: 'paused' }), remindersOn: false }, 'sync'],
    ['paused', { ...connected({ state: 'paused' }), sendingStopped: stop }, 'sync'],
    ['stopped', { remindersOn: false, sendingStopped: stop }, 'sync'],
    ['off', { remindersOn: false }, 'sync'],
    [null, { remindersOn: false, syncedAt: null }, 'no'],
    ['stale-sync', {}, 'sync'],
    ['stale-payments', {}, 'payments'],
    ['ends-soon', {}, 'no'],
    ['native', connected({ endsAt: null }), 'no'],
    [
      null,
      connected({
        endsAt: null,
        nativeReminders: { ...connection.nativeReminders, answer: 'unknown' },
      }),
      'no',
    ],
  ] as const)('%s', (kind, change, stale) => {
    expect(bannerKind({ ...organisation, ...change }, { ...fresh, stale })).toBe(kind);
  });

  it('judges by the connection while freshness is not known', () => {
    expect(bannerKind(organisation, undefined)).toBe('ends-soon');
  });
});
