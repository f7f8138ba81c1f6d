import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '../../kit/clock.ts';
import type { Knobs } from '../knobs.ts';

const SECOND_MS = 1000;

/** One consent: what a person allowed an application to do, and the tokens that came of it. */
export interface Grant {
  id: string;
  clientId: string;
  sub: string;
  realmId: string | null;
  scopes: string[];
  createdMs: number;
  refreshToken: string;
  refreshIssuedMs: number;
  refreshUsedMs: number;
  previousToken: string | null;
  previousUntilMs: number;
  access: { token: string; expiresMs: number }[];
  revoked: boolean;
}

export interface Code {
  code: string;
  clientId: string;
  redirectUri: string;
  sub: string;
  realmId: string | null;
  scopes: string[];
  nonce: string | null;
  authTimeMs: number;
  expiresMs: number;
  grantId: string | null;
}

export interface Consent {
  clientId: string;
  redirectUri: string;
  sub: string;
  realmId: string | null;
  scopes: string[];
  nonce: string | null;
}

export interface GrantState {
  grants: Grant[];
  codes: Code[];
}

export class GrantBook {
  readonly #clock: Clock;
  readonly #knobs: Knobs;
  #grants: Grant[] = [];
  #codes: Code[] = [];

  constructor(clock: Clock, knobs: Knobs) {
    this.#clock = clock;
    this.#knobs = knobs;
  }

  get state(): GrantState {
    return { grants: this.#grants, codes: this.#codes };
  }

  restore(state: GrantState): void {
    this.#grants = structuredClone(state.grants);
    this.#codes = structuredClone(state.codes);
  }

  issueCode(consent: Consent): string {
    const nowMs = this.#clock.now();
    const code = `XAB1${randomBytes(24).toString('base64url')}`;
    const expiresMs = nowMs + this.#knobs.codeLifeSeconds * SECOND_MS;
    this.#codes = this.#codes.filter((known) => known.expiresMs > nowMs - 86_400_000);
    this.#codes.push({ ...consent, code, authTimeMs: nowMs, expiresMs, grantId: null });
    return code;
  }

  /** A code works once. A second use also kills what the first one gave (facts: QuickBooks 1.2). */
  redeem(code: string, clientId: string, redirectUri: string): { grant: Grant; code: Code } | null {
    const known = this.#codes.find((candidate) => candidate.code === code);
    if (!known || known.clientId !== clientId) return null;
    if (known.grantId !== null) {
      this.#kill(this.#grants.find((grant) => grant.id === known.grantId));
      return null;
    }
    if (known.expiresMs <= this.#clock.now() || known.redirectUri !== redirectUri) return null;
    const grant = this.#open(known);
    known.grantId = grant.id;
    return { grant, code: known };
  }

  #open(code: Code): Grant {
    const nowMs = this.#clock.now();
    this.#takeOver(code);
    const grant: Grant = {
      id: randomUUID(),
      clientId: code.clientId,
      sub: code.sub,
      realmId: code.realmId,
      scopes: code.scopes,
      createdMs: nowMs,
      refreshToken: newRefreshToken(nowMs),
      refreshIssuedMs: nowMs,
      refreshUsedMs: nowMs,
      previousToken: null,
      previousUntilMs: 0,
      access: [],
      revoked: false,
    };
    this.#grants.push(grant);
    this.issueAccess(grant);
    return grant;
  }

  /** One live connection per company and application: a second administrator replaces the first. */
  #takeOver(code: Code): void {
    for (const grant of this.#grants) {
      const same = grant.realmId === code.realmId && grant.clientId === code.clientId;
      if (same && grant.realmId !== null && grant.sub !== code.sub) this.#kill(grant);
    }
  }

  issueAccess(grant: Grant): string {
    const nowMs = this.#clock.now();
    const token = newAccessToken();
    grant.access = grant.access.filter((known) => known.expiresMs > nowMs);
    grant.access.push({ token, expiresMs: nowMs + this.#knobs.accessLifeSeconds * SECOND_MS });
    return token;
  }

  /** Exchanges a refresh token; the value changes once per rotation period. Null: invalid_grant. */
  refresh(token: string, clientId: string): Grant | null {
    const nowMs = this.#clock.now();
    const grant = this.#grants.find(
      (known) =>
        known.refreshToken === token ||
        (known.previousToken === token && known.previousUntilMs > nowMs),
    );
    if (
      !grant ||
      grant.revoked ||
      grant.clientId !== clientId ||
      this.secondsLeft(grant).rolling <= 0
    )
      return null;
    if (
      grant.refreshToken === token &&
      nowMs - grant.refreshIssuedMs >= this.#knobs.refreshRotationSeconds * SECOND_MS
    ) {
      grant.previousToken = grant.refreshToken;
      grant.previousUntilMs = nowMs + this.#knobs.refreshGraceSeconds * SECOND_MS;
      grant.refreshToken = newRefreshToken(nowMs);
      grant.refreshIssuedMs = nowMs;
    }
    grant.refreshUsedMs = nowMs;
    this.issueAccess(grant);
    return grant;
  }

  /** The rolling life restarts at each refresh but never outlives the absolute one. */
  secondsLeft(grant: Grant): { rolling: number; hard: number } {
    const nowMs = this.#clock.now();
    const hard =
      this.#knobs.refreshAbsoluteSeconds - Math.floor((nowMs - grant.createdMs) / SECOND_MS);
    const rolling =
      this.#knobs.refreshRollingSeconds - Math.floor((nowMs - grant.refreshUsedMs) / SECOND_MS);
    return { rolling: Math.min(rolling, hard), hard };
  }

  revoke(token: string): boolean {
    const grant = this.#grants.find(
      (known) =>
        known.refreshToken === token || known.access.some((access) => access.token === token),
    );
    this.#kill(grant);
    return grant !== undefined;
  }

  #kill(grant: Grant | undefined): void {
    if (!grant) return;
    grant.revoked = true;
    grant.access = [];
  }

  /** The owner pressed Disconnect inside QuickBooks. Returns how many connections ended. */
  disconnect(realmId: string): number {
    const live = this.#grants.filter((grant) => grant.realmId === realmId && !grant.revoked);
    for (const grant of live) this.#kill(grant);
    return live.length;
  }

  expireAccess(realmId?: string): void {
    const nowMs = this.#clock.now();
    for (const grant of this.#grants) {
      if (realmId !== undefined && grant.realmId !== realmId) continue;
      for (const access of grant.access) access.expiresMs = Math.min(access.expiresMs, nowMs);
    }
  }

  isConnected(realmId: string): boolean {
    return this.#grants.some((grant) => grant.realmId === realmId && !grant.revoked);
  }

  findAccess(token: string): { grant: Grant; expired: boolean } | null {
    for (const grant of this.#grants) {
      const access = grant.access.find((known) => known.token === token);
      if (access) return { grant, expired: access.expiresMs <= this.#clock.now() };
    }
    return null;
  }
}

/** About a thousand characters that look like the encrypted token Intuit sends; opaque to everybody. */
function newAccessToken(): string {
  return `eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4Q0JDLUhTMjU2IiwieC5vcmciOiJIMCJ9..${randomBytes(16).toString('base64url')}.${randomBytes(660).toString('base64url')}.${randomBytes(16).toString('base64url')}`;
}

function newRefreshToken(nowMs: number): string {
  return `RT1-${Math.floor(nowMs / SECOND_MS) % 1000}-H0-${Math.floor(nowMs / SECOND_MS)}${randomBytes(18).toString('base64url')}`;
}
