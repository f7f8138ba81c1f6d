/** What the dialogs need to know of an invoice. */
export interface SilencedInvoice {
  id: string;
  number: string | null;
  customerId: string | null;
  customerName: string | null;
  openMinor: number;
  currency: string | null;
}
