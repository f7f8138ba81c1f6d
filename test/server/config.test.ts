import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig, settingNames } from '../../server/config.ts';

const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://dunlin:pw@db.example/dunlin',
  DUNLIN_SECRET: 'forty characters of nothing in particular',
  BASE_URL: 'https://dunlin.example/',
  QUICKBOOKS_CLIENT_ID: 'id',
  QUICKBOOKS_CLIENT_SECRET: 'secret',
  QUICKBOOKS_VERIFIER_TOKENS: 'one, two,',
  SMTP_URL: 'smtps://mail.example',
};

function problemOf(env: Record<string, string | undefined>): string {
  try {
    readConfig(env);
    return 'no problem';
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}

describe('settings', () => {
  it('are all optional on a first start: the sandboxes stand in', () => {
    expect(readConfig({})).toMatchObject({
      NODE_ENV: 'development',
      PORT: 4000,
      isSandboxBooks: true,
      isSandboxMail: true,
    });
  });

  it('that are empty count as not set', () => {
    const empty = Object.fromEntries(settingNames.map((name) => [name, '']));
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  it('of others in the environment are left alone', () => {
    expect(readConfig({ HOME: '/root', PATH: '/bin' })).toEqual(readConfig({}));
  });

  it('are read into what they mean', () => {
    expect(readConfig({ ...production, PORT: '8080' })).toMatchObject({
      PORT: 8080,
      BASE_URL: 'https://dunlin.example',
      QUICKBOOKS_VERIFIER_TOKENS: ['one', 'two'],
      isSandboxBooks: false,
      isSandboxMail: false,
    });
  });
});

describe('a wrong setting stops the start, names itself and never shows its value', () => {
  it.each([
    ['NODE_ENV', 'staging-hunter2'],
    ['PORT', 'hunter2'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['BASE_URL', 'hunter2'],
    ['BASE_URL', 'ftp://hunter2.example'],
    ['DUNLIN_SECRET', 'hunter2'],
    ['DATABASE_URL', 'mysql://u:hunter2@db.example/x'],
    ['DATABASE_URL', 'hunter2'],
    ['REDIS_URL', 'http://:hunter2@cache.example'],
    ['QUICKBOOKS_ENVIRONMENT', 'hunter2'],
    ['INTUIT_DISCOVERY_URL', 'hunter2'],
    ['INTUIT_AUTHORIZE_URL', 'hunter2'],
    ['INTUIT_TOKEN_URL', 'hunter2'],
    ['INTUIT_REVOKE_URL', 'hunter2'],
    ['INTUIT_USERINFO_URL', 'hunter2'],
    ['INTUIT_JWKS_URL', 'hunter2'],
    ['QUICKBOOKS_API_URL', 'file:///hunter2'],
    ['SENDGRID_URL', 'hunter2'],
    ['SMTP_URL', 'https://me:hunter2@mail.example'],
    ['MAIL_FROM', 'hunter2'],
    ['SANDBOX_QUICKBOOKS_PORT', 'hunter2'],
    ['SANDBOX_XERO_PORT', 'hunter2'],
    ['SANDBOX_MAILBOX_PORT', 'hunter2'],
    ['SANDBOX_SMTP_PORT', 'hunter2'],
    ['LOG_LEVEL', 'hunter2'],
  ])('%s=%s', (name, value) => {
    const problem = problemOf({ [name]: value });
    expect(problem).toMatch(new RegExp(`^${name}: .+`));
    expect(problem).not.toContain(value);
    expect(problem).not.toContain('hunter2');
    expect(problem.split('\n')).toHaveLength(1);
  });

  it('and each of several is named', () => {
    const problem = problemOf({ PORT: 'x', MAIL_FROM: 'y', REDIS_URL: 'z' });
    expect(problem.split('\n').map((line) => line.split(':')[0])).toEqual([
      'PORT',
      'REDIS_URL',
      'MAIL_FROM',
    ]);
  });
});

describe('settings that need each other', () => {
  it.each([
    ['QUICKBOOKS_CLIENT_ID', { QUICKBOOKS_CLIENT_ID: 'id' }],
    ['XERO_CLIENT_ID', { XERO_CLIENT_ID: 'id', XERO_CLIENT_SECRET: 'hunter2' }],
    ['QUICKBOOKS_CLIENT_ID', { QUICKBOOKS_CLIENT_ID: 'id', QUICKBOOKS_CLIENT_SECRET: 'hunter2' }],
    [
      'QUICKBOOKS_CLIENT_ID',
      {
        QUICKBOOKS_CLIENT_ID: 'id',
        QUICKBOOKS_CLIENT_SECRET: 'hunter2',
        QUICKBOOKS_VERIFIER_TOKENS: ' , ',
      },
    ],
    ['SMTP_URL', { SMTP_URL: 'smtp://u:hunter2@m.example', SENDGRID_API_KEY: 'SG.hunter2' }],
  ])('%s is named', (name, env) => {
    const problem = problemOf(env);
    expect(problem).toMatch(new RegExp(`^${name}: `));
    expect(problem).not.toContain('hunter2');
  });

  it.each(['DATABASE_URL', 'DUNLIN_SECRET', 'BASE_URL', 'SMTP_URL'])(
    'in production %s is needed',
    (name) => {
      expect(problemOf(production)).toBe('no problem');
      expect(problemOf({ ...production, [name]: undefined })).toMatch(
        new RegExp(`^${name}: .*needed when NODE_ENV is production`),
      );
    },
  );

  const noQuickBooks = Object.fromEntries(
    Object.keys(production)
      .filter((name) => name.startsWith('QUICKBOOKS_'))
      .map((name) => [name, undefined]),
  );
  const xero = { XERO_CLIENT_ID: 'id', XERO_CLIENT_SECRET: 's', XERO_WEBHOOK_KEYS: 'k' };
  it.each([
    ['QuickBooks alone', {}],
    ['Xero alone', { ...noQuickBooks, ...xero }],
    ['both', xero],
  ])('in production %s will do, and no sandbox stands in', (_case, env) => {
    expect(readConfig({ ...production, ...env }).isSandboxBooks).toBe(false);
  });

  it('in production one accounting system is needed', () => {
    expect(problemOf({ ...production, ...noQuickBooks })).toMatch(
      /^QUICKBOOKS_CLIENT_ID or .*XERO_CLIENT_ID.*: one is needed when NODE_ENV is production/,
    );
  });

  it('in production SendGrid will do instead of SMTP', () => {
    expect(problemOf({ ...production, SMTP_URL: undefined, SENDGRID_API_KEY: 'SG.x' })).toBe(
      'no problem',
    );
  });
});
