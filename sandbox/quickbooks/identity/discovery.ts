import type { JsonObject } from '../../kit/json.ts';
import { ISSUER } from './keys.ts';

/** The document of facts 1.1: the issuer is Intuit's, the addresses are ours. */
export function discoveryDocument(publicUrl: string): JsonObject {
  return {
    issuer: ISSUER,
    authorization_endpoint: `${publicUrl}/connect/oauth2`,
    token_endpoint: `${publicUrl}/oauth2/v1/tokens/bearer`,
    userinfo_endpoint: `${publicUrl}/v1/openid_connect/userinfo`,
    revocation_endpoint: `${publicUrl}/v2/oauth2/tokens/revoke`,
    jwks_uri: `${publicUrl}/op/v1/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid', 'email', 'profile', 'address', 'phone'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
    claims_supported: ['aud', 'exp', 'iat', 'iss', 'realmid', 'sub'],
  };
}
