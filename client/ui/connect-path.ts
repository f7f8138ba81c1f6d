/** Where a full navigation starts the consent of the books; not part of the client. */
export const CONNECT_PATH = '/connect/quickbooks/start?intent=connect';
