import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '../../kit/clock.ts';
import type { Knobs } from '../knobs.ts';

const SECOND_MS = 1000;

export interface Connection {
  id: string;
  authEventId: string;
  tenantId: string;
  createdMs: number;
  updatedMs: number;
}

/** What one person allowed the app: scopes add up over consents, connections over organisations (facts: Xero 1.3 to 1.5). */
export interface Grant {
  userId: string;
  scopes: string[];
  connections: Connection[];
  /** When an organisation was first connected; kept over a disconnect. */
  firstConnected: Record<string, number>;
}

export interface Code {
  code: string;
  userId: string;
  redirectUri: string;
  scopes: string[];
  nonce: string | null;
  challenge: string | null;
  authEventId: string;
  sessionId: string;
  authMs: number;
  expiresMs: number;
  isUsed: boolean;
}

/** A refresh token. Each use makes a new one; a used one works on for the grace time. */
export interface RefreshToken {
  token: string;
  userId: string;
  scopes: string[];
  authEventId: string;
  sessionId: string;
  authMs: number;
  issuedMs: number;
  usedMs: number | null;
}

export interface AccessToken {
  token: string;
  userId: string;
  scopes: string[];
  authEventId: string;
  expiresMs: number;
}

export interface GrantState {
  grants: Grant[];
  codes: Code[];
  refreshTokens: RefreshToken[];
  accessTokens: AccessToken[];
}

export interface Consent {
  userId: string;
  tenantIds: string[];
  redirectUri: string;
  scopes: string[];
  nonce: string | null;
  challenge: string | null;
}

/** One sign-in: what tokens carry on from it. */
export interface Session {
  userId: string;
  scopes: string[];
  authEventId: string;
  sessionId: string;
  authMs: number;
}

export class GrantBook {
  readonly #clock: Clock;
  readonly #knobs: Knobs;
  #state: GrantState = { grants: [], codes: [], refreshTokens: [], accessTokens: [] };

  constructor(clock: Clock, knobs: Knobs) {
    this.#clock = clock;
    this.#knobs = knobs;
  }

  get state(): GrantState {
    return this.#state;
  }

  restore(state: GrantState): void {
    this.#state = structuredClone(state);
  }

  grantOf(userId: string): Grant {
    const known = this.#state.grants.find((grant) => grant.userId === userId);
    if (known) return known;
    const fresh: Grant = { userId, scopes: [], connections: [], firstConnected: {} };
    this.#state.grants.push(fresh);
    return fresh;
  }

  /** The person pressed Allow. */
  consent(consent: Consent): string {
    const nowMs = this.#clock.now();
    const grant = this.grantOf(consent.userId);
    grant.scopes = [...new Set([...grant.scopes, ...consent.scopes])];
    const authEventId = randomUUID();
    const { tenantIds, ...asked } = consent;
    for (const tenantId of tenantIds) connect(grant, tenantId, authEventId, nowMs);
    const code: Code = {
      ...asked,
      scopes: grant.scopes,
      code: randomBytes(32).toString('base64url'),
      authEventId,
      sessionId: randomUUID().replaceAll('-', ''),
      authMs: nowMs,
      expiresMs: nowMs + this.#knobs.codeLifeSeconds * SECOND_MS,
      isUsed: false,
    };
    this.#state.codes = this.#state.codes.filter((known) => known.expiresMs > nowMs);
    this.#state.codes.push(code);
    return code.code;
  }

  /** A code works once and for five minutes. */
  redeem(code: string, redirectUri: string): Code | null {
    const known = this.#state.codes.find((candidate) => candidate.code === code);
    if (!known || known.isUsed || known.expiresMs <= this.#clock.now()) return null;
    if (known.redirectUri !== redirectUri) return null;
    known.isUsed = true;
    return known;
  }

  /** Null: invalid_grant. */
  useRefresh(token: string): RefreshToken | null {
    const nowMs = this.#clock.now();
    const known = this.#state.refreshTokens.find((candidate) => candidate.token === token);
    if (!known) return null;
    if (nowMs >= known.issuedMs + this.#knobs.refreshLifeSeconds * SECOND_MS) return null;
    if (
      known.usedMs !== null &&
      nowMs >= known.usedMs + this.#knobs.refreshGraceSeconds * SECOND_MS
    )
      return null;
    if (this.#isShutOut(known.userId)) return null;
    known.usedMs ??= nowMs;
    return known;
  }

  #isShutOut(userId: string): boolean {
    const { connections, firstConnected } = this.grantOf(userId);
    if (this.#knobs.disconnected === 'refresh-goes-on') return false;
    return connections.length === 0 && Object.keys(firstConnected).length > 0;
  }

  issueRefresh(session: Session): string {
    const nowMs = this.#clock.now();
    const { userId, scopes, authEventId, sessionId, authMs } = session;
    const token = randomBytes(32).toString('base64url');
    const fresh = {
      token,
      userId,
      scopes,
      authEventId,
      sessionId,
      authMs,
      issuedMs: nowMs,
      usedMs: null,
    };
    this.#state.refreshTokens.push(fresh);
    return token;
  }

  keepAccess(session: Session, token: string): void {
    const nowMs = this.#clock.now();
    const expiresMs = nowMs + this.#knobs.accessLifeSeconds * SECOND_MS;
    const { userId, scopes, authEventId } = session;
    const day = 86_400 * SECOND_MS;
    const { accessTokens } = this.#state;
    this.#state.accessTokens = accessTokens.filter((known) => known.expiresMs > nowMs - day);
    this.#state.accessTokens.push({ token, userId, scopes, authEventId, expiresMs });
  }

  findAccess(token: string): { access: AccessToken; grant: Grant; isExpired: boolean } | null {
    const access = this.#state.accessTokens.find((known) => known.token === token);
    if (!access) return null;
    const grant = this.grantOf(access.userId);
    return { access, grant, isExpired: access.expiresMs <= this.#clock.now() };
  }

  isRefreshToken(token: string): boolean {
    return this.#state.refreshTokens.some((known) => known.token === token);
  }

  /** Revocation drops all connections of that person and every token (facts: Xero 1.4). */
  revoke(token: string): boolean {
    const known = this.#state.refreshTokens.find((candidate) => candidate.token === token);
    if (known) this.dropUser(known.userId);
    return known !== undefined;
  }

  dropUser(userId: string): void {
    const state = this.#state;
    const grant = this.grantOf(userId);
    grant.connections = [];
    grant.scopes = [];
    state.codes = state.codes.filter((known) => known.userId !== userId);
    state.refreshTokens = state.refreshTokens.filter((known) => known.userId !== userId);
    state.accessTokens = state.accessTokens.filter((known) => known.userId !== userId);
  }

  disconnect(grant: Grant, connectionId: string): boolean {
    const left = grant.connections.filter(({ id }) => id !== connectionId);
    const wasThere = left.length < grant.connections.length;
    grant.connections = left;
    return wasThere;
  }

  /** Disconnected by a person inside Xero. Answers how many connections ended. */
  disconnectTenant(tenantId: string): number {
    let ended = 0;
    for (const grant of this.#state.grants) {
      const left = grant.connections.filter((connection) => connection.tenantId !== tenantId);
      ended += grant.connections.length - left.length;
      grant.connections = left;
    }
    return ended;
  }

  isConnected(tenantId: string): boolean {
    return this.#state.grants.some(({ connections }) =>
      connections.some((connection) => connection.tenantId === tenantId),
    );
  }

  get tenantsConnected(): string[] {
    const all = this.#state.grants.flatMap(({ connections }) => connections);
    return [...new Set(all.map(({ tenantId }) => tenantId))];
  }

  expireAccess(): void {
    const nowMs = this.#clock.now();
    for (const access of this.#state.accessTokens)
      access.expiresMs = Math.min(access.expiresMs, nowMs);
  }
}

function connect(grant: Grant, tenantId: string, authEventId: string, nowMs: number): void {
  const known = grant.connections.find((connection) => connection.tenantId === tenantId);
  if (known) {
    Object.assign(known, { authEventId, updatedMs: nowMs });
    return;
  }
  const createdMs = (grant.firstConnected[tenantId] ??= nowMs);
  grant.connections.push({ id: randomUUID(), authEventId, tenantId, createdMs, updatedMs: nowMs });
}
