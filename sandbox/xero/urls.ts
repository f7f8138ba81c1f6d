/** Xero answers on three hosts; here they may all be the same address. */
export interface Urls {
  /** Browser: the authorize page. */
  login: string;
  /** Discovery, tokens, keys; also the issuer. */
  identity: string;
  /** Connections and accounting. */
  api: string;
}
