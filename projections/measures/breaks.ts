/**
 * Breaks in series: where a code set or the law changed between two school years, or a census was not held, figures on
 * either side do not go on from each other ("do not break a continuous line across a change in methodology" is asked of
 * whoever draws them: Timpson review). Each comes from the table that holds the date already.
 */
import { censusDayExceptions, partsOf, type CensusSeason } from '../../events/calendar/census-day.js';
import { monthOf, yearOf, type PlainDate } from '../../events/calendar/plain-date.js';
import { schoolYearFrom, type SchoolYear } from '../../events/calendar/school-year.js';
import { registersOf2024From } from '../../events/codes/deletion-ground.js';
import { britishAndWelshFrom } from '../../events/codes/ethnicity.js';
import { reasonSetsFrom } from '../../events/codes/exclusion-reason.js';
import type { Amount } from '../breakdowns/measure.js';
import { directionsForAllFrom } from '../duties/catalogue/moves.js';
import { returnsOfAllFrom } from '../duties/catalogue/rolls.js';
import { exclusionCountNames } from '../exclusions/counts.js';
import { cancellationRuleFrom } from '../exclusions/flags.js';
import { repeatedSuspensionNames } from '../exclusions/repeated-suspensions.js';
import { separationsFrom } from '../exclusions/separations.js';
import { managedMoveCountNames } from '../managed-moves/counts.js';
import { noTrialFrom } from '../managed-moves/regimes.js';
import type { Method } from '../moves/method.js';
import { unusualJoiningCountNames } from '../moves/unusual-joining.js';
import type { CountedName, Measure } from './measure.js';

/** What figures of places and of categories are made of. */
type Counted = CountedName | Amount;

export interface Break {
  /** The first school year of which figures are no longer like those before; of a census, the one that it lacks. */
  readonly schoolYear: SchoolYear;
  readonly says: string;
  /** The counts that it is about. */
  readonly counts: readonly Counted[];
  /** By what figures are broken down that it is about, whatever they count. */
  readonly dimensions: readonly string[];
  /** The season whose census was not held. */
  readonly census: CensusSeason | null;
}

const joining: readonly Counted[] = ['joined', ...unusualJoiningCountNames];
const leaving: readonly Counted[] = [
  'exits',
  'unexplained_moves',
  'family_reason_moves',
  'out_of_scope_moves',
];
/** Schools tell of these in the census; of a cancelled exclusion, or of a separation, they do not. */
const excluding: readonly Counted[] = [
  ...exclusionCountNames.filter(
    (name) => name !== 'cancelled_exclusions' && name !== 'safeguarding_separations',
  ),
  'distinct_pupils_suspended',
  ...repeatedSuspensionNames,
  'pupil_days_out',
];

const ofEverything = { dimensions: [], census: null } as const;

export const breaks: readonly Break[] = [
  ...reasonSetsFrom.map((from): Break => ({
    ...ofEverything,
    schoolYear: firstYearOf(from),
    says: `from ${from} on exclusions have reasons of another code set (CBDS CS010)`,
    counts: ['exclusion_reasons', 'exclusion_reasons_other'],
    dimensions: ['reason'],
  })),
  {
    ...ofEverything,
    schoolYear: firstYearOf(britishAndWelshFrom),
    says: `from ${britishAndWelshFrom} on Asian and Black pupils may be reported as British or Welsh: only the broader groups go on (DfE guide to ethnicity codes)`,
    counts: [],
    dimensions: ['ethnicity'],
  },
  {
    ...ofEverything,
    schoolYear: firstYearOf(returnsOfAllFrom),
    says: `from ${returnsOfAllFrom} on schools return every deletion, of few grounds before (SI 2006/1751 reg 12 as amended)`,
    counts: leaving,
  },
  {
    ...ofEverything,
    schoolYear: firstYearOf(registersOf2024From),
    says: `from ${registersOf2024From} on registers are kept under SI 2024/208, whose grounds of deletion are others`,
    counts: leaving,
  },
  {
    ...ofEverything,
    schoolYear: firstYearOf(cancellationRuleFrom),
    says: `from ${cancellationRuleFrom} on the regulations have cancellation`,
    counts: ['cancelled_exclusions'],
  },
  {
    ...ofEverything,
    schoolYear: firstYearOf(separationsFrom),
    says: `from ${separationsFrom} on guidance has safeguarding separations`,
    counts: ['safeguarding_separations'],
  },
  {
    ...ofEverything,
    schoolYear: firstYearOf(noTrialFrom),
    says: `from ${noTrialFrom} on managed moves begin without a trial (statutory guidance of May 2026)`,
    counts: managedMoveCountNames,
  },
  {
    ...ofEverything,
    schoolYear: firstYearOf(directionsForAllFrom),
    says: `from ${directionsForAllFrom} on directions of academies and pupil referral units go by the same procedure`,
    counts: ['off_site_directions_begun', 'off_site_directions_ended'],
  },
  ...[...censusDayExceptions].flatMap(([term, day]): Break | never[] => {
    if (day !== 'not-held') return [];
    const { year, season } = partsOf(term);
    return {
      ...ofEverything,
      schoolYear: schoolYearFrom(season === 'autumn' ? year : year - 1),
      says: `no census of ${season} ${year} was held: what a census alone tells is missing`,
      counts: [...joining, ...leaving, ...excluding],
      census: season,
    };
  }),
];

/** Whether figures of a measure do not go on over it. @param dimension by which they are broken down; null for whole places */
export function isOfMeasure(
  { counts, dimensions }: Break,
  { numerator, denominator }: Measure<string>,
  dimension: string | null = null,
): boolean {
  if (dimension !== null && dimensions.includes(dimension)) return true;
  return counts.some((name) => name === numerator.count || name === denominator?.count);
}

/** Every method is told from exits, and what was recorded as a managed move is laid over it. */
const behindMethods: readonly Counted[] = ['exits', 'managed_moves_begun'];

/** Whether figures of a method do not go on over it: a census that it does not compare is none that it lacks. */
export const isOfMethod = ({ counts, census }: Break, { censuses }: Pick<Method, 'censuses'>): boolean =>
  counts.some((name) => behindMethods.includes(name)) &&
  (census === null || censuses.length === 0 || censuses.includes(census));

/** What holds from summer on holds of the school year after it. */
function firstYearOf(from: PlainDate): SchoolYear {
  return schoolYearFrom(monthOf(from) >= 7 ? yearOf(from) : yearOf(from) - 1);
}
