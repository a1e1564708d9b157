/** Which leavings a method is about: by school, by year group, by what ended the registration. */
import { lastCensusDay, type CensusSeason } from '../../../events/calendar/census-day.js';
import { addDays } from '../../../events/calendar/plain-date.js';
import { schoolYearOf, startYearOf } from '../../../events/calendar/school-year.js';
import { isStateFunded, type SchoolType } from '../../../events/codes/school-type.js';
import { isOverturned } from '../../exclusions/lifecycle.js';
import { meaningOf } from '../../trajectory/moves.js';
import { within, type Case, type MethodClass, type Rule } from '../method.js';
import { exclusionBeforeDays } from './parameters.js';

type OutOfScope = Rule<'out-of-scope'>;

/** @param becomes out of scope in what is published; a class of its own in the ledger's own method */
export const permanentExclusion = <C extends MethodClass>(becomes: C): Rule<C> => ({
  name: 'permanent-exclusion',
  says: `The move follows a permanent exclusion by the school left, of up to ${exclusionBeforeDays} days before`,
  changedBy:
    'The cancellation or withdrawal of the exclusion, the pupil’s reinstatement, or another ground of deletion',
  class: becomes,
  applies: ({ move, trajectory }) => {
    if (meaningOf(move.end) === 'permanent-exclusion') return move.evidence;
    return trajectory.exclusions.find(
      ({ kind, school, startedOn, cancelledOn, state }) =>
        kind === 'permanent-exclusion' &&
        school === move.from &&
        cancelledOn === null &&
        !isOverturned(state) &&
        within(startedOn, [addDays(move.leftOn, -exclusionBeforeDays), move.leftOn]),
    )?.evidence;
  },
});

const anotherType = 'Another type of the school as the register of establishments describes it on that day';

export const notStateFunded: OutOfScope = {
  name: 'not-state-funded',
  says: 'One of the two schools is known not to be state-funded',
  changedBy: anotherType,
  class: 'out-of-scope',
  applies: (each) => {
    const types = [typeLeft(each), typeJoined(each)];
    return types.some((type) => type && !isStateFunded(type) && type !== 'independent-special')
      ? each.move.evidence
      : undefined;
  },
};

/** Of a method that counts exits: what is left for another kind of school is an exit too. */
export const leftNotStateFunded: OutOfScope = {
  name: 'left-not-state-funded',
  says: 'The school left is known not to be state-funded',
  changedBy: anotherType,
  class: 'out-of-scope',
  applies: (each) => {
    const type = typeLeft(each);
    return type && !isStateFunded(type) ? each.move.evidence : undefined;
  },
};

export const leftNotMainstream: OutOfScope = {
  name: 'left-not-mainstream',
  says: 'The school left is known not to be a state-funded mainstream school (a special, alternative, studio or technical one, a college, an independent one)',
  changedBy: anotherType,
  class: 'out-of-scope',
  applies: (each) => {
    const type = typeLeft(each);
    return type && type !== 'mainstream' ? each.move.evidence : undefined;
  },
};

export const leftNotSecondary: OutOfScope = {
  name: 'left-not-secondary',
  says: 'The school left is known not to be a state-funded secondary school (a special or an alternative one, a college, an independent one)',
  changedBy: anotherType,
  class: 'out-of-scope',
  applies: (each) => {
    const type = typeLeft(each);
    return type && type !== 'mainstream' && type !== 'studio-or-utc' ? each.move.evidence : undefined;
  },
};

export const yearGroupNotKnown: OutOfScope = {
  name: 'year-group-not-known',
  says: 'Neither a report nor the month of birth tells the year group',
  changedBy: 'A report of the year group, or of the year and month of birth',
  class: 'out-of-scope',
  applies: ({ move }) => (move.yearGroup === null ? move.evidence : undefined),
};

const anotherYear = 'Another report of the year group, or another day of leaving';

export const outsideYearGroups = (yearGroups: readonly number[]): OutOfScope => ({
  name: 'outside-year-groups',
  says: `The pupil was not in Years ${yearGroups[0] ?? ''} to ${yearGroups.at(-1) ?? ''}`,
  changedBy: anotherYear,
  class: 'out-of-scope',
  applies: ({ move }) =>
    move.yearGroup !== null && !yearGroups.includes(move.yearGroup) ? move.evidence : undefined,
});

/** The year group as it was at the January before, of which a leaver in the autumn is one beyond. */
export const outsideYearGroupsAtCensus = (
  season: CensusSeason,
  yearGroups: readonly number[],
): OutOfScope => ({
  name: 'outside-year-groups-at-census',
  says: `At the census before, the pupil was not in Year ${yearGroups.join(', ')}`,
  changedBy: anotherYear,
  class: 'out-of-scope',
  applies: ({ move: { leftOn, schoolYear, yearGroup, evidence } }) => {
    if (yearGroup === null) return undefined;
    const census = schoolYearOf(lastCensusDay(season, leftOn)).schoolYear;
    const then = yearGroup - (startYearOf(schoolYear) - startYearOf(census));
    return yearGroups.includes(then) ? undefined : evidence;
  },
});

const typeLeft = ({ move, register }: Case): SchoolType | undefined =>
  register.school(move.from, move.leftOn)?.type;

const typeJoined = ({ move, register }: Case): SchoolType | undefined =>
  move.to === null ? undefined : register.school(move.to, move.joinedOn ?? move.leftOn)?.type;
