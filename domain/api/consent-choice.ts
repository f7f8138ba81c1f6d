import { z } from 'zod';
import { companyStates } from '../company-state.ts';

const Place = z.object({ id: z.string(), name: z.string() });

/** The companies of one consent, to choose from (ux A2). */
export const ConsentChoiceJson = z.object({
  books: z.string(),
  booksName: z.string(),
  companies: z.array(
    z.object({
      /** Ours; the vendor's id never leaves the server. */
      id: z.string(),
      /** Empty when the vendor does not say. */
      name: z.string(),
      state: z.enum(companyStates),
      /** The person's own organisation that has or had it. */
      organisation: Place.nullable(),
    }),
  ),
});
export type ConsentChoiceJson = z.infer<typeof ConsentChoiceJson>;
export type ChoosableCompany = ConsentChoiceJson['companies'][number];

export const ConsentChoicePost = z.object({
  companyIds: z.array(z.string().max(200)).min(1).max(1_000),
});

export const ChosenJson = z.object({
  /** In the order of the list. */
  organisations: z.array(Place),
  /** What could not be connected, because it changed hands meanwhile. */
  refused: z.array(z.object({ name: z.string(), state: z.enum(companyStates) })),
});
export type ChosenJson = z.infer<typeof ChosenJson>;
