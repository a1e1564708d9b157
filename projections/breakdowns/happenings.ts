/**
 * What happened, by the categories that each event found the pupil in: exclusions at their first day, managed moves at
 * theirs. Pupils with one or more suspensions are in the category of the most recent of them.
 */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import { schoolYearOf, type SchoolYear } from '../../events/calendar/school-year.js';
import type { Urn } from '../../events/identifiers.js';
import type { Exclusion } from '../exclusions/exclusion.js';
import { isFinal } from '../exclusions/lifecycle.js';
import { placedOn } from '../managed-moves/steps.js';
import { authorityIn } from '../measures/school-authority.js';
import type { Register } from '../register/register.js';
import { asOf } from '../trajectory/circumstances.js';
import type { Trajectory } from '../trajectory/trajectory.js';
import type { BreakdownCountName, Contribution, Sorted, Where } from './contribution.js';
import { knownAtEvent, type KnownStretches } from './known.js';

/** An exclusion with what was known of the pupil at it, and where it counts. */
export interface Happened {
  readonly exclusion: Exclusion;
  readonly known: Sorted;
  readonly places: readonly Where[];
}

/** Those that were not cancelled, in the order of their first days. */
export function happenedTo(
  trajectory: Trajectory,
  stretches: KnownStretches,
  register: Register,
): Happened[] {
  return trajectory.exclusions
    .filter(({ cancelledOn }) => cancelledOn === null)
    .map((exclusion) => {
      const { school, schoolYear, startedOn, senProvision } = exclusion;
      return {
        exclusion,
        known: knownAtEvent(stretches, trajectory, startedOn, schoolYear, senProvision),
        places: placesOf(trajectory, school, startedOn, schoolYear, register),
      };
    });
}

export function addHappenings(
  contribution: Contribution,
  happened: readonly Happened[],
  { atEachSchool, atEachPlace }: SuspendedPupils,
): void {
  for (const { exclusion, known, places } of happened) {
    const add = (name: BreakdownCountName, times = 1): void =>
      contribution.add(places, exclusion.schoolYear, name, known, times);
    if (exclusion.kind === 'permanent-exclusion') {
      add('permanent_exclusions');
      if (isFinal(exclusion.state)) add('permanent_exclusions_upheld');
      continue;
    }
    add('suspensions');
    if (exclusion.lengthSessions === null) continue;
    add('suspensions_with_length');
    add('suspended_sessions', exclusion.lengthSessions);
  }
  for (const { where, last } of atEachSchool)
    contribution.add([where], last.exclusion.schoolYear, 'pupils_suspended', last.known);
  for (const { where, last } of atEachPlace)
    contribution.add([where], last.exclusion.schoolYear, 'distinct_pupils_suspended', last.known);
}

export function addManagedMoves(
  contribution: Contribution,
  trajectory: Trajectory,
  stretches: KnownStretches,
  register: Register,
): void {
  for (const move of trajectory.managedMoves) {
    const on = placedOn(move);
    const { homeSchool } = move;
    if (on === null) continue;
    const { schoolYear } = schoolYearOf(on, register.termsOf(homeSchool));
    const known = knownAtEvent(stretches, trajectory, on, schoolYear);
    const places = placesOf(trajectory, homeSchool, on, schoolYear, register);
    contribution.add(places, schoolYear, 'managed_moves_begun', known);
  }
}

/** A pupil's suspensions of one school year at one place. */
export interface SuspendedPupil {
  readonly where: Where;
  readonly suspensions: readonly Happened[];
  /** The most recent. */
  readonly last: Happened;
}

/**
 * Pupils once at each place, or, as DfE counts, once for each school that suspended them: at a school there is no
 * difference.
 */
export interface SuspendedPupils {
  readonly atEachSchool: readonly SuspendedPupil[];
  readonly atEachPlace: readonly SuspendedPupil[];
}

export const suspendedPupils = (happened: readonly Happened[]): SuspendedPupils => ({
  atEachSchool: suspendedPupil(happened, 'at-each-school'),
  atEachPlace: suspendedPupil(happened, 'at-each-place'),
});

function suspendedPupil(
  happened: readonly Happened[],
  counted: 'at-each-school' | 'at-each-place',
): SuspendedPupil[] {
  const groups: { where: Where; suspensions: Happened[]; last: Happened }[] = [];
  for (const each of happened) {
    const { kind, school, schoolYear } = each.exclusion;
    if (kind !== 'suspension') continue;
    for (const where of each.places) {
      const group = groups.find(
        ({ where: [place, basis], last: { exclusion } }) =>
          place === where[0] &&
          basis === where[1] &&
          exclusion.schoolYear === schoolYear &&
          (counted === 'at-each-place' || exclusion.school === school),
      );
      if (group) {
        group.suspensions.push(each);
        group.last = each;
      } else groups.push({ where, suspensions: [each], last: each });
    }
  }
  return groups;
}

/** At the school, at its authority, and at that of the pupil's home on the day. */
function placesOf(
  { circumstances }: Trajectory,
  school: Urn,
  on: PlainDate,
  schoolYear: SchoolYear,
  register: Register,
): Where[] {
  const home = asOf(circumstances.home, on)?.value.authority ?? null;
  const places: Where[] = [
    [school, 'location'],
    [authorityIn(school, schoolYear, register), 'location'],
  ];
  if (home !== null) places.push([home, 'residence']);
  return places;
}
