import { expect, it } from '@jest/globals';
import { companyStates, isChoosable } from '../../domain/company-state.ts';

it('of the companies of a consent, those that nobody has and those that one may have back can be chosen (E25)', () => {
  expect(companyStates.filter(isChoosable)).toEqual(['free', 'again']);
});
