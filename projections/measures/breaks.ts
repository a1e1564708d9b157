/**
 * Breaks in series: where a code set or the law changed between two school years, or a census was not held, figures on
 * either side do not go on from each other ("do not break a continuous line across a change in methodology" is asked of
 * whoever draws them: Timpson review). Each comes from the table that holds the date already.
 */
import { censusDayExceptions, type CensusTerm } from '../../events/calendar/census-day.js';
import { monthOf, yearOf, type PlainDate } from '../../events/calendar/plain-date.js';
import { schoolYearFrom, type SchoolYear } from '../../events/calendar/school-year.js';
import { registersOf2024From } from '../../events/codes/deletion-ground.js';
import { reasonSetsFrom } from '../../events/codes/exclusion-reason.js';
import { directionsForAllFrom } from '../duties/catalogue/moves.js';
import { returnsOfAllFrom } from '../duties/catalogue/rolls.js';
import { cancellationRuleFrom } from '../exclusions/flags.js';
import { repeatedSuspensionNames } from '../exclusions/repeated-suspensions.js';
import { separationsFrom } from '../exclusions/separations.js';
import { managedMoveCountNames } from '../managed-moves/counts.js';
import { noTrialFrom } from '../managed-moves/regimes.js';
import type { Measure } from './measure.js';

export interface Break {
  /** The first school year of which figures are no longer like those before; of a census, the one that it lacks. */
  readonly schoolYear: SchoolYear;
  readonly says: string;
  /** The counts that it is about. */
  readonly counts: readonly string[];
}

const leaving = ['exits', 'unexplained_moves', 'family_reason_moves', 'out_of_scope_moves'];
const excluding = [
  'suspensions',
  'suspended_sessions',
  'suspensions_with_length',
  'suspensions_over_5_days',
  'pupils_suspended',
  'distinct_pupils_suspended',
  ...repeatedSuspensionNames,
  'permanent_exclusions',
  'permanent_exclusions_upheld',
  'exclusion_reasons',
  'exclusion_reasons_other',
];

export const breaks: readonly Break[] = [
  ...reasonSetsFrom.map((from) => ({
    schoolYear: firstYearOf(from),
    says: `from ${from} on exclusions have reasons of another code set (CBDS CS010)`,
    counts: ['exclusion_reasons', 'exclusion_reasons_other'],
  })),
  {
    schoolYear: firstYearOf(returnsOfAllFrom),
    says: `from ${returnsOfAllFrom} on schools return every deletion, of few grounds before (SI 2006/1751 reg 12 as amended)`,
    counts: leaving,
  },
  {
    schoolYear: firstYearOf(registersOf2024From),
    says: `from ${registersOf2024From} on registers are kept under SI 2024/208, whose grounds of deletion are others`,
    counts: leaving,
  },
  {
    schoolYear: firstYearOf(cancellationRuleFrom),
    says: `from ${cancellationRuleFrom} on the regulations have cancellation`,
    counts: ['cancelled_exclusions'],
  },
  {
    schoolYear: firstYearOf(separationsFrom),
    says: `from ${separationsFrom} on guidance has safeguarding separations`,
    counts: ['safeguarding_separations'],
  },
  {
    schoolYear: firstYearOf(noTrialFrom),
    says: `from ${noTrialFrom} on managed moves begin without a trial (statutory guidance of May 2026)`,
    counts: managedMoveCountNames,
  },
  {
    schoolYear: firstYearOf(directionsForAllFrom),
    says: `from ${directionsForAllFrom} on directions of academies and pupil referral units go by the same procedure`,
    counts: ['off_site_directions_begun', 'off_site_directions_ended'],
  },
  ...[...censusDayExceptions].flatMap(([term, day]) =>
    day === 'not-held'
      ? {
          schoolYear: schoolYearOfTerm(term),
          says: `no census of ${term.slice(5)} ${term.slice(0, 4)} was held: what a census alone tells is missing`,
          counts: ['joined', ...leaving, ...excluding],
        }
      : [],
  ),
];

/** The breaks of a measure that lie between two school years, or in one of them. */
export function breaksOf(
  { numerator, denominator }: Measure<string>,
  first: SchoolYear,
  last: SchoolYear,
): readonly Break[] {
  const counts = new Set([numerator.count, ...(denominator ? [denominator.count] : [])]);
  return breaks.filter(
    ({ schoolYear, counts: about }) =>
      schoolYear >= first && schoolYear <= last && about.some((name) => counts.has(name)),
  );
}

/** What holds from summer on holds of the school year after it. */
function firstYearOf(from: PlainDate): SchoolYear {
  return schoolYearFrom(monthOf(from) >= 7 ? yearOf(from) : yearOf(from) - 1);
}

function schoolYearOfTerm(term: CensusTerm): SchoolYear {
  const year = Number(term.slice(0, 4));
  return schoolYearFrom(term.endsWith('autumn') ? year : year - 1);
}
