/** Where a leaver is, for methods that ask: who went on to no school that this ledger sees. */
import { addDays } from '../../../events/calendar/plain-date.js';
import type { DestinationKind } from '../../../events/codes/destination-kind.js';
import type { EventId, Urn } from '../../../events/identifiers.js';
import { meaningOf } from '../../trajectory/moves.js';
import type { Move } from '../../trajectory/trajectory.js';
import { within, type Case, type MethodClass, type Rule } from '../method.js';
import { reasonAfterDays, reasonBeforeDays } from './parameters.js';

const arrival =
  'A report of the next school, or another or a confirmed destination: an entry there, a census that counts the pupil';

/** A departure, where only moves between schools count: it may still be a move to a school out of sight. */
export const noSchoolJoined: Rule<'out-of-scope'> = {
  name: 'no-school-joined',
  says: 'No later school is known here: a departure, not a move between schools',
  changedBy: arrival,
  class: 'out-of-scope',
  applies: ({ move }) => (move.to === null ? move.evidence : undefined),
  unseen: ({ move }) => !hasLeftTheSystem(move),
};

/**
 * Who left state education, as far as reported, and came back to no school here: an exit in every bound.
 * @param becomes what the method makes of it
 */
export const leftTheStateSystem = <C extends MethodClass>(becomes: C): Rule<C> => ({
  name: 'left-the-state-system',
  says: 'The pupil is reported to have left state education and never returned to a school here: to home education, an independent school, a college, another country or custody',
  changedBy: arrival,
  class: becomes,
  applies: ({ move }) => (move.to === null && hasLeftTheSystem(move) ? move.evidence : undefined),
});

/**
 * Who went on to no school here, with no word of leaving the system: whether the pupil ever returned, and moved home, the
 * national roll would tell.
 * @param becomes what the method makes of it
 */
export const neverReturned = <C extends MethodClass>(becomes: C): Rule<C> => ({
  name: 'never-returned-here',
  says: 'No later school is known here, nor that the pupil left state education: only the national roll tells more',
  changedBy: arrival,
  class: becomes,
  applies: ({ move }) => (move.to === null ? move.evidence : undefined),
  unseen: () => true,
});

/** Migration is a family reason of the report of April 2019. */
export const movedAbroad: Rule<'family-reason'> = {
  name: 'left-england',
  says: 'The family is reported to have gone to another country',
  changedBy: arrival,
  class: 'family-reason',
  applies: ({ move }) =>
    move.to === null && abroad.has(destinationOf(move) ?? '') ? move.evidence : undefined,
};

export const homeEducated: Rule<'home-education'> = {
  name: 'home-education',
  says: 'The pupil left for home education',
  changedBy: 'The withdrawal of the notice or the ground of home education, or a school joined instead',
  class: 'home-education',
  applies(each) {
    if (each.move.to !== null) return undefined;
    if (destinationOf(each.move) === 'home-education') return each.move.evidence;
    return homeEducationBegun(each);
  },
};

export const leftEnglandOrIndependent: Rule<'left-the-system'> = {
  name: 'left-england-or-independent',
  says: 'The pupil is reported to have gone to an independent school, a college, another country or into custody',
  changedBy: arrival,
  class: 'left-the-system',
  applies: ({ move }) => (move.to === null && hasLeftTheSystem(move) ? move.evidence : undefined),
};

export const missingEducation: Rule<'missing-education'> = {
  name: 'missing-education',
  says: 'The pupil was reported missing from education, or enquiries were made, after leaving',
  changedBy: 'A report that the pupil was found in education, or of the next school',
  class: 'missing-education',
  applies: ({ move, trajectory }) =>
    move.to === null
      ? trajectory.missingEducation.find(
          ({ school, from, reportedBy, enquiries }) =>
            school === move.from && from >= move.leftOn && (reportedBy !== null || enquiries.length > 0),
        )?.evidence
      : undefined,
};

/** A move to no school here that is told to lead out of the state's schools. */
export function hasLeftTheSystem(move: Move): boolean {
  const kind = destinationOf(move);
  return kind !== undefined && outside.has(kind);
}

/** Whether the leaver is told to have gone out of the state's schools, or to another school than this one. */
export function isToldElsewhere(move: Move, school: Urn): boolean {
  const named = move.end?.destination?.school;
  return hasLeftTheSystem(move) || (named !== undefined && named !== school);
}

const abroad: ReadonlySet<string> = new Set<DestinationKind>(['abroad', 'other-uk']);
const outside: ReadonlySet<DestinationKind> = new Set<DestinationKind>([
  'independent',
  'other-uk',
  'abroad',
  'college',
  'custody',
  'home-education',
]);

/** As reported, else as the ground of the deletion says. */
function destinationOf({ end }: Move): DestinationKind | undefined {
  const kind = end?.destination?.kind;
  if (kind !== undefined && kind !== 'none-known') return kind;
  const meaning = meaningOf(end);
  return meaning === 'home-education' || meaning === 'custody' ? meaning : undefined;
}

function homeEducationBegun({ move, trajectory }: Case): readonly EventId[] | undefined {
  const window = [addDays(move.leftOn, -reasonBeforeDays), addDays(move.leftOn, reasonAfterDays)] as const;
  return trajectory.homeEducation.find(
    ({ school, leftOn, startedOn }) =>
      school === move.from && (leftOn === move.leftOn || (startedOn !== null && within(startedOn, window))),
  )?.evidence;
}
