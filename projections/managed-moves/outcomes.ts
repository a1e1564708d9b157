/** What the rolls say of a managed move that was decided, and of the months after it. */
import {
  addDays,
  addMonths,
  daysBetween,
  monthOf,
  type PlainDate,
} from '../../events/calendar/plain-date.js';
import { schoolDaysBetween } from '../../events/calendar/school-days.js';
import type { Urn } from '../../events/identifiers.js';
import type { Register } from '../register/register.js';
import type { MainRegistration, Move, Spell } from '../trajectory/trajectory.js';
import type { MoveFact } from './cases.js';
import type { ManagedMoveStep } from './lifecycle.js';
import type { FollowUp, RollsOfMove } from './managed-move.js';

/** Success at the decision is not the end: a move is followed so many months on. */
export const monthsFollowed = [6, 12] as const;
export type MonthsFollowed = (typeof monthsFollowed)[number];

interface Rolls {
  readonly register: Register;
  readonly spells: readonly Spell[];
  readonly registrations: readonly MainRegistration[];
  readonly moves: readonly Move[];
}

export function rollsOf(
  homeSchool: Urn,
  receivingSchool: Urn | null,
  decision: ManagedMoveStep | undefined,
  { register, registrations, spells }: Rolls,
): RollsOfMove | null {
  if (!decision || (decision.to !== 'succeeded' && decision.to !== 'failed')) return null;
  const { on } = decision;
  const calendar = register.calendarOf(homeSchool);
  /** Who leaves on a Friday and joins on the Monday, or after a holiday, changes on one date. */
  const isOneDate = (from: PlainDate, to: PlainDate): boolean =>
    Math.abs(daysBetween(from, to)) <= longestHolidayDays &&
    Math.abs(schoolDaysBetween(from, to, calendar).count) <= 1;
  const home = registrations.findLast(({ school, knownFrom }) => school === homeSchool && knownFrom <= on);
  const joined = registrations.find(
    ({ school, to }) => school === receivingSchool && (to === null || to >= on),
  );
  const leftHomeOn = home?.to ?? null;
  const joinedOn = joined?.knownFrom ?? null;
  const isOnHostRoll = spells.some(
    ({ school, knownFrom, leftOn }) =>
      school === receivingSchool && knownFrom <= on && (leftOn === null || leftOn > addDays(on, hostDays)),
  );
  const agree =
    decision.to === 'failed'
      ? home !== undefined && (leftHomeOn === null || leftHomeOn > on) && !isOnHostRoll
      : leftHomeOn !== null &&
        joinedOn !== null &&
        isOneDate(leftHomeOn, joinedOn) &&
        isOneDate(on, joinedOn);
  return { leftHomeOn, joinedOn, agree };
}

/** No summer is longer: further apart, two days are not counted. Ours. */
const longestHolidayDays = 60;

/** How long the host's subsidiary registration may outlast a failed trial on paper. Ours. */
const hostDays = 7;

export function followUpsOf(
  receivingSchool: Urn | null,
  movedOn: PlainDate,
  facts: readonly MoveFact[],
  { registrations, moves }: Rolls,
): FollowUp[] {
  const schools = successorsOf(receivingSchool, moves);
  const stays = registrations.filter(
    ({ school, to }) => schools.has(school) && (to === null || to >= movedOn),
  );
  return monthsFollowed.map((months) => {
    const dueOn = addMonths(movedOn, months);
    const stay = stays.findLast(({ knownFrom }) => knownFrom <= dueOn);
    const leftOn = stay && stay.to !== null && stay.to < dueOn ? stay.to : null;
    const leaving = moves.find((move) => move.leftOn === leftOn && move.from === stay?.school);
    const report = facts.findLast(
      (fact) => fact.type === 'ManagedMoveOutcomeReported' && fact.data.months === months,
    );
    return {
      months,
      dueOn,
      leftOn,
      onRoll: stay !== undefined,
      schoolingEnded: leaving !== undefined && isEndOfSchooling(leaving),
      reported: report?.type === 'ManagedMoveOutcomeReported' ? report.data.sustained : null,
      reportedBy: report?.entry ?? null,
    };
  });
}

export type Held = 'not-yet' | 'sustained' | 'not-sustained' | 'schooling-ended' | 'not-known';

/** Whether a move held, told on a day: the roll stands before what somebody reported. */
export function heldAsAt(
  { dueOn, leftOn, onRoll, schoolingEnded, reported }: FollowUp,
  day: PlainDate,
): Held {
  if (onRoll && leftOn !== null && leftOn <= day) return schoolingEnded ? 'schooling-ended' : 'not-sustained';
  if (dueOn > day) return 'not-yet';
  if (onRoll) return 'sustained';
  return reported === null ? 'not-known' : reported ? 'sustained' : 'not-sustained';
}

/** The school, and those that took its place while the pupil was there. */
function successorsOf(school: Urn | null, moves: readonly Move[]): ReadonlySet<Urn> {
  const schools = new Set<Urn>(school === null ? [] : [school]);
  for (const { kind, from, to } of moves)
    if (to !== null && schools.has(from) && (kind === 'succession' || kind === 'returned')) schools.add(to);
  return schools;
}

/** The end of Year 11 is in June, as school leaving age is (Education Act 1996 s.8). */
function isEndOfSchooling({ yearGroup, leftOn }: Move): boolean {
  return yearGroup !== null && yearGroup >= 11 && monthOf(leftOn) >= 6 && monthOf(leftOn) <= 8;
}
