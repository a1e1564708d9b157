/**
 * EPI-2024: moves between state-funded schools without a family reason in the data (Education Policy Institute,
 * "Unexplained school transfers and managed moves", March 2024). Nothing but such a reason takes a move out of it:
 * managed moves are inside, and home education is out of its scope, for it counts moves between schools. What the
 * report does not print is ours, each a named parameter.
 */
import { addDays, daysBetween, type PlainDate } from '../../../events/calendar/plain-date.js';
import { mainEthnicity } from '../../../events/codes/ethnicity.js';
import { isStateFunded, type SchoolType } from '../../../events/codes/school-type.js';
import type { EventId, Urn } from '../../../events/identifiers.js';
import { asOf, samePlace, type Dated, type Home } from '../../trajectory/circumstances.js';
import { meaningOf, sameStayDays } from '../../trajectory/moves.js';
import type { Move } from '../../trajectory/trajectory.js';
import { leavesLastYear, transitionMonths } from '../last-year.js';
import { within, type Case, type Method, type Rule } from '../method.js';

const maximumGapDays = sameStayDays;
const shortStayDays = 14;
const reasonBeforeDays = 90;
const reasonAfterDays = 30;
const closureWindowDays = 62;
const exclusionBeforeDays = 183;
const ageAtEndOfYear11 = 16;
const yearGroups: readonly number[] = [7, 8, 9, 10, 11];

const outOfScope: readonly Rule[] = [
  {
    name: 'died',
    says: 'The pupil died',
    class: 'out-of-scope',
    applies: ({ move }) => (move.whereabouts === 'died' ? move.evidence : undefined),
  },
  {
    name: 'no-school-joined',
    says: 'No later school is known here: a departure, not a move between schools',
    class: 'out-of-scope',
    applies: ({ move }) => (move.to === null ? move.evidence : undefined),
  },
  {
    name: 'same-school',
    says: 'The pupil came back to the same school',
    class: 'out-of-scope',
    applies: ({ move }) => (move.to === move.from ? move.evidence : undefined),
  },
  {
    name: 'succession',
    says: 'The school became the other one: a conversion, merger or split',
    class: 'out-of-scope',
    applies: ({ move, register }) => {
      if (move.kind !== 'succession' || move.to === null) return undefined;
      return [...move.evidence, ...(register.succession.follows(move.from, move.to, move.leftOn) ?? [])];
    },
  },
  {
    name: 'stayed-at-other-school',
    says: 'The pupil was at the other school before, and stayed: one of two registrations ended',
    class: 'out-of-scope',
    applies: ({ move }) =>
      move.joinedOn !== null && move.enteredOn !== null && move.joinedOn < move.enteredOn
        ? move.evidence
        : undefined,
  },
  {
    name: 'not-one-move',
    says: `More than ${maximumGapDays} days, school holidays apart, between leaving and joining: an exit and a later entry`,
    class: 'out-of-scope',
    applies: ({ move }) => ((move.gapDaysOutsideHolidays ?? 0) > maximumGapDays ? move.evidence : undefined),
  },
  {
    name: 'short-stay',
    says: `A stay of under ${shortStayDays} days elsewhere, with a return to the same school`,
    class: 'out-of-scope',
    applies: ({ move, trajectory }) => (isShortStay(move, trajectory.moves) ? move.evidence : undefined),
  },
  {
    name: 'closure',
    says: `The school closed within ${closureWindowDays} days`,
    class: 'out-of-scope',
    applies: ({ move, register }) => {
      const { closedOn, closedBy } = register.school(move.from) ?? {};
      if (!closedOn || Math.abs(daysBetween(closedOn, move.leftOn)) > closureWindowDays) return undefined;
      return closedBy ? [...move.evidence, closedBy] : move.evidence;
    },
  },
  {
    name: 'end-of-age-range',
    says: 'The pupil left at the end of the last year that the school teaches',
    class: 'out-of-scope',
    applies: ({ move, register }) =>
      leavesLastYear(move, register.school(move.from, move.leftOn)?.highestAge) ? move.evidence : undefined,
  },
  {
    name: 'end-of-year-11',
    says: 'The pupil left at the end of Year 11, the last year counted',
    class: 'out-of-scope',
    applies: ({ move }) => (leavesLastYear(move, ageAtEndOfYear11) ? move.evidence : undefined),
  },
  {
    name: 'permanent-exclusion',
    says: `The move follows a permanent exclusion by the school left, of up to ${exclusionBeforeDays} days before`,
    class: 'out-of-scope',
    applies: ({ move, trajectory }) => {
      if (meaningOf(move.end) === 'permanent-exclusion') return move.evidence;
      return trajectory.exclusions.find(
        ({ kind, school, startedOn, cancelledOn }) =>
          kind === 'permanent-exclusion' &&
          school === move.from &&
          cancelledOn === null &&
          within(startedOn, [addDays(move.leftOn, -exclusionBeforeDays), move.leftOn]),
      )?.evidence;
    },
  },
  {
    name: 'not-state-funded',
    says: 'One of the two schools is known not to be state-funded',
    class: 'out-of-scope',
    applies: ({ move, register }) => {
      const types = [
        register.school(move.from, move.leftOn)?.type,
        move.to && register.school(move.to, move.joinedOn ?? move.leftOn)?.type,
      ];
      return types.some((type) => type && !isStateFunded(type) && type !== 'independent-special')
        ? move.evidence
        : undefined;
    },
  },
  {
    name: 'year-group-not-known',
    says: 'Neither a report nor the month of birth tells the year group',
    class: 'out-of-scope',
    applies: ({ move }) => (move.yearGroup === null ? move.evidence : undefined),
  },
  {
    name: 'outside-year-groups',
    says: 'The pupil was not in Years 7 to 11',
    class: 'out-of-scope',
    applies: ({ move }) =>
      move.yearGroup !== null && !yearGroups.includes(move.yearGroup) ? move.evidence : undefined,
  },
];

const familyReasons: readonly Rule[] = [
  {
    name: 'home-moved',
    says: 'The pupil moved home: another place, or another home authority',
    class: 'family-reason',
    applies: (each) =>
      homeChange(
        each,
        (before, after) => samePlace(before, after) === 'other' || differ(before.authority, after.authority),
      ),
  },
  {
    name: 'care-placement-changed',
    says: "A looked-after pupil's placement changed",
    class: 'family-reason',
    applies: ({ move, trajectory }) => {
      const change = trajectory.circumstances.carePlacement.find(({ from }) =>
        within(from, reasonWindow(move)),
      );
      return change && [change.evidence];
    },
  },
  {
    name: 'special-school',
    says: 'From or to a special school',
    class: 'family-reason',
    applies: ({ move, register }) => {
      const isSpecial = (urn: Urn | null, on: PlainDate): boolean =>
        isSpecialType(urn === null ? undefined : register.school(urn, on)?.type);
      return isSpecial(move.from, move.leftOn) || isSpecial(move.to, move.joinedOn ?? move.leftOn)
        ? move.evidence
        : undefined;
    },
  },
  {
    name: 'service-family',
    says: 'A service child whose outward postcode or home authority changed',
    class: 'family-reason',
    applies: (each) => {
      const service = asOf(each.trajectory.circumstances.serviceChild, each.move.leftOn);
      return service?.value === 'Y' ? withEvidence(service, homeChange(each, areaChanged)) : undefined;
    },
  },
  {
    name: 'traveller-community',
    says: 'A Gypsy, Roma or Traveller pupil whose outward postcode or home authority changed',
    class: 'family-reason',
    applies: (each) => {
      const ethnicity = asOf(each.trajectory.circumstances.ethnicity, each.move.leftOn);
      const main = ethnicity && mainEthnicity(ethnicity.value);
      return ethnicity && (main === 'WIRT' || main === 'WROM')
        ? withEvidence(ethnicity, homeChange(each, areaChanged))
        : undefined;
    },
  },
];

export const epi2024: Method = {
  name: 'EPI-2024',
  version: 1,
  says: 'Moves between state-funded schools in Years 7 to 11 without a family reason in the data',
  sampling: 'continuous',
  parameters: {
    yearGroups: { value: yearGroups, says: 'National curriculum years counted', source: 'ours' },
    maximumGapDays: {
      value: maximumGapDays,
      says: 'Days between leaving and joining that are one move, those of school holidays not counted',
      source: 'ours',
    },
    shortStayDays: {
      value: shortStayDays,
      says: 'A shorter stay that returns to the same school is no move',
      source: 'ours',
    },
    reasonBeforeDays: {
      value: reasonBeforeDays,
      says: 'How long before leaving a family reason counts',
      source: 'ours',
    },
    reasonAfterDays: {
      value: reasonAfterDays,
      says: 'How long after joining a family reason counts',
      source: 'ours',
    },
    exclusionBeforeDays: {
      value: exclusionBeforeDays,
      says: 'How long before leaving a permanent exclusion takes the move out',
      source: 'ours',
    },
    closureWindowDays: {
      value: closureWindowDays,
      says: "Days around a school's closing that force a move",
      source: 'ours',
    },
    transitionMonths: { value: transitionMonths, says: 'Months in which a last year ends', source: 'ours' },
  },
  rules: [...outOfScope, ...familyReasons],
  otherwise: { class: 'unexplained', name: 'no-family-reason', says: 'No family reason is on record' },
};

/** The stay elsewhere, seen from either of its ends: out to it, or back from it. */
function isShortStay(move: Move, moves: readonly Move[]): boolean {
  const short = (from: PlainDate | null, to: PlainDate | null): boolean =>
    from !== null && to !== null && daysBetween(from, to) < shortStayDays;
  if (short(move.joinedOn, move.nextLeftOn))
    return moves.some(
      (other) => other.from === move.to && other.enteredOn === move.joinedOn && other.to === move.from,
    );
  if (!short(move.enteredOn, move.leftOn)) return false;
  return moves.some(
    (other) => other.from === move.to && other.to === move.from && other.joinedOn === move.enteredOn,
  );
}

function reasonWindow({ leftOn, joinedOn }: Move): readonly [PlainDate, PlainDate] {
  const joined = joinedOn !== null && joinedOn > leftOn ? joinedOn : leftOn;
  return [addDays(leftOn, -reasonBeforeDays), addDays(joined, reasonAfterDays)];
}

/** The change between two homes that are neighbours by day, within the window, that the test accepts. */
function homeChange(
  { move, trajectory }: Case,
  changed: (before: Home, after: Home) => boolean,
): readonly EventId[] | undefined {
  const { home } = trajectory.circumstances;
  if (home.length < 2) return undefined;
  const window = reasonWindow(move);
  const at = home.findIndex((after, index) => {
    const before = home[index - 1];
    return before !== undefined && within(after.from, window) && changed(before.value, after.value);
  });
  return at < 1 ? undefined : home.slice(at - 1, at + 1).map(({ evidence }) => evidence);
}

const areaChanged = (before: Home, after: Home): boolean =>
  differ(before.outwardPostcode, after.outwardPostcode) || differ(before.authority, after.authority);

/** Both known, and not alike: what is not known is no reason. */
const differ = (before: string | null, after: string | null): boolean =>
  before !== null && after !== null && before !== after;

const withEvidence = (
  dated: Dated<string>,
  change: readonly EventId[] | undefined,
): readonly EventId[] | undefined => change && [dated.evidence, ...change];

const isSpecialType = (type: SchoolType | undefined): boolean =>
  type === 'special' || type === 'independent-special';
