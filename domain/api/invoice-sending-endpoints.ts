import { z } from 'zod';
import * as invoices from './invoices.ts';
import * as runs from './sending-runs.ts';

/** Invoices that Dunlin sends itself, and the runs that send them. */
export const invoiceSendingEndpoints = {
  'POST /o/:org/invoices/mark-sent': {
    summary: 'Invoices that wait to be sent count as sent; nobody is notified',
    body: invoices.MarkSentPost,
    response: invoices.MarkedSent,
  },
  'POST /o/:org/invoices/check-recipients': {
    summary: 'Who would get which invoice, and which cannot be sent',
    body: runs.SendPost,
    response: runs.RecipientCheck,
  },
  'POST /o/:org/invoices/recipients': {
    summary: 'More of that check, page by page and searched',
    body: runs.RecipientsPost,
    response: runs.RecipientPage,
  },
  'POST /o/:org/invoices/send': {
    summary: 'Send invoices that wait, each with a mail of its own',
    body: runs.SendPost,
    response: runs.SendingRunJson,
  },
  'POST /o/:org/invoices/:invoice/put-back': {
    summary: 'An invoice waits to be sent, again',
    response: z.object({}),
  },
  'GET /o/:org/sending-runs': {
    summary: 'Runs that send invoices, newest first',
    query: runs.SendingRunQuery,
    response: runs.SendingRunPage,
  },
  'GET /o/:org/sending-runs/:run': {
    summary: 'How far a run has come',
    response: runs.SendingRunJson,
  },
  'GET /o/:org/sending-runs/:run/problems': {
    summary: 'Invoices of a run that did not leave, with the reason',
    query: runs.RunProblemQuery,
    response: runs.RunProblemPage,
  },
  'POST /o/:org/sending-runs/:run/cancel': {
    summary: 'Call off what has not left of a run',
    response: runs.SendingRunJson,
  },
  'POST /o/:org/sending-runs/:run/retry': {
    summary: 'Send what did not leave of a run once more',
    response: runs.SendingRunJson,
  },
} as const;
