import type { Request, Response } from 'express';
import { languages, type Language } from '../../domain/rules/rule.ts';
import type { Person } from '../db/people.ts';
import { languageOf } from '../services/sign-in/me.ts';

/** What the page asks for (the client names the language on screen), else the person's own, else English. */
export function languageFor(request: Request, response: Response): Language {
  const asked = request.headers['accept-language'];
  const accepted = asked && asked !== '*' ? request.acceptsLanguages([...languages]) : false;
  if (accepted === 'en' || accepted === 'fr') return accepted;
  const person = response.locals['person'] as Person | undefined;
  return languageOf(person?.language);
}
