import { z } from 'zod';
import * as choice from './consent-choice.ts';
import * as invoices from './invoices.ts';
import { invoiceSendingEndpoints } from './invoice-sending-endpoints.ts';
import * as organisations from './organisations.ts';
import * as rules from './rules.ts';
import * as sender from './sender.ts';
import * as silence from './silence.ts';
import * as tasks from './tasks.ts';
import * as templates from './templates.ts';
import * as upcoming from './upcoming.ts';

interface Endpoint {
  summary: string;
  query?: z.ZodObject;
  body?: z.ZodObject;
  response: z.ZodType;
}

/**
 * Every JSON endpoint under `/api/v1`, keyed by method and path. The server validates with it, the client takes its types from it, so
 * the two cannot differ. `:org` is the organisation's id; a person without membership gets 404, never 403.
 */
export const endpoints = {
  'GET /systems': {
    summary: 'Accounting systems that can be connected',
    response: organisations.SystemsJson,
  },
  'GET /me': { summary: 'The signed-in person', response: organisations.MeJson },
  'POST /me/sign-out': { summary: 'End this session', response: z.object({}) },
  'GET /consent-choices/:choice': {
    summary: 'The companies of a consent, to choose from',
    response: choice.ConsentChoiceJson,
  },
  'POST /consent-choices/:choice': {
    summary: 'Connect the chosen companies',
    body: choice.ConsentChoicePost,
    response: choice.ChosenJson,
  },
  'GET /o/:org': {
    summary: 'Organisation, connection and switches',
    response: organisations.OrganisationJson,
  },
  'PATCH /o/:org': {
    summary: 'Change settings of the organisation',
    body: organisations.OrganisationPatch,
    response: organisations.OrganisationJson,
  },
  'GET /o/:org/holiday-places': {
    summary: 'Countries, and regions of one, whose holidays are known',
    query: organisations.HolidayPlacesQuery,
    response: organisations.HolidayPlaces,
  },
  'GET /o/:org/holidays': {
    summary: 'Days off of the next twelve months',
    query: organisations.HolidaysQuery,
    response: organisations.HolidayList,
  },
  'GET /o/:org/reminders': {
    summary: 'What going live would send',
    query: organisations.GoLiveQuery,
    response: organisations.GoLiveJson,
  },
  'PUT /o/:org/reminders': {
    summary: 'Master switch for all reminders',
    body: organisations.RemindersPut,
    response: organisations.OrganisationJson,
  },
  'GET /o/:org/sender': {
    summary: 'In whose name messages leave, and the check of that domain',
    response: sender.SenderJson,
  },
  'POST /o/:org/sender/check': {
    summary: 'Ask the name servers about the sender’s domain now',
    response: sender.SenderJson,
  },
  'GET /o/:org/sync': { summary: 'State of the mirror', response: organisations.SyncJson },
  'GET /o/:org/sync/runs': {
    summary: 'Readings of the books, newest first',
    query: organisations.SyncRunQuery,
    response: organisations.SyncRunPage,
  },
  'POST /o/:org/sync': {
    summary: 'Sync now, or a full check',
    body: organisations.SyncRequest,
    response: z.object({ queued: z.boolean() }),
  },
  'POST /o/:org/reconciled': {
    summary: 'A person confirms that the books are reconciled',
    response: organisations.SyncJson,
  },
  'POST /o/:org/sending/resume': {
    summary: 'Send again after most messages did not arrive',
    response: organisations.OrganisationJson,
  },
  'GET /o/:org/write-backs': {
    summary: 'Changes Dunlin made in the books, newest first',
    query: organisations.WriteBackQuery,
    response: organisations.WriteBackPage,
  },
  'POST /o/:org/write-backs/:writeBack/undo': {
    summary: 'Take an address back to what it was',
    response: organisations.WriteBackRowJson,
  },
  'PUT /o/:org/customers/:customer/email': {
    summary: 'Change a customer’s address in the books',
    body: organisations.CustomerEmailPut,
    response: organisations.WriteBackRowJson,
  },
  'POST /o/:org/disconnect': {
    summary: 'Disconnect the books; sending stops at once',
    response: organisations.OrganisationJson,
  },
  'GET /o/:org/invoices': {
    summary: 'Invoices',
    query: invoices.InvoiceListQuery,
    response: invoices.InvoicePage,
  },
  ...invoiceSendingEndpoints,
  'GET /o/:org/invoices/:invoice': { summary: 'One invoice', response: invoices.InvoiceJson },
  'POST /o/:org/invoices/:invoice/release': {
    summary: 'An invoice that was late before going live follows the rules from now on',
    response: z.object({}),
  },
  'GET /o/:org/invoices/:invoice/why': {
    summary: 'Each rule, each gate',
    response: invoices.WhyJson,
  },
  'GET /o/:org/invoices/:invoice/silence': {
    summary: 'What keeps reminders for one invoice back, from every level',
    response: silence.InvoiceSilence,
  },
  'POST /o/:org/invoices/:invoice/promises': {
    summary: 'Record a promise to pay',
    body: silence.PromisePost,
    response: silence.SilenceRow,
  },
  'POST /o/:org/promises/:promise/withdraw': {
    summary: 'Withdraw a promise; the invoice is reminded again',
    body: silence.EndPost,
    response: z.object({}),
  },
  'POST /o/:org/invoices/:invoice/disputes': {
    summary: 'Open a dispute about an invoice or a part of it',
    body: silence.DisputePost,
    response: silence.SilenceRow,
  },
  'PUT /o/:org/disputes/:dispute': {
    summary: 'Change a dispute that is open',
    body: silence.DisputePut,
    response: silence.SilenceRow,
  },
  'POST /o/:org/disputes/:dispute/close': {
    summary: 'Close a dispute; the invoice is reminded again',
    body: silence.EndPost,
    response: z.object({}),
  },
  'POST /o/:org/suppressed-addresses/lift': {
    summary: 'Allow messages to an address again',
    body: invoices.SuppressionLift,
    response: z.object({}),
  },
  'POST /o/:org/deliveries/:delivery/resolve': {
    summary: 'Say whether a message of unknown result has left; it is never repeated',
    body: invoices.DeliveryResolve,
    response: z.object({}),
  },
  'GET /o/:org/silences': {
    summary: 'Everything that is muted, promised or disputed, newest first',
    query: silence.SilenceQuery,
    response: silence.SilencePage,
  },
  'POST /o/:org/mutes': {
    summary: 'Mute an invoice, a customer or everything',
    body: silence.MutePost,
    response: silence.SilenceRow,
  },
  'PUT /o/:org/mutes/:mute': {
    summary: 'Give a mute another last day',
    body: silence.MutePut,
    response: silence.SilenceRow,
  },
  'POST /o/:org/mutes/:mute/end': {
    summary: 'End a mute now',
    body: silence.EndPost,
    response: z.object({}),
  },
  'GET /o/:org/tasks': {
    summary: 'Cases for a person, what is due first',
    query: tasks.TaskQuery,
    response: tasks.TaskPage,
  },
  'PATCH /o/:org/tasks/:task': {
    summary: 'Do, reopen, postpone or take a task',
    body: tasks.TaskPatch,
    response: tasks.TaskRow,
  },
  'GET /o/:org/activity': {
    summary: 'What happened, newest first; with `invoice`, its timeline',
    query: invoices.ActivityQuery,
    response: invoices.ActivityPage,
  },
  'GET /o/:org/rules': { summary: 'Rules in order of priority', response: rules.RulePage },
  'POST /o/:org/rules': {
    summary: 'Create a rule',
    body: rules.RuleCreate,
    response: rules.RuleSaved,
  },
  'GET /o/:org/rules/check': {
    summary: 'What is odd about the rules, the worst first',
    response: rules.RuleCheck,
  },
  'GET /o/:org/rules/lookup': {
    summary: 'Which rules are processed for a customer, and why not the others',
    query: rules.RuleLookupQuery,
    response: rules.RuleLookup,
  },
  'GET /o/:org/rules/deleted': {
    summary: 'Rules deleted within the last 30 days, newest first',
    response: rules.DeletedRules,
  },
  'GET /o/:org/rules/:rule': { summary: 'One rule', response: rules.RuleJson },
  'PUT /o/:org/rules/:rule': {
    summary: 'Save a rule as its next version',
    body: rules.RulePut,
    response: rules.RuleSaved,
  },
  'PUT /o/:org/rules/:rule/enabled': {
    summary: 'Switch one rule on or off',
    body: rules.RuleEnabledPut,
    response: rules.RuleSaved,
  },
  'POST /o/:org/rules/:rule/duplicate': {
    summary: 'Copy a rule; the copy is off',
    response: rules.RuleSaved,
  },
  'PUT /o/:org/rules/:rule/position': {
    summary: 'Change a rule’s place in the order of priority',
    body: rules.RulePositionPut,
    response: rules.RulePlace,
  },
  'DELETE /o/:org/rules/:rule': {
    summary: 'Delete a rule; it can be brought back for 30 days',
    response: rules.RuleDeleted,
  },
  'POST /o/:org/rules/:rule/restore': {
    summary: 'Bring back a deleted rule',
    body: rules.RuleRestore,
    response: rules.RuleSaved,
  },
  'GET /o/:org/rules/:rule/versions': {
    summary: 'Versions of a rule, newest first, each with what it changed',
    query: rules.VersionQuery,
    response: rules.RuleVersions,
  },
  'POST /o/:org/rules/:rule/versions/:version/restore': {
    summary: 'Save an older version as the next one',
    body: rules.VersionRestore,
    response: rules.RuleSaved,
  },
  'POST /o/:org/rules/preview': {
    summary: 'Try a draft: matches, next messages, and why the others are left out',
    body: rules.RulePreviewRequest,
    response: rules.RulePreview,
  },
  'GET /o/:org/upcoming': {
    summary: 'What leaves on the days ahead, and what is held',
    query: upcoming.UpcomingQuery,
    response: upcoming.UpcomingPage,
  },
  'GET /o/:org/upcoming/message': {
    summary: 'A message of the days ahead, as it would leave',
    query: upcoming.UpcomingMessageQuery,
    response: templates.MessagePreview,
  },
  'POST /o/:org/upcoming/compare': {
    summary: 'What a draft of a rule would add, drop and move',
    body: upcoming.UpcomingCompareRequest,
    response: upcoming.UpcomingComparison,
  },
  'POST /o/:org/upcoming/what-if': {
    summary: 'What would be different if invoices were paid',
    body: upcoming.UpcomingWhatIfRequest,
    response: upcoming.UpcomingComparison,
  },
  'POST /o/:org/upcoming/skip': {
    summary: 'Leave messages out',
    body: upcoming.UpcomingSkip,
    response: upcoming.UpcomingChosen,
  },
  'POST /o/:org/upcoming/move': {
    summary: 'Let messages leave on a later day',
    body: upcoming.UpcomingMove,
    response: upcoming.UpcomingChosen,
  },
  'POST /o/:org/upcoming/take-back': {
    summary: 'Take back what was left out or moved',
    body: upcoming.UpcomingSkip,
    response: upcoming.UpcomingChosen,
  },
  'POST /o/:org/upcoming/send-now': {
    summary: 'Planned messages leave once the time to undo is over, if all gates still let them',
    body: upcoming.UpcomingSendNow,
    response: upcoming.UpcomingHastened,
  },
  'POST /o/:org/upcoming/undo-send-now': {
    summary: 'They leave when they were to leave before',
    body: upcoming.UpcomingSendNow,
    response: upcoming.UpcomingChosen,
  },
  'GET /o/:org/templates': {
    summary: 'Templates, built-in ones first',
    query: templates.TemplateListQuery,
    response: templates.TemplatePage,
  },
  'POST /o/:org/templates': {
    summary: 'Make a template of one’s own: a copy, or a blank one',
    body: templates.TemplateCreate,
    response: templates.TemplateJson,
  },
  'GET /o/:org/templates/choices': {
    summary: 'All templates that a rule can name',
    response: templates.TemplateChoices,
  },
  'GET /o/:org/templates/preview': {
    summary: 'The exact message a template makes of a real invoice',
    query: templates.MessagePreviewQuery,
    response: templates.MessagePreview,
  },
  'POST /o/:org/templates/preview': {
    summary: 'The message that a text makes before it is saved, and what is wrong with it',
    body: templates.TextPreviewRequest,
    response: templates.TextPreview,
  },
  'POST /o/:org/templates/test': {
    summary: 'Send a text as a test to oneself or a colleague',
    body: templates.TestSendRequest,
    response: templates.TestSent,
  },
  'GET /o/:org/templates/:template': {
    summary: 'One template',
    response: templates.TemplateJson,
  },
  'PUT /o/:org/templates/:template': {
    summary: 'Save a template as its next version',
    body: templates.TemplatePut,
    response: templates.TemplateJson,
  },
  'DELETE /o/:org/templates/:template': {
    summary: 'Delete a template that no rule uses',
    response: z.object({}),
  },
  'GET /o/:org/customers': {
    summary: 'Customers',
    query: rules.CustomerQuery,
    response: rules.CustomerPage,
  },
  'PUT /o/:org/customers/:customer/language': {
    summary: 'Language of messages to this customer; null is the organisation’s',
    body: rules.CustomerLanguagePut,
    response: rules.CustomerRow,
  },
  'PUT /o/:org/customers/:customer/autopay': {
    summary: 'Whether a customer is on autopay; null follows the organisation’s default',
    body: rules.CustomerAutopayPut,
    response: rules.CustomerRow,
  },
  'GET /o/:org/terms': {
    summary: 'Payment terms with open invoices behind each',
    response: rules.TermList,
  },
} as const satisfies Record<string, Endpoint>;

export type Endpoints = typeof endpoints;
export type EndpointKey = keyof Endpoints;
export type QueryOf<K extends EndpointKey> = Endpoints[K] extends {
  query: infer Q extends z.ZodType;
}
  ? z.input<Q>
  : undefined;
export type BodyOf<K extends EndpointKey> = Endpoints[K] extends { body: infer B extends z.ZodType }
  ? z.input<B>
  : undefined;
export type ResponseOf<K extends EndpointKey> = z.output<Endpoints[K]['response']>;
/** Topics of `GET /api/v1/o/:org/events` (server-sent events): something of this kind changed, fetch it again. */
export const liveTopics = [
  'sync',
  'invoices',
  'rules',
  'deliveries',
  'organisation',
  'tasks',
] as const;
export type LiveTopic = (typeof liveTopics)[number];
