import type { Express, Request, Response } from 'express';
import express from 'express';
import { readFields } from './client-auth.ts';

export interface Target {
  companyId: string;
  id: string;
}
export type Press = (target: Target, fields: Record<string, string>) => Promise<unknown>;

/** Buttons of a page: each posts a plain form below `/company/:company` and comes back (303), with the problem if there is one. */
export function addPresses(
  app: Express,
  presses: Record<string, Press>,
  problemOf: (error: unknown) => string | null,
): void {
  const form = express.urlencoded({ extended: false });
  for (const [path, press] of Object.entries(presses)) {
    app.post(`/company/:company/${path}`, form, async (request: Request, response: Response) => {
      const fields = readFields(request.body);
      const { company = '', id = '' } = request.params as Record<string, string>;
      const back = safeBack(fields['back'] ?? '');
      const problem = await attempt(() => press({ companyId: company, id }, fields), problemOf);
      response.redirect(303, problem === null ? back : withProblem(back, problem));
    });
  }
}

/** Only places of this site: the field could otherwise send the browser anywhere. */
function safeBack(back: string): string {
  return /^\/company\/[\w/?=&%.#+-]*$/.test(back) ? back : '/';
}

async function attempt(
  work: () => Promise<unknown>,
  problemOf: (error: unknown) => string | null,
): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof Error && error.name === 'ZodError') return 'That is not an amount.';
    const problem = problemOf(error);
    if (problem === null) throw error;
    return problem;
  }
}

function withProblem(back: string, problem: string): string {
  const url = new URL(back, 'http://sandbox.invalid');
  url.searchParams.set('problem', problem);
  return url.pathname + url.search + url.hash;
}

/** What a list page is asked to show. */
export function readView(request: Request): { q: string; page: number; problem: string } {
  const { q, page, problem } = request.query;
  return { q: String(q ?? ''), page: Number(page ?? 1) || 1, problem: String(problem ?? '') };
}
