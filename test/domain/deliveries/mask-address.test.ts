import { describe, expect, it } from '@jest/globals';
import { maskAddress } from '../../../domain/deliveries/mask-address.ts';

describe('a masked address', () => {
  it.each([
    ['anna.berg@rose.example', 'a•••@rose.example'],
    ['a@rose.example', 'a•••@rose.example'],
    ['👋wave@rose.example', '👋•••@rose.example'],
    ['nothing', '•••'],
    ['', '•••'],
  ])('of %j is %j', (address, masked) => {
    expect(maskAddress(address)).toBe(masked);
  });
});
