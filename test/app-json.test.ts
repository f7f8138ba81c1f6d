import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { readConfig, settingNames } from '../server/config.ts';

const variable = z.strictObject({
  description: z.string().min(1).optional(),
  value: z.string().optional(),
  required: z.boolean().optional(),
  generator: z.literal('secret').optional(),
});
const env = z.record(z.string().regex(/^[A-Z][A-Z0-9_]*$/), variable);
const formation = z.record(
  z.string(),
  z.strictObject({ quantity: z.number().int().min(0), size: z.string() }),
);
const addon = z.union([
  z.string().regex(/^[\w-]+:[\w-]+$/),
  z.strictObject({
    plan: z.string().regex(/^[\w-]+:[\w-]+$/),
    as: z.string().optional(),
    options: z.record(z.string(), z.string()).optional(),
  }),
]);
const buildpacks = z.array(z.strictObject({ url: z.string() }));
const parts = {
  env: env.optional(),
  addons: z.array(addon).optional(),
  buildpacks: buildpacks.optional(),
};

/** The rules that satisfy both published schemas (facts: marketplace 3.1); unknown keys are refused at every level. */
const schema = z.strictObject({
  name: z.string().regex(/^[A-Za-z][\w-]{2,29}$/),
  description: z.string().max(140),
  keywords: z.array(z.string()),
  website: z.url().optional(),
  repository: z.url().optional(),
  logo: z.url().optional(),
  success_url: z.union([z.url(), z.string().startsWith('/')]),
  scripts: z
    .strictObject({ postdeploy: z.string(), 'pr-predestroy': z.string() })
    .partial()
    .optional(),
  env,
  formation,
  addons: z.array(addon),
  buildpacks,
  stack: z.enum(['heroku-20', 'heroku-22', 'heroku-24']),
  environments: z
    .strictObject({
      test: z.strictObject({
        ...parts,
        formation: formation.optional(),
        scripts: z.strictObject({ test: z.string() }).optional(),
      }),
      review: z.strictObject(parts),
      production: z.strictObject(parts),
    })
    .partial(),
});

const app = schema.parse(JSON.parse(readFileSync('app.json', 'utf8')));

describe('app.json', () => {
  it('runs a web and a worker process that the Procfile knows', () => {
    const processes = readFileSync('Procfile', 'utf8').match(/^[a-z]+(?=:)/gm);
    expect(Object.keys(app.formation).sort()).toEqual(['web', 'worker']);
    expect(processes?.sort()).toEqual(['web', 'worker']);
  });

  it('brings PostgreSQL and Redis under the names that the settings have', () => {
    expect(app.addons).toEqual([
      { plan: expect.stringMatching(/^heroku-postgresql:/), as: 'DATABASE' },
      { plan: expect.stringMatching(/^heroku-redis:/), as: 'REDIS' },
    ]);
  });

  it('names only settings that are read', () => {
    expect(Object.keys(app.env).filter((name) => !settingNames.includes(name))).toEqual([]);
  });

  it('holds no secret: it is generated or asked for', () => {
    const secrets = Object.entries(app.env).filter(([name]) =>
      /SECRET|TOKEN|KEY|PASSWORD/.test(name),
    );
    expect(secrets.length).toBeGreaterThan(2);
    for (const [, setting] of secrets) expect(setting).not.toHaveProperty('value');
    expect(app.env['DUNLIN_SECRET']).toMatchObject({ generator: 'secret' });
  });

  it.each([
    [
      'QuickBooks',
      ['QUICKBOOKS_CLIENT_ID', 'QUICKBOOKS_CLIENT_SECRET', 'QUICKBOOKS_VERIFIER_TOKENS'],
    ],
    ['Xero', ['XERO_CLIENT_ID', 'XERO_CLIENT_SECRET', 'XERO_WEBHOOK_KEYS']],
  ])(
    'leads to a start: what it gives and asks for, and %s, is all that is needed',
    (_system, ids) => {
      expect(ids.filter((name) => !(name in app.env))).toEqual([]);
      const asked: Record<string, string> = {
        BASE_URL: 'https://dunlin.example',
        MAIL_FROM: 'reminders@dunlin.example',
      };
      const required = Object.entries(app.env).filter(
        ([, { value, generator, required: isRequired = true }]) =>
          isRequired && !value && !generator,
      );
      expect(required.map(([name]) => name).sort()).toEqual(Object.keys(asked).sort());
      const given = Object.entries(app.env).map(([name, { value }]) => [
        name,
        value ?? asked[name],
      ]);
      const config = readConfig({
        ...(Object.fromEntries(given) as Record<string, string | undefined>),
        ...Object.fromEntries(ids.map((name) => [name, 'given'])),
        DUNLIN_SECRET: 'g'.repeat(64),
        DATABASE_URL: 'postgres://user:pass@host/db',
        REDIS_URL: 'rediss://:pass@host:6380',
        SMTP_URL: 'smtps://user:pass@mail.example',
      });
      expect(config).toMatchObject({
        NODE_ENV: 'production',
        isSandboxBooks: false,
        isSandboxMail: false,
      });
    },
  );
});
