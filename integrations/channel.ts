import type { Bounce } from '../domain/deliveries/bounce-report.ts';
import type { ReportKind } from '../domain/deliveries/report.ts';
import type { DeliveryId } from '../domain/ids.ts';
import type { Language } from '../domain/rules/rule.ts';

/** The contract of a delivery channel. A channel sends what it is given; when and whether is decided elsewhere. */
export interface Channel {
  /** `email` for SMTP and SendGrid alike: customers have channels, operators have providers. */
  readonly key: string;
  readonly provider: string;
  /** Posts in which the provider tells what became of messages; absent when it tells nothing. */
  readonly webhook?: ChannelWebhook;
  /**
   * Hands one message over. Expected outcomes are values; it throws only for our own mistakes. Never repeats a call whose answer
   * was lost: that is `unknown` (E44).
   */
  send(message: Message): Promise<SendAnswer>;
  /**
   * Takes an address off the provider's own lists, which would keep the next message from it; one that is on none of them is fine. Absent:
   * the provider keeps no such lists. Throws TryLater, and NeedsPerson when the provider does not let us.
   */
  forgetSuppression?(one: ListedAddress): Promise<void>;
  close(): Promise<void>;
}

/** An address that a member allowed again. */
export interface ListedAddress {
  address: string;
  /** Its reader had complained and wants messages again. Without it, a complaint that the provider knows of stays. */
  complaint: boolean;
}

export interface Message {
  /** Travels to the provider (custom argument, Message-ID), so that evidence finds its delivery. */
  key: DeliveryId;
  organisationId: string;
  from: { name: string; address: string };
  replyTo: string | null;
  to: string[];
  cc: string[];
  bcc: string[];
  subject: string;
  html: string;
  text: string;
  language: Language;
  attachments: MessageFile[];
  /** Same for all messages about one invoice, so that mail programs show them together. */
  threadKey: string;
  /** Where its reader can ask for no more of them, also by one click of the mail program (RFC 8058). Absent: no such header. */
  unsubscribeUrl?: string;
}

export interface MessageFile {
  fileName: string;
  contentType: string;
  content: Buffer;
}

export type SendAnswer =
  | {
      kind: 'sent';
      /** The provider's id, e.g. an SMTP queue id. */
      providerId: string;
      messageId: string;
      /** Recipients that the provider refused while taking the others. */
      refusedRecipients: { address: string; code: string }[];
      /** What the provider answered, without personal data beyond the addresses. */
      raw: string;
    }
  /** Understood and rejected. `hard`: this address will not work; `soft`: another try of another message may. */
  | { kind: 'refused'; severity: 'hard' | 'soft'; code: string; raw: string }
  /** Nothing left: no connection, greylisted, rate limit. Trying again cannot double. */
  | { kind: 'later'; afterMs: number; code: string; raw: string }
  /** The request left, the answer did not come. */
  | { kind: 'unknown'; code: string; raw: string };

export interface ChannelWebhook {
  /** Whether the provider signed exactly these bytes, not too long ago. False without a configured key. */
  verify(
    body: Buffer,
    headers: Record<string, string | string[] | undefined>,
    receivedAt: Date,
  ): boolean;
  /** The reports about messages of ours; others of the same account are left out. Throws Refused for a body of no known form. */
  parse(body: Buffer): Report[];
}

/** One thing that happened to one recipient's copy of a message. Repeated, late and in any order. */
export interface Report {
  /** Same for the same report, however often it comes. */
  rawKey: string;
  /** As the report says; only a delivery that is there, in that organisation, makes it true. */
  organisationId: string;
  deliveryId: string;
  kind: ReportKind;
  address: string;
  at: Date;
  /** Nothing more is to be sent to this address: it does not work for good, or its owner complained. */
  suppresses: boolean;
  /** What its reader had asked for before, when the provider kept the message back for that. */
  wish?: 'spam-report' | 'unsubscribed';
  /** What the receiving side said, without personal data beyond the address. */
  raw: string;
}

/** Mail that comes in at the host for replies, as a provider posts it. */
export interface Inbound {
  readonly provider: string;
  /** Whether the path ends in the part that only the provider knows. */
  knows(secret: string): boolean;
  /** Whether the provider signed exactly these bytes, not too long ago; true while no key is configured. */
  verify(
    body: Buffer,
    headers: Record<string, string | string[] | undefined>,
    receivedAt: Date,
  ): boolean;
  /** Takes the post apart. Throws Refused for one of no known form. */
  unpack(body: Buffer, contentType: string): Promise<InboundPost>;
  /** Reads the mail itself. Throws Refused for what is no mail. */
  read(post: InboundPost): Promise<InboundMail>;
}

/** A mail as it came over the wire, with its envelope. */
export interface InboundPost {
  to: string[];
  /** Empty for `<>`. */
  from: string;
  mime: Buffer;
}

export interface InboundMail {
  /** Null when it has none. */
  messageId: string | null;
  fromName: string;
  from: string;
  /** Where an answer to it goes. */
  replyTo: string;
  subject: string;
  text: string;
  /** Of In-Reply-To and References; of a report also those of the mail it is about. */
  threadIds: string[];
  /** No person wrote it. */
  automatic: boolean;
  /** What a mail server reports in it; empty for everything else. */
  bounces: Bounce[];
}
