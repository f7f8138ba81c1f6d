import type { Generated } from '../box.ts';
import { sumBalances } from '../data/balances.ts';
import { Realm } from '../data/realm.ts';
import { seedAlderbrook } from './alderbrook.ts';
import { seedAlderbrookFiles } from './alderbrook-files.ts';
import { fillBulk, seedBulk } from './bulk/company.ts';
import { SeedDays } from './days.ts';
import type { Site } from './make.ts';
import { seedPennant } from './pennant.ts';
import { seedSuspended } from './suspended.ts';

export const REALM_A = '9130357900000001';
export const REALM_B = '9130357900000002';
export const REALM_C = '9130357900000003';
export const REALM_D = '9130357900000004';

const BULK = { invoices: 2500, customers: 1200 };

type Build = (site: Site) => void;

/** The four sample companies; one of them may be generated in another size. */
export function seedRealms(dayZero: string, generated: Generated | null): Map<string, Realm> {
  const builders: [string, Build][] = [
    [REALM_A, seedBoth],
    [REALM_B, seedPennant],
    [REALM_C, (site) => seedBulk(site, BULK, dayZero)],
    [REALM_D, seedSuspended],
  ];
  const realms = new Map<string, Realm>();
  for (const [id, build] of builders) {
    const site: Site = { realm: new Realm(id), days: new SeedDays(dayZero) };
    if (generated?.realmId === id) seedGenerated(site, build, generated, dayZero);
    else build(site);
    // Generated customers know what they owe.
    if (id !== REALM_C && generated?.realmId !== id) sumBalances(site.realm);
    realms.set(id, site.realm);
  }
  return realms;
}

function seedBoth(site: Site): void {
  seedAlderbrook(site);
  seedAlderbrookFiles(site);
}

/** A generated company keeps its name and preferences, but holds generated documents only. */
function seedGenerated(site: Site, build: Build, size: Generated, dayZero: string): void {
  if (site.realm.id === REALM_C) return seedBulk(site, size, dayZero);
  const model: Site = { realm: new Realm(site.realm.id), days: site.days };
  build(model);
  for (const name of ['CompanyInfo', 'Preferences'] as const)
    site.realm.table(name).load(model.realm.table(name).entities());
  fillBulk(site, size, dayZero);
}
