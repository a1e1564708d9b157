/**
 * The facts about an authority or a school, not about a pupil, that are reported as they are recorded: one line makes
 * the route, its description and its schema. They stand in the stream of the authority or school that the address names.
 */
import type { EventType } from '../../../events/catalogue.js';

export interface RegisterFact {
  /** `/api/authorities/{authority}/` or `/api/schools/{school}/` comes before the path. */
  readonly of: 'authority' | 'school';
  readonly path: string;
  readonly type: EventType;
  readonly summary: string;
}

export const registerFacts = [
  {
    of: 'authority',
    path: 'managed-move-protocols',
    type: 'ManagedMoveProtocolSet',
    summary: 'The authority’s own protocol of managed moves, from a day on',
  },
  {
    of: 'authority',
    path: 'provider-checks',
    type: 'ProviderChecked',
    summary: 'A provider of alternative provision was checked',
  },
  {
    of: 'authority',
    path: 'commissioned-places',
    type: 'PlacesCommissioned',
    summary: 'Places were commissioned at a provider of alternative provision',
  },
  {
    of: 'authority',
    path: 'alternative-provision-systems',
    type: 'AlternativeProvisionSystemSet',
    summary: 'How the authority has alternative provision found, from a day on',
  },
  {
    of: 'authority',
    path: 'local-standards',
    type: 'LocalStandardSet',
    summary: 'A standard of the authority’s own, from a day on',
  },
  {
    of: 'school',
    path: 'fair-access-capacity',
    type: 'FairAccessCapacityRated',
    summary: 'How well a year group can take another child',
  },
  {
    of: 'authority',
    path: 'cost-recovery-schemes',
    type: 'CostRecoverySchemeSet',
    summary: 'The provisions whose cost the authority recovers, from a day on',
  },
  {
    of: 'authority',
    path: 'pupil-funding',
    type: 'PupilFundingSet',
    summary: 'The amounts by which budget shares are redetermined in a financial year',
  },
  {
    of: 'school',
    path: 'trust-memberships',
    type: 'TrustMembershipChanged',
    summary: 'The school joined a trust, or left its trust, on a day',
  },
] as const satisfies readonly RegisterFact[];

export type RegisterFactType = (typeof registerFacts)[number]['type'];
