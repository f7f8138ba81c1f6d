import { addDays } from '../../domain/local-date.ts';

/** As much of an invoice as QuickBooks writes it that the situations look at. */
export interface BooksInvoice {
  Id: string;
  DocNumber?: string;
  DueDate?: string;
  Balance: number;
}

/** One company of a running sandbox QuickBooks, through its admin API. */
export interface Books {
  /** One action on the company; throws with the sandbox's own words when it is refused. */
  act<Answer>(action: string, input: object): Promise<Answer>;
  invoices(): Promise<BooksInvoice[]>;
  /** The sandbox's day, moved by so many days; YYYY-MM-DD. */
  todayOn(plusDays?: number): Promise<string>;
}

export function booksAt(url: string, realmId: string): Books {
  const act = <Answer>(action: string, input: object): Promise<Answer> =>
    post(`${url}/admin/${action}`, { realmId, ...input });
  return {
    act,
    async invoices() {
      const { entities } = await act<{ entities: BooksInvoice[] }>('list', { entity: 'Invoice' });
      return entities;
    },
    async todayOn(plusDays = 0) {
      const { now } = await act<{ now: string }>('clock', {});
      return addDays(now.slice(0, 10), plusDays);
    },
  };
}

async function post<Answer>(url: string, input: object): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`The sandbox refused: ${text}`);
  return JSON.parse(text) as Answer;
}
