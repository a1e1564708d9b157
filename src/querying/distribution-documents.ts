/** How a measure lies over places, as a document: what is told of all of them names none, and they come by their names. */
import { januaryCensusDay } from '../../events/calendar/census-day.js';
import type { PlainDate } from '../../events/calendar/plain-date.js';
import {
  schoolYearFrom,
  schoolYearOf,
  startYearOf,
  type SchoolYear,
} from '../../events/calendar/school-year.js';
import { percentWithMost } from '../../projections/measures/distributed.js';
import { figureOf, type Amounts, type Figure } from '../../projections/measures/figure.js';
import { coverageOfFigure, type Coverage } from '../../projections/measures/figures.js';
import type { Measure } from '../../projections/measures/measure.js';
import type { NamedPlace } from '../../projections/measures/over-places.js';
import type { LagOfFamily } from '../../projections/reconciliation/reporting-lag.js';
import type { Authority, Register } from '../../projections/register/register.js';
import {
  bandsOf,
  concentrationOf,
  isCompared,
  quartersOf,
  rangeOf,
  type PlaceNumbers,
} from '../../projections/statistics/distribution.js';
import {
  funnelOf,
  type FunnelLimits,
  type FunnelOf,
  type Standing,
} from '../../projections/statistics/funnel.js';
import type { AsKnown } from './documents/common.js';
import type {
  DistributionDocument,
  FunnelLimitsTold,
  FunnelTold,
  PlaceTold,
  ShareOfPlacesTold,
} from './documents/distribution.js';
import type { Over } from './distribution-rows.js';
import { knownOn } from './moment.js';
import type { DistributionAskedFor } from './queries.js';
import { breaksInWords, fewestComparedTold, lagsInWords, unsettledBy, withLag } from './reading-figures.js';
import { figureInWords, measureInWords, staleInWords } from './report-documents.js';
import { authorityName } from './words.js';

/** A place with what is known of it. */
export type PlaceFound = NamedPlace<string> & PlaceNumbers;

export interface DistributionFound {
  readonly schoolYear: SchoolYear;
  readonly authority: Authority | null;
  /** Those that the ledger speaks for, in the order of names. */
  readonly places: readonly PlaceFound[];
  /** How many others there were. */
  readonly placesNotHeld: number;
  readonly lags: readonly LagOfFamily[];
  /** Of the authority's schools; it says nothing of those of the whole ledger. */
  readonly coverage: Coverage;
  /** Pupils, of the whole ledger, whose histories cannot be read to their end. */
  readonly stale: number;
}

export function distributionDocument(
  asked: DistributionAskedFor,
  { schoolYear, authority, places, placesNotHeld, lags, coverage, stale }: DistributionFound,
  register: Register,
  asKnown: AsKnown,
): DistributionDocument {
  const { measure, over, type, phase, quartersBy, bands } = asked;
  const isRate = measure.denominator !== null;
  const rankedBy = isRate ? quartersBy : 'count';
  const range = isRate ? rangeOf(places, measure.per, measure.decimalPlaces) : undefined;
  const isListed = authority !== null || over === 'authorities';
  const { funnel, limits } = funnelTold(measure, places);
  const told = knownOn(asKnown);
  const whole = wholeOf(measure, places, (amounts) =>
    coverageOfFigure(measure, amounts, schoolYear, told, withLag(coverage, unsettledBy(lags, told))),
  );
  return {
    report: 'distribution',
    authority: authority && authorityName(register, authority.code),
    asKnown,
    asked: { over, type, phase, quartersBy: rankedBy },
    schoolYear,
    januaryCensusDay: januaryCensusDay(schoolYear) ?? null,
    measure: measureInWords(measure),
    placesThere: places.length,
    whole: figureInWords(whole, asKnown.position),
    bands: bandsOf(places, bands).map((band) => ({ ...band, share: numberOf(band.share) })),
    concentration: shareTold(concentrationOf(places, percentWithMost)),
    quarters: (quartersOf(places, rankedBy) ?? []).map(shareTold),
    range: range
      ? { places: range.places, lowest: Number(range.lowest), highest: Number(range.highest) }
      : null,
    funnel,
    places: isListed ? places.map((place) => placeTold(measure, place, limits, asKnown)) : [],
    fewestCompared: fewestComparedTold,
    reportingLag: lagsInWords(lags, told),
    breaks: breaksInWords([measure], [schoolYear]),
    notes: [
      'No rate and no number is the right one: places come in the order of their names, and how they lie is no verdict on any',
      ...(funnel !== null && over === 'schools' && type === null && phase === null ? [oneFunnelForAll] : []),
      ...(isListed ? [] : ['Schools are listed of one authority at a time']),
      ...(placesNotHeld === 0 ? [] : [notHeldInWords(placesNotHeld, over, schoolYear)]),
      ...(places.length === 0 ? [`No place of that kind is known in ${schoolYear}`] : []),
      ...staleInWords(stale),
    ],
  };
}

const oneFunnelForAll =
  'Schools of every type and phase lie in one funnel, though they differ by more than chance: type and phase ask for those that are alike';

const notHeldInWords = (places: number, over: Over, schoolYear: SchoolYear): string =>
  over === 'schools'
    ? `Of ${places} other schools that were open in ${schoolYear} the ledger knows no pupil: they are in no number here, not among those with none`
    : `Of ${places} other authorities the ledger does not hold the roll of January ${startYearOf(schoolYear) + 1}: they are in no number here, not among those with none`;

/** The newest school year whose January census day has come. */
export function newestCounted(day: PlainDate): SchoolYear {
  for (let year = startYearOf(schoolYearOf(day).schoolYear); ; year--) {
    const schoolYear = schoolYearFrom(year);
    const census = januaryCensusDay(schoolYear);
    if (census !== undefined && census <= day) return schoolYear;
  }
}

function wholeOf(
  measure: Measure<string>,
  places: readonly PlaceNumbers[],
  coverage: (amounts: Amounts<string>) => readonly string[],
): Figure {
  const sum = (amount: (place: PlaceNumbers) => number | null): number | null =>
    places.reduce<number | null>((so, place) => {
      const each = amount(place);
      return so === null || each === null ? null : so + each;
    }, 0);
  const amounts = amountsOf(measure, {
    count: sum(({ count }) => count) ?? 0,
    denominator: sum(({ denominator }) => denominator),
    squares: sum(({ squares }) => squares),
  });
  return figureOf(measure, amounts, coverage(amounts));
}

const amountsOf = (
  { numerator }: Measure<string>,
  { count, denominator, squares }: Omit<PlaceNumbers, 'code'>,
): Amounts<string> => ({
  of: (part) => (part === numerator ? count : denominator),
  squaresOf: () => squares,
});

function placeTold(
  measure: Measure<string>,
  place: PlaceFound,
  limits: ReadonlyMap<string, FunnelLimitsTold>,
  { position }: AsKnown,
): PlaceTold {
  return {
    code: place.code,
    name: place.name,
    figure: figureInWords(figureOf(measure, amountsOf(measure, place), []), position),
    funnel: limits.get(place.code) ?? null,
  };
}

const funnelSource =
  'D. J. Spiegelhalter, Statistics in Medicine 24 (2005), and Quality and Safety in Health Care 14 (2005): multiplicative overdispersion over winsorised z-scores; exact Poisson limits of events and of proportions under a tenth, normal ones of others';

/** Of places out of enough to be compared; of averages, and of events that nobody holds by pupil, there is none. */
function funnelTold(
  measure: Measure<string>,
  places: readonly PlaceFound[],
): { funnel: FunnelTold | null; limits: ReadonlyMap<string, FunnelLimitsTold> } {
  const compared = places.flatMap((place) =>
    isCompared(place) && place.denominator !== null ? { ...place, denominator: place.denominator } : [],
  );
  const of: FunnelOf = measure.interval === 'wilson' ? 'proportion' : 'events';
  const funnel = measure.interval === null ? undefined : funnelOf(compared, of);
  if (funnel === undefined) return { funnel: null, limits: new Map() };
  const told = (rate: number): number => roundedLimit(rate * measure.per);
  const found = compared.map((place) => ({ ...place, standing: funnel.standingOf(place) }));
  return {
    funnel: {
      of,
      target: told(funnel.target),
      overdispersion: roundedLimit(funnel.overdispersion),
      places: compared.length,
      standings: standings.map((standing) => ({
        standing,
        places: found.filter((each) => each.standing === standing).length,
      })),
      source: funnelSource,
    },
    limits: new Map(
      found.map(({ code, denominator, standing }) => [
        code,
        limitsTold(funnel.limitsOf(denominator), standing, told),
      ]),
    ),
  };
}

const standings: readonly Standing[] = ['within', 'above-95', 'above-99.8', 'below-95', 'below-99.8'];

const limitsTold = (
  limits: FunnelLimits,
  standing: Standing,
  told: (rate: number) => number,
): FunnelLimitsTold => ({
  low95: told(limits['95'].low),
  high95: told(limits['95'].high),
  low998: told(limits['99.8'].low),
  high998: told(limits['99.8'].high),
  standing,
});

/** Limits of rare things are small: three places, one more than rates have. */
const roundedLimit = (value: number): number => Math.round(value * 1_000) / 1_000;

const shareTold = ({ places, count, share }: ReturnType<typeof concentrationOf>): ShareOfPlacesTold => ({
  places,
  count,
  share: numberOf(share),
});

const numberOf = (text: string | null): number | null => (text === null ? null : Number(text));
