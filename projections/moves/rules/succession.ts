/** Schools that became another or closed: whoever goes along has not moved. */
import { daysBetween, type PlainDate } from '../../../events/calendar/plain-date.js';
import type { EventId } from '../../../events/identifiers.js';
import { successionWindowDays } from '../../register/succession.js';
import type { Case, Rule } from '../method.js';
import { closureWindowDays } from './parameters.js';

type OutOfScope = Rule<'out-of-scope'>;

const noLink = 'The withdrawal or another date of the link between the two schools';

const conversion: OutOfScope = {
  name: 'conversion',
  says: 'The school closed, and the one that opened in its place took the pupil: a conversion',
  changedBy: `${noLink}, or of the closing or opening of one of them`,
  class: 'out-of-scope',
  applies(each) {
    const { move, register } = each;
    const { from, to, leftOn } = move;
    return to !== null &&
      isNear(register.school(from)?.closedOn, leftOn) &&
      isNear(register.school(to)?.openedOn, leftOn) &&
      !isMerger(each) &&
      !isSplit(each)
      ? linked(each)
      : undefined;
  },
};

const merger: OutOfScope = {
  name: 'merger',
  says: 'Several schools became the one that the pupil joined',
  changedBy: noLink,
  class: 'out-of-scope',
  applies: (each) => (isMerger(each) ? linked(each) : undefined),
};

const split: OutOfScope = {
  name: 'split',
  says: 'The school became several, and the pupil went on in one of them',
  changedBy: noLink,
  class: 'out-of-scope',
  applies: (each) => (isSplit(each) ? linked(each) : undefined),
};

const succession: OutOfScope = {
  name: 'succession',
  says: 'The school became the other one: by schools between, by an amalgamation, or by a link that does not tell how',
  changedBy: noLink,
  class: 'out-of-scope',
  applies: linked,
};

export const closure: OutOfScope = {
  name: 'closure',
  says: `The school closed within ${closureWindowDays} days`,
  changedBy: 'Another closing day of the school left',
  class: 'out-of-scope',
  applies: ({ move, register }) => {
    const school = register.school(move.from);
    if (!school?.closedOn || Math.abs(daysBetween(school.closedOn, move.leftOn)) > closureWindowDays)
      return undefined;
    return school.closedBy ? [...move.evidence, school.closedBy] : move.evidence;
  },
};

/** In the order in which they are asked: the last takes what the first three cannot tell apart. */
export const successions: readonly OutOfScope[] = [conversion, merger, split, succession];

function linked({ move, register }: Case): readonly EventId[] | undefined {
  if (move.to === null || move.to === move.from) return undefined;
  const links = register.succession.follows(move.from, move.to, move.leftOn);
  return links && [...move.evidence, ...links];
}

const isMerger = ({ move, register }: Case): boolean =>
  move.to !== null && register.succession.isOneOfPredecessors(move.from, move.to, move.leftOn);

const isSplit = ({ move, register }: Case): boolean =>
  move.to !== null && register.succession.isOneOfSuccessors(move.to, move.from, move.leftOn);

const isNear = (day: PlainDate | undefined, on: PlainDate): boolean =>
  day !== undefined && Math.abs(daysBetween(day, on)) <= successionWindowDays;
