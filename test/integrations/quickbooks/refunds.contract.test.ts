import { describe, expect, it } from '@jest/globals';
import { REALM_A } from '../../../sandbox/quickbooks/index.ts';
import { toRefunds } from '../../../integrations/quickbooks/refunds.ts';
import { useWorld } from './world.ts';

const world = useWorld();
const refundTo = async (customerId: string): Promise<string> => {
  const { admin } = world().sandbox;
  return String((await admin.createRefund({ realmId: REALM_A, customerId, amount: 9 }))['Id']);
};

describe('refunds', () => {
  it('are told by the customers they went to, each once, by one call', async () => {
    const { company, calls } = await world().open(REALM_A);
    const ids = [await refundTo('1'), await refundTo('3'), await refundTo('1')];
    const { customerIds, ofAnybody } = await company.readRefunds(ids);
    expect(customerIds.toSorted()).toEqual(['1', '3']);
    expect(ofAnybody).toBe(false);
    expect(calls).toHaveLength(1);
  });

  it('that are gone may have been anybody’s', async () => {
    const { company } = await world().open(REALM_A);
    const id = await refundTo('1');
    await world().sandbox.admin.deleteRefund({ realmId: REALM_A, id });
    expect(await company.readRefunds([id])).toEqual({ customerIds: [], ofAnybody: true });
  });

  it('come with the changes, by the same call', async () => {
    const { company, calls } = await world().open(REALM_A);
    const sinceAt = new Date(world().settings.now().getTime() - 1_000);
    await refundTo('3');
    const deletedId = await refundTo('1');
    await world().sandbox.admin.deleteRefund({ realmId: REALM_A, id: deletedId });
    const { refunds } = await company.readChanges(sinceAt);
    expect(refunds).toEqual({ customerIds: expect.arrayContaining(['3']), ofAnybody: true });
    expect(calls).toHaveLength(1);
  });

  it.each([
    ['no customer', {}],
    ['a customer without id', { CustomerRef: { name: 'Elm Court' } }],
    ['a customer that is none', { CustomerRef: 3 }],
    ['a deletion', { status: 'Deleted', CustomerRef: { value: '3' } }],
    ['nothing', null],
  ])('with %s may have been anybody’s', (_case, row) => {
    expect(toRefunds([row])).toEqual({ customerIds: [], ofAnybody: true });
  });
});
