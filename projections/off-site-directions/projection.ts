/** A row for each placement, in dates: who is there, how many places that takes and who came back is told for a day. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import { schoolYearOf } from '../../events/calendar/school-year.js';
import type { AuthorityCode, Urn } from '../../events/identifiers.js';
import type { Provider } from '../../events/off-site-direction.js';
import type { Projection } from '../projection.js';
import type { Register } from '../register/register.js';
import type { Trajectory } from '../trajectory/trajectory.js';
import { yearGroupOn } from '../trajectory/year-groups.js';
import type { Placement } from './placement.js';

/** What figures are made of. */
export interface PlacementRow {
  readonly kind: Placement['kind'];
  readonly school: Urn | null;
  readonly authority: AuthorityCode | null;
  readonly provider: Provider;
  readonly registration: Placement['registration'];
  readonly startedOn: PlainDate;
  readonly endedOn: PlainDate | null;
  /** On the first day; reception 0. */
  readonly yearGroup: number | null;
  /** First day back in a mainstream school after it. */
  readonly returnedOn: PlainDate | null;
  /** First permanent exclusion after it began. */
  readonly excludedOn: PlainDate | null;
  readonly sessionsPossible: number;
  readonly sessionsAttended: number;
}

/** A row as the read model holds it. */
export interface StoredPlacement {
  readonly kind: Placement['kind'];
  readonly school: Urn | null;
  readonly authority: AuthorityCode | null;
  readonly provider: Provider;
  readonly registration: Placement['registration'];
  readonly started_on: PlainDate;
  readonly ended_on: PlainDate | null;
  readonly year_group: number | null;
  readonly returned_on: PlainDate | null;
  readonly excluded_on: PlainDate | null;
  readonly sessions_possible: number;
  readonly sessions_attended: number;
}

export const readPlacementRow = (stored: StoredPlacement): PlacementRow => ({
  kind: stored.kind,
  school: stored.school,
  authority: stored.authority,
  provider: stored.provider,
  registration: stored.registration,
  startedOn: stored.started_on,
  endedOn: stored.ended_on,
  yearGroup: stored.year_group,
  returnedOn: stored.returned_on,
  excludedOn: stored.excluded_on,
  sessionsPossible: stored.sessions_possible,
  sessionsAttended: stored.sessions_attended,
});

/** Of placements that began. */
export function rowsOfPlacements(trajectory: Trajectory, register: Register): PlacementRow[] {
  return trajectory.placements.flatMap((placement) => {
    const { kind, school, authority, provider, registration, startedOn, endedOn, attendance } = placement;
    if (startedOn === null) return [];
    const terms = school === null ? undefined : register.termsOf(school);
    const { schoolYear } = schoolYearOf(startedOn, terms);
    const excluded = trajectory.exclusions.find(
      (each) =>
        each.kind === 'permanent-exclusion' && each.cancelledOn === null && each.startedOn > startedOn,
    );
    return {
      kind,
      school,
      authority,
      provider,
      registration,
      startedOn,
      endedOn,
      yearGroup: yearGroupOn(startedOn, schoolYear, trajectory.yearGroups, trajectory.circumstances),
      returnedOn: returnAfter(placement, startedOn, trajectory, register),
      excludedOn: excluded?.startedOn ?? null,
      sessionsPossible: attendance.reduce((sum, each) => sum + each.sessionsPossible, 0),
      sessionsAttended: attendance.reduce((sum, each) => sum + each.sessionsAttended, 0),
    };
  });
}

/** Back at the own school when it ended so, or on the roll of a mainstream school that the pupil joined since. */
function returnAfter(
  { endedOn, followedBy, provider }: Placement,
  startedOn: PlainDate,
  { registrations }: Trajectory,
  register: Register,
): PlainDate | null {
  const joined = registrations.find(
    ({ school, knownFrom }) =>
      knownFrom > startedOn &&
      school !== provider.school &&
      register.school(school, knownFrom)?.type === 'mainstream',
  );
  const back = followedBy === 'returned-to-school' ? endedOn : null;
  const days = [back, joined?.knownFrom ?? null].filter((on) => on !== null);
  return days.sort()[0] ?? null;
}

export const placements: Projection = {
  name: 'placements',
  version: 2,
  rowTables: [
    {
      name: 'placement',
      columns: [
        { name: 'pupil_id', type: 'uuid' },
        { name: 'ordinal', type: 'smallint' },
        { name: 'kind', type: 'text' },
        { name: 'school', type: 'text' },
        { name: 'authority', type: 'text' },
        { name: 'provider', type: 'json' },
        { name: 'registration', type: 'text' },
        { name: 'started_on', type: 'date' },
        { name: 'ended_on', type: 'date' },
        { name: 'year_group', type: 'smallint' },
        { name: 'returned_on', type: 'date' },
        { name: 'excluded_on', type: 'date' },
        { name: 'sessions_possible', type: 'integer' },
        { name: 'sessions_attended', type: 'integer' },
      ],
      key: ['pupil_id', 'ordinal'],
      indexes: [['school'], ['authority']],
    },
  ],
  tallyTables: [],
  rows: (trajectory, register) => [
    rowsOfPlacements(trajectory, register).map((row, at) => [
      trajectory.pupil,
      at + 1,
      row.kind,
      row.school,
      row.authority,
      JSON.stringify(row.provider),
      row.registration,
      row.startedOn,
      row.endedOn,
      row.yearGroup,
      row.returnedOn,
      row.excludedOn,
      row.sessionsPossible,
      row.sessionsAttended,
    ]),
  ],
  tallies: () => [],
};
