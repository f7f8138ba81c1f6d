import { describe, expect, it } from '@jest/globals';
import { isConsumerDomain } from '../../../domain/sender/consumer-domains.ts';

describe('a mailbox for everybody', () => {
  it.each([
    ['gmail.com', true],
    ['GMail.com', true],
    ['orange.fr', true],
    ['rose.example', false],
    ['mail.gmail.com.rose.example', false],
  ])('%s: %s', (domain, expected) => {
    expect(isConsumerDomain(domain)).toBe(expected);
  });
});
