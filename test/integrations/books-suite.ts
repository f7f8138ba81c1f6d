import type {
  BooksCompany,
  Grant,
  GrantedAccess,
  ImportKind,
  Page,
  PageScope,
} from '../../integrations/books.ts';
import type { BooksWorld, Opened } from './books.worlds.ts';

/** What a code of this system looks like. */
export const codeIn = ({ books }: BooksWorld, text: string): { code: string } => ({
  code: `${books.key}.${text}`,
});

/** A consent for one company. */
export async function connectTo(
  world: BooksWorld,
  booksId = world.first,
): Promise<Grant & { access: GrantedAccess }> {
  const query = await world.consent({ intent: 'connect', booksId });
  const { identity, access } = await world.books.consent.exchange({ query, nonce: 'nonce-1' });
  if (!access) throw new Error('the grant has no access');
  return { identity, access };
}

export async function openFirst(world: BooksWorld, limits?: { callMs: number }): Promise<Opened> {
  const { access } = await connectTo(world);
  return world.openWith(access.tokens, world.first, limits);
}

export async function readAll<Kind extends ImportKind>(
  company: BooksCompany,
  kind: Kind,
  scope: PageScope = 'all',
) {
  const pages: Page<Kind>[] = [];
  for (let from: string | null = null; ;) {
    const page: Page<Kind> = await company.readPage(kind, from, { scope });
    pages.push(page);
    if (page.next === null) break;
    from = page.next;
  }
  return {
    records: pages.flatMap(({ records }) => records),
    skipped: pages.reduce((sum, { skipped }) => sum + skipped, 0),
    terms: pages.flatMap(({ terms = [] }) => terms),
  };
}

/** What a call was refused with. */
export async function failureOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => 'it worked',
    (error: unknown) => error,
  );
}
