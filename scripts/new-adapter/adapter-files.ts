import type { Wish } from './wish.ts';

/** The one list of accounting systems. */
export const LIST = 'integrations/systems.ts';

/**
 * A system of which nothing is known but its name: every call says that it is not written. It compiles, passes every check, and is offered
 * to nobody until its client id is set.
 */
export function adapterFiles(wish: Wish): Record<string, string> {
  const { key } = wish;
  const own = (file: string) => `integrations/${key}/${file}`;
  return {
    [own('README.md')]: readme(wish),
    [own('system.ts')]: system(wish),
    [own('settings.ts')]: settings(wish),
    [own('index.ts')]: index(wish),
    [own('limits.ts')]: limits(wish),
    [own('errors.ts')]: errors(wish),
    [own('sentences.ts')]: sentences(wish),
    [`sandbox/${key}/README.md`]: sandbox(wish),
    [`test/integrations/${key}/system.contract.test.ts`]: test(wish),
  };
}

const upper = ({ key }: Wish): string => key.toUpperCase();
const pascal = ({ key }: Wish): string => key.charAt(0).toUpperCase() + key.slice(1);

const readme = ({ name }: Wish): string => `# ${name}

The adapter between ${name} and the contract in \`../books.ts\`. It reads, maps and throws the classes of \`domain/errors.ts\`; it knows no
database and no environment. Nothing is written yet: every call says so.

| File | What |
|---|---|
| \`index.ts\`, \`settings.ts\`, \`system.ts\` | the adapter, what it is told, how the configuration becomes that |
| \`errors.ts\`, \`sentences.ts\` | our errors; a sentence for each code, EN and FR |
| \`limits.ts\` | every number, with where it stands |

## Things to know

What the vendor does that nobody expects, with where it stands. What is unproven is named here and kept in one place.
`;

const system = (wish: Wish): string => `import { z } from 'zod';
import type { Books } from '../books.ts';
import { defineSystem, listSetting, urlSetting, type OpenOptions } from '../system.ts';
import { create${pascal(wish)} } from './index.ts';
import { sentences } from './sentences.ts';

const settings = {
  ${upper(wish)}_CLIENT_ID: z.string().min(1).optional(),
  ${upper(wish)}_CLIENT_SECRET: z.string().min(1).optional(),
  /** Comma-separated; two while a key is being changed. */
  ${upper(wish)}_WEBHOOK_KEYS: listSetting.optional(),
  ${upper(wish)}_API_URL: urlSetting.optional(),
};
type Options = OpenOptions<typeof settings>;

export const ${wish.key} = defineSystem({
  settings,
  switchedOnBy: '${upper(wish)}_CLIENT_ID',
  needs: ['${upper(wish)}_CLIENT_SECRET', '${upper(wish)}_WEBHOOK_KEYS'],
  sentences,
  open,
});

function open({ settings, baseUrl, now }: Options): Promise<Books | null> {
  if (settings.${upper(wish)}_CLIENT_ID === undefined) return Promise.resolve(null);
  const books = create${pascal(wish)}({
    clientId: settings.${upper(wish)}_CLIENT_ID,
    clientSecret: settings.${upper(wish)}_CLIENT_SECRET ?? '',
    webhookKeys: settings.${upper(wish)}_WEBHOOK_KEYS ?? [],
    redirectUri: \`\${baseUrl}/connect/${wish.key}/return\`,
    apiUrl: settings.${upper(wish)}_API_URL ?? '',
    now,
  });
  return Promise.resolve(books);
}
`;

const settings = (
  wish: Wish,
): string => `/** Everything the adapter is told from outside; it reads no environment. */
export interface ${pascal(wish)}Settings {
  clientId: string;
  clientSecret: string;
  /** Several while one is being changed. */
  webhookKeys: string[];
  redirectUri: string;
  apiUrl: string;
  now(): Date;
}
`;

const index = (wish: Wish): string => `import type { Books, BooksCompany } from '../books.ts';
import { notWritten } from './errors.ts';
import { callLimits, maxEmailLength, sweepMinutes } from './limits.ts';
import type { ${pascal(wish)}Settings } from './settings.ts';

/** ${wish.name}. The settings are given, never read from the environment. */
export function create${pascal(wish)}(_settings: ${pascal(wish)}Settings): Books {
  return {
    key: '${wish.key}',
    name: '${wish.name}',
    accountName: '${wish.name}',
    abilities: {
      markedFiles: false,
      mirrorsFiles: false,
      sentMark: false,
      statusField: false,
      memo: 'reference',
      noteLine: 'none',
      expectedDay: false,
      maxEmailLength,
      nativeReminders: 'ask',
      tellsOfCompany: false,
    },
    limits: callLimits,
    sweepMinutes,
    consent: {
      authorizeUrl: notWritten,
      exchange: notWritten,
      refresh: notWritten,
      end: notWritten,
    },
    // Until a signature is checked, nobody's word counts.
    webhook: { verify: () => false, parse: () => [] },
    open: openCompany,
  };
}

function openCompany(): BooksCompany {
  return {
    readCompany: notWritten,
    countRecords: notWritten,
    readPage: notWritten,
    readChanges: notWritten,
    readById: notWritten,
    readTerms: notWritten,
    readRefunds: notWritten,
    readPdf: notWritten,
    readOnlineLink: notWritten,
    listAttachments: notWritten,
    readAttachment: notWritten,
    writeInvoice: notWritten,
    writeCustomerEmail: notWritten,
  };
}
`;

const limits = ({ name }: Wish): string => `import type { BooksLimits } from '../books.ts';

/** What ${name} allows one company, a little below it. To be taken from the vendor's page, with its address here. */
export const callLimits: BooksLimits = { perSecond: 1, perMinute: 30, atOnce: 1, monthly: null };

/** Characters of a customer's e-mail field. */
export const maxEmailLength = 100;

/** How often changes are asked for. */
export const sweepMinutes = 60;
`;

const errors = ({ key, name }: Wish): string => `import { Refused } from '../../domain/errors.ts';

/** Throws what every call answers that nobody has written. */
export function notWritten(): Promise<never> {
  return Promise.reject(new Refused('${key}.not-written', 'the adapter of ${name} does not know this call'));
}
`;

const sentences = ({ key, name }: Wish): string => `import type { Sentence } from '../books.ts';

/** The sentences of every code, in both languages. */
export const sentences: Record<string, { en: Sentence; fr: Sentence }> = {
  '${key}.not-written': {
    en: {
      title: 'Dunlin cannot do this with ${name} yet.',
      effect: 'Nothing was read or written there, and nothing is sent because of it.',
      remedy: 'Connect other books, or ask us when ${name} follows.',
    },
    fr: {
      title: 'Dunlin ne peut pas encore faire cela avec ${name}.',
      effect: 'Rien n’y a été lu ni inscrit, et aucun message ne part pour cette raison.',
      remedy: 'Connectez d’autres livres, ou demandez-nous quand ${name} suivra.',
    },
  },
};
`;

const sandbox = ({ key, name }: Wish): string => `# A stand-in for ${name}

To be built before the adapter: real HTTP, the vendor's rules, limits, formats and faults as the facts say, so that a client cannot tell.
\`sandbox/kit\` holds what the stand-ins share. With a file cli here, \`npm run sandbox -- ${key}\` starts it.
`;

const test = (wish: Wish): string => `import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { create${pascal(wish)} } from '../../../integrations/${wish.key}/index.ts';
import { ${wish.key} } from '../../../integrations/${wish.key}/system.ts';

const open = (env: Record<string, string>) =>
  ${wish.key}.open({
    settings: z.object(${wish.key}.settings).parse(env),
    baseUrl: 'https://dunlin.example',
    now: () => new Date(),
  });

describe('${wish.name}', () => {
  it('is not offered without a client id', async () => {
    expect(await open({})).toBeNull();
  });

  it('is offered with one', async () => {
    expect(await open({ ${upper(wish)}_CLIENT_ID: 'id' })).toMatchObject({ key: '${wish.key}', name: '${wish.name}' });
  });

  it('says of every call that it is not written, and has a sentence for that', async () => {
    const { consent } = create${pascal(wish)}({
      clientId: 'id',
      clientSecret: 'secret',
      webhookKeys: [],
      redirectUri: 'https://dunlin.example/connect/${wish.key}/return',
      apiUrl: 'https://api.example',
      now: () => new Date(),
    });
    const asked = consent.authorizeUrl({ intent: 'connect', state: 's', nonce: 'n' });
    await expect(asked).rejects.toMatchObject({ code: '${wish.key}.not-written' });
    expect(${wish.key}.sentences).toHaveProperty(['${wish.key}.not-written', 'en', 'title']);
  });
});
`;
