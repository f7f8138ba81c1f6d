/**
 * Broken expectations. Each class says who has to act; `code` is stable and has one sentence for the user beside it in `sentences`.
 * Adapters choose the class by status and error code, never by words in a message, and keep the cause without its secrets.
 */
export abstract class DunlinError extends Error {
  readonly code: string;
  /** Vendor's trace id (Intuit's `intuit_tid`), for support. */
  readonly traceId: string | undefined;

  constructor(
    code: string,
    message: string,
    options: { cause?: unknown; traceId?: string | undefined } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.traceId = options.traceId;
  }
}

/** Nothing is wrong with the request; try again not before `at`. The machine acts. */
export class TryLater extends DunlinError {
  readonly at: Date;

  constructor(
    code: string,
    message: string,
    at: Date,
    options: { cause?: unknown; traceId?: string | undefined } = {},
  ) {
    super(code, message, options);
    this.at = at;
  }
}

/** Nothing failed: the turn has not come yet, or the other side asks for a pause. */
export class Busy extends TryLater {}

/** The grant to the books is gone: revoked, expired, or the person lost access. The owner reconnects (E58). */
export class NeedsReconnect extends DunlinError {}

/**
 * A token that was renewed a moment ago is refused. The refresh token lives, so the vendor's own services may disagree for a while: only
 * when it goes on does it mean what its class says.
 */
export class TokenRefused extends NeedsReconnect {}

/** Only a person can settle this; it becomes a task. */
export class NeedsPerson extends DunlinError {}

/** The other side understood and said no; repeating the same request is pointless. */
export class Refused extends DunlinError {}

/** Somebody changed the record meanwhile: read again, then decide again. */
export class Conflict extends DunlinError {}

/** The record does not exist for this organisation (also when it exists for another one). */
export class NotFound extends DunlinError {}

/** The person may not do this. */
export class Forbidden extends DunlinError {}

/** What was sent to us is not valid; `issues` name each field. */
export class Invalid extends DunlinError {
  readonly issues: { path: string; code: string; message: string }[];

  constructor(
    code: string,
    message: string,
    issues: { path: string; code: string; message: string }[] = [],
  ) {
    super(code, message);
    this.issues = issues;
  }
}

/** The request left, the answer did not come. Look up or wait for evidence; never repeat (E44). */
export class OutcomeUnknown extends DunlinError {}

/** Our own mistake: the request could never have worked. Engineers act. */
export class Bug extends DunlinError {}
