import type { JsonObject } from '../../kit/json.ts';
import type { Urls } from '../urls.ts';

/** Every endpoint is named on our own addresses; the issuer is where the document lies (facts: Xero 8.1). */
export function discoveryDocument({ login, identity }: Urls): JsonObject {
  return {
    issuer: identity,
    jwks_uri: `${identity}/.well-known/openid-configuration/jwks`,
    authorization_endpoint: `${login}/identity/connect/authorize`,
    token_endpoint: `${identity}/connect/token`,
    userinfo_endpoint: `${identity}/connect/userinfo`,
    end_session_endpoint: `${identity}/connect/endsession`,
    revocation_endpoint: `${identity}/connect/revocation`,
    frontchannel_logout_supported: true,
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    claims_supported: ['sub', 'email', 'xero_userid', 'given_name', 'family_name'],
    grant_types_supported: ['authorization_code', 'client_credentials', 'refresh_token'],
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
  };
}
