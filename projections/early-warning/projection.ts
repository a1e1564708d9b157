/**
 * Early warnings: what shows in a pupil's record from one day to another, each with its reason and its entries. Whose
 * record shows one looks like those that ended in permanent exclusion; nothing here foretells anything, or judges.
 */
import { addDays, earliest, type PlainDate } from '../../events/calendar/plain-date.js';
import type { Urn } from '../../events/identifiers.js';
import { isOverturned } from '../exclusions/lifecycle.js';
import { findAll, findingRows, findingTable, type Finding, type Found } from '../finding.js';
import type { Projection } from '../projection.js';
import type { Register } from '../register/register.js';
import type { MainRegistration, Trajectory } from '../trajectory/trajectory.js';
import { absenceBuildingUp } from './absence.js';
import { awayRules } from './away-from-lessons.js';
import { leftBeforeCensus } from './exits.js';
import type { EarlyWarningRule } from './rule.js';
import { suspensionRules } from './suspensions.js';

export const earlyWarningRules: readonly EarlyWarningRule[] = [
  ...suspensionRules,
  ...awayRules,
  absenceBuildingUp,
  leftBeforeCensus,
].map((rule) =>
  rule.concerns === 'practice'
    ? rule
    : { ...rule, find: (trajectory, register) => withThePupil(rule.find(trajectory, register), trajectory) },
);

/** Every warning of a pupil, with the days on which it shows. */
export const earlyWarningsOf = (trajectory: Trajectory, register: Register): readonly Finding[] =>
  findAll(earlyWarningRules, trajectory, register);

export const earlyWarnings: Projection = {
  name: 'early-warning',
  version: 3,
  rowTables: [findingTable('early_warning')],
  tallyTables: [],
  rows: (trajectory, register) => [findingRows(trajectory, earlyWarningsOf(trajectory, register), register)],
  tallies: () => [],
};

/** Until a permanent exclusion or death, and at the school that has the pupil, or had last, on each day. */
function withThePupil(
  found: readonly Found[],
  { exclusions, registrations, diedOn }: Trajectory,
): readonly Found[] {
  if (found.length === 0) return found;
  const excludedOn = exclusions
    .filter(
      ({ kind, cancelledOn, state }) =>
        kind === 'permanent-exclusion' && cancelledOn === null && !isOverturned(state),
    )
    .map(({ startedOn }) => startedOn);
  return found.flatMap((each) => {
    const excluded = excludedOn.find((day) => day >= each.from);
    const to = earliest(each.to, excluded && addDays(excluded, -1), diedOn);
    return bySchool({ ...each, to }, registrations);
  });
}

/** Cut where the pupil joins another school. */
function bySchool(found: Found, registrations: readonly MainRegistration[]): Found[] {
  const joined = registrations.filter(
    ({ knownFrom }) => knownFrom > found.from && (found.to === null || knownFrom <= found.to),
  );
  const pieces: Found[] = [];
  let [from, school]: [PlainDate, Urn | null] = [
    found.from,
    schoolOn(found.from, registrations) ?? found.school,
  ];
  for (const { knownFrom, school: next } of joined) {
    if (next === school) continue;
    pieces.push({ ...found, school, from, to: addDays(knownFrom, -1) });
    [from, school] = [knownFrom, next];
  }
  return [...pieces, { ...found, school, from }];
}

const schoolOn = (day: PlainDate, registrations: readonly MainRegistration[]): Urn | undefined =>
  registrations.findLast(({ knownFrom }) => knownFrom <= day)?.school;
