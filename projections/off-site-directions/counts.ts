/**
 * What education away from the school adds to the counts: of the school that directs or that the pupil comes from, and of
 * the authority that arranges.
 */
import type { Add, CountedAt } from '../measures/family-counts.js';
import { counted, ledger, onRoll, own, rate, type Measure, type Part } from '../measures/measure.js';
import type { Trajectory } from '../trajectory/trajectory.js';
import type { Placement } from './placement.js';

export const placementCountNames = [
  'off_site_directions_begun',
  'off_site_directions_ended',
  'alternative_provision_begun',
  'alternative_provision_begun_single',
  'alternative_provision_begun_dual',
  'alternative_provision_ended',
] as const;

type Name = (typeof placementCountNames)[number];

export function countPlacements({ placements }: Trajectory, add: Add<Name>): void {
  for (const placement of placements) {
    const { kind, registration, startedOn, endedOn } = placement;
    const at = placementAt(placement);
    const name = kind === 'direction' ? 'off_site_directions' : 'alternative_provision';
    add(`${name}_begun`, startedOn, at);
    add(`${name}_ended`, endedOn, at);
    if (kind === 'alternative-provision' && registration !== null)
      add(`alternative_provision_begun_${registration}`, startedOn, at);
  }
}

/** A direction is its school's; what an authority arranges is that authority's, wherever the pupil came from. */
export const placementAt = ({ kind, school, authority }: Placement): CountedAt =>
  kind === 'direction' ? { school } : { school, authority };

const directed: Part<Name> = {
  count: 'off_site_directions_begun',
  says: 'off-site directions that began in the school year, by the school that directs',
};
const provided: Part<Name> = {
  count: 'alternative_provision_begun',
  says: 'times in alternative provision, arranged by an authority, that began in the school year',
};

export const placementCounts: readonly Measure<Name>[] = [
  counted('off-site-directions-begun', directed.count, directed.says, 'directions'),
  counted(
    'off-site-directions-ended',
    'off_site_directions_ended',
    'off-site directions that ended in the school year',
    'directions',
  ),
  counted('alternative-provision-begun', provided.count, provided.says, 'placements'),
  counted(
    'alternative-provision-begun-single',
    'alternative_provision_begun_single',
    `${provided.says}, of pupils registered there alone`,
    'placements',
  ),
  counted(
    'alternative-provision-begun-dual',
    'alternative_provision_begun_dual',
    `${provided.says}, of pupils on another roll too`,
    'placements',
  ),
  counted(
    'alternative-provision-ended',
    'alternative_provision_ended',
    'times in alternative provision that ended in the school year',
    'placements',
  ),
];

export const placementRates: readonly Measure[] = [
  rate('off-site-direction-rate', directed, onRoll, own, ledger),
  rate('alternative-provision-rate', provided, onRoll, own, ledger),
];
