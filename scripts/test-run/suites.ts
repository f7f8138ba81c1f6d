/** A part of the tests that runs in a go of its own because of what it needs. */
export interface Suite {
  name: string;
  /** Regular expression over paths, as Jest takes it; `!` in front means all others. */
  paths: RegExp;
  others: boolean;
  needs: 'nothing' | 'redis' | 'chromium';
  howTo: string;
  /** Runs only when it is named: it takes minutes, and what it meets is left to chance. */
  byName?: true;
}

const redisPaths = /\.redis\.test\.ts$/;
const browserPaths = /\.browser\.test\.ts$|^test\/(browser|e2e)\//;
const soakPaths = /^test\/soak\//;
const faultsPaths = /^test\/faults\//;

/** What runs by default, in order. The flows run twice: on the queue in PostgreSQL and on the one in Redis. */
export const suites: readonly Suite[] = [
  {
    name: 'main',
    paths: new RegExp(
      [redisPaths, browserPaths, soakPaths, faultsPaths].map(({ source }) => source).join('|'),
    ),
    others: true,
    needs: 'nothing',
    howTo: '',
  },
  {
    name: 'redis',
    paths: new RegExp(`${redisPaths.source}|^test/flows/`),
    others: false,
    needs: 'redis',
    howTo: 'set REDIS_URL or install redis-server, then: npm test -- redis',
  },
  {
    name: 'browser',
    paths: browserPaths,
    others: false,
    needs: 'chromium',
    howTo: 'install Chromium (or set CHROMIUM_PATH), then: npm test -- browser',
  },
  {
    name: 'soak',
    paths: soakPaths,
    others: false,
    needs: 'nothing',
    howTo: '',
    byName: true,
  },
  {
    name: 'faults',
    paths: faultsPaths,
    others: false,
    needs: 'redis',
    howTo: 'set REDIS_URL or install redis-server, then: npm test -- faults',
    byName: true,
  },
];

/** Smaller selections that people ask for by name. */
export const selections: Readonly<Record<string, RegExp>> = {
  flows: /^test\/flows\//,
  db: /\.db\.test\.ts$/,
};

export function isInSuite(suite: Suite, file: string): boolean {
  return suite.paths.test(file) !== suite.others;
}

export interface Chosen {
  suites: { suite: Suite; only?: RegExp }[];
  /** Everything else goes to Jest as it is, e.g. a path or `-t name`. */
  rest: string[];
}

/** `flows db browser redis` choose; no name means all suites, a path means the main one. */
export function choose(args: readonly string[]): Chosen {
  const named = args.filter((arg) => arg in selections || suites.some(({ name }) => name === arg));
  const rest = args.filter((arg) => !named.includes(arg));
  const [main] = suites;
  if (!main) return { suites: [], rest };
  const usual = suites.filter(({ byName }) => !byName);
  if (named.length === 0)
    return { suites: (rest.length === 0 ? usual : [main]).map((suite) => ({ suite })), rest };
  return { suites: named.map((name) => pick(name, main)), rest };
}

function pick(name: string, main: Suite): Chosen['suites'][number] {
  const only = selections[name];
  if (only) return { suite: main, only };
  return { suite: suites.find((suite) => suite.name === name) ?? main };
}
