/**
 * What authorities set and found out about moves and provision that they arrange: their managed-move protocols, their
 * systems of alternative provision, the checks of providers and the places commissioned. Each holds from its day on.
 */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { AuthorityCode } from '../../events/identifiers.js';
import type { Provider } from '../../events/off-site-direction.js';
import { byDayAsRecorded } from '../day-order.js';
import { ofType, type Fact, type FactOf } from '../standing-facts.js';

const types = [
  'ManagedMoveProtocolSet',
  'AlternativeProvisionSystemSet',
  'ProviderChecked',
  'PlacesCommissioned',
] as const;
type ProvisionFact = FactOf<(typeof types)[number]>;

export class Provision {
  /** In the order of days, of one day in the order of positions. */
  private readonly reported = new Map<AuthorityCode, ProvisionFact[]>();

  /** Takes an authority's facts in; all others are passed over. */
  add(authority: AuthorityCode, facts: readonly Fact[]): void {
    const own = facts.filter(isOfProvision);
    if (own.length === 0) return;
    own.sort(byDayAsRecorded);
    this.reported.set(authority, own);
  }

  /** The protocol that holds on that day; undefined where the authority has none. */
  protocolOf(authority: AuthorityCode, on: PlainDate): FactOf<'ManagedMoveProtocolSet'> | undefined {
    return ofType(this.upTo(authority, on), 'ManagedMoveProtocolSet').at(-1);
  }

  /** The systems up to that day, the one in force last. */
  systemsOf(authority: AuthorityCode, on: PlainDate): readonly FactOf<'AlternativeProvisionSystemSet'>[] {
    return ofType(this.upTo(authority, on), 'AlternativeProvisionSystemSet');
  }

  /** Checks of that provider up to that day, the newest last. */
  checksOf(authority: AuthorityCode, provider: Provider, on: PlainDate): FactOf<'ProviderChecked'>[] {
    return ofType(this.upTo(authority, on), 'ProviderChecked').filter(({ data }) =>
      sameProvider(data.provider, provider),
    );
  }

  /** What the authority has commissioned on that day, the newest of each provider. */
  commissionedBy(authority: AuthorityCode, on: PlainDate): FactOf<'PlacesCommissioned'>[] {
    const newest: FactOf<'PlacesCommissioned'>[] = [];
    for (const commission of ofType(this.upTo(authority, on), 'PlacesCommissioned')) {
      const at = newest.findIndex(({ data }) => sameProvider(data.provider, commission.data.provider));
      if (at >= 0) newest[at] = commission;
      else newest.push(commission);
    }
    return newest.filter(({ data: { until } }) => until === undefined || until >= on);
  }

  private upTo(authority: AuthorityCode, on: PlainDate): ProvisionFact[] {
    return (this.reported.get(authority) ?? []).filter(({ data }) => data.effectiveOn <= on);
  }
}

/** Whether two reports name one provider: by the strongest identifier that both have. None can tell a setting's two. */
export function sameProvider(a: Provider, b: Provider): boolean {
  if (a.school !== undefined && b.school !== undefined) return a.school === b.school;
  if (a.ukprn !== undefined && b.ukprn !== undefined) return a.ukprn === b.ukprn;
  return a.reference !== undefined && a.reference === b.reference;
}

const isOfProvision = (fact: Fact): fact is ProvisionFact => types.some((type) => type === fact.type);
