/** A move to a school that the inspectorate rated higher: a family reason of the report of April 2019 alone. */
import type { Rule } from '../method.js';

/** Better first. Published ratings of the four-point scale, in words or as numbers. */
const grades: ReadonlyMap<string, number> = new Map([
  ['outstanding', 1],
  ['good', 2],
  ['requires improvement', 3],
  ['satisfactory', 3],
  ['inadequate', 4],
  ['special measures', 4],
  ['serious weaknesses', 4],
  ['1', 1],
  ['2', 2],
  ['3', 3],
  ['4', 4],
]);

/** The place of a rating on the four-point scale; undefined for one that is not of it. */
const gradeOf = (rating: string): number | undefined => grades.get(rating.toLowerCase());

export const higherRatedSchool: Rule<'family-reason'> = {
  name: 'higher-rated-school',
  says: 'The pupil joined a school whose last overall inspection grade was better than that of the school left; where the ledger holds no grade of either, it can tell of none',
  changedBy: 'The publication of an inspection of either school before the move, or a correction of one',
  class: 'family-reason',
  applies({ move, register }) {
    if (move.to === null) return undefined;
    const left = register.inspectionOf(move.from, move.leftOn);
    const joined = register.inspectionOf(move.to, move.joinedOn ?? move.leftOn);
    if (!left || !joined) return undefined;
    const [before, after] = [gradeOf(left.rating), gradeOf(joined.rating)];
    return before !== undefined && after !== undefined && after < before
      ? [left.evidence, joined.evidence]
      : undefined;
  },
};
