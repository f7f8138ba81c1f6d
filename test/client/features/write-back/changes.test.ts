import { describe, expect, it } from '@jest/globals';
import { changesOf } from '../../../../client/features/write-back/changes.ts';

describe('a change in the books', () => {
  it('is told field by field, without fields that stayed, with empty text for what was not there', () => {
    const before = { note: 'Call first', email: 'old@acme.example' };
    const after = { note: 'Call first', email: 'new@acme.example', emailStatus: 'EmailSent' };
    expect(changesOf({ before, after })).toEqual([
      { field: 'email', before: 'old@acme.example', after: 'new@acme.example' },
      { field: 'emailStatus', before: '', after: 'EmailSent' },
    ]);
  });
});
