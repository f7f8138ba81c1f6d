import { Liquid, toValue, type Template as ParsedLiquid } from 'liquidjs';
import type { MergeFields } from '../../domain/templates/template.ts';
import { escapeHtml } from './clean-text.ts';

export type Parsed = ParsedLiquid[];

/** All that a message needs. Loops, partials and layouts are left out: nothing to loop over, and each is a way to exhaust the server. */
const tags = new Set(['if', 'unless', 'case', 'assign', 'comment', '#', 'raw']);

const MAX_CHARACTERS = 100_000;
const MAX_COUNTED_MEMORY = 10_000_000;
/** Far above any real message, since without loops only a stalled machine comes near it. */
const MAX_RENDER_MS = 1_000;
const MAX_NODES = 5_000;

/** HTML that we made of escaped values. A class, so that nothing from the books or a template can pass for it. */
export class OwnMarkup {
  readonly html: string;

  constructor(html: string) {
    this.html = html;
  }
}

/** Where fields go into HTML, whatever a user wrote: always escaped. */
export const htmlEngine = makeEngine({ outputEscape: escapeOutput });
/** For the subject, which is text; it is cleaned afterwards. */
export const textEngine = makeEngine({});

/** Fields as the engine takes them: the table is already what the place needs. */
export type RenderedFields = Omit<MergeFields, 'invoices'> & {
  invoices: Omit<MergeFields['invoices'], 'table'> & { table: OwnMarkup | string };
};

/** Renders once; what fields contain is never read as a template again. Throws what liquidjs throws. */
export function renderFields(engine: Liquid, parsed: Parsed, fields: RenderedFields): string {
  return String(engine.renderSync(parsed, { ...fields }, { templateLimit: MAX_NODES }));
}

/** A filter turns the table into text, which is then escaped like all text. */
function escapeOutput(value: unknown): string {
  return value instanceof OwnMarkup ? value.html : escapeHtml(String(toValue(value) ?? ''));
}

function makeEngine(options: { outputEscape?: typeof escapeOutput }): Liquid {
  const engine = new Liquid({
    ...options,
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: true,
    templates: {},
    dynamicPartials: false,
    parseLimit: MAX_CHARACTERS,
    renderLimit: MAX_RENDER_MS,
    memoryLimit: MAX_COUNTED_MEMORY,
  });
  // liquidjs marks this filter as one whose output is not escaped; under the same name ours is an ordinary one (facts: delivery 17).
  engine.registerFilter('raw', { raw: false, handler: (value: unknown) => value });
  for (const tag of Object.keys(engine.tags)) if (!tags.has(tag)) delete engine.tags[tag];
  return engine;
}
