/** How many are out of school, at home, missing or on less than the whole week on a day, and how many came and went. */
import { yearOf, type PlainDate } from '../../events/calendar/plain-date.js';
import { Counts, dayReport, type AskedOnDay } from '../measures/on-day.js';
import { counted, type Measure } from '../measures/measure.js';
import { episodeKinds, episodes, type EpisodeKind, type StoredEpisode } from './projection.js';

/** A permanent exclusion has no end of its own: see reintegration. */
type StockKind = Exclude<EpisodeKind, 'permanent-exclusion'>;
const kinds = episodeKinds.filter((kind): kind is StockKind => kind !== 'permanent-exclusion');

const words: Readonly<Record<StockKind, string>> = {
  'safeguarding-separation': 'safeguarding separations, which are no exclusions,',
  'off-site-direction': 'off-site directions',
  'alternative-provision-single': 'times in alternative provision of pupils registered there alone',
  'alternative-provision-dual': 'times in alternative provision of pupils on another roll too',
  'alternative-provision-not-stated':
    'times in alternative provision of which nobody stated the registration',
  'home-education': 'times of education at home',
  'missing-education': 'times of missing education, or of not being known to be in it,',
  'reduced-timetable': 'reduced timetables',
  'in-school-unit': 'times in a unit of the own school',
};

type StockCount =
  | `${StockKind}-${'on-day' | 'begun-to-date' | 'ended-to-date' | 'returned-to-date'}`
  | 'alternative-provision-on-day'
  | 'alternative-provision-5-to-10-on-day';

const atProviders = 'times in alternative provision, however registered, that last on the day';
const ofAlternativeProvision: readonly Measure<StockCount>[] = [
  counted('alternative-provision-on-day', 'alternative-provision-on-day', atProviders, 'times'),
  counted(
    'alternative-provision-5-to-10-on-day',
    'alternative-provision-5-to-10-on-day',
    `${atProviders}, of pupils aged 5 to 10 on 31 August before its school year`,
    'times',
  ),
];

const toDate = 'in the school year of the day, up to it';
const ofEach = kinds.flatMap((kind): Measure<StockCount>[] => [
  counted(`${kind}-on-day`, `${kind}-on-day`, `${words[kind]} that last on the day`, 'times'),
  counted(`${kind}-begun-to-date`, `${kind}-begun-to-date`, `${words[kind]} that began ${toDate}`, 'times'),
  counted(`${kind}-ended-to-date`, `${kind}-ended-to-date`, `${words[kind]} that ended ${toDate}`, 'times'),
  ...(kind === 'home-education'
    ? [
        counted<StockCount>(
          'home-education-returned-to-date',
          'home-education-returned-to-date',
          `returns to a school’s roll from education at home ${toDate}`,
          'returns',
        ),
      ]
    : []),
]);

const measures = [...ofEach, ...ofAlternativeProvision];

export const stock = dayReport<StoredEpisode, StockCount>({
  name: 'stock',
  notes: [
    'Off-site directions by the school that directs, other provision by the authority that arranges it, all else by the school that has, or had, the pupil on roll',
  ],
  measures,
  from: { projection: episodes, table: 'episode', school: 'school' },
  counts: stockCounts,
});

function stockCounts(
  rows: readonly StoredEpisode[],
  { day, year, yearStartsOn }: AskedOnDay,
): Counts<StockCount> {
  const counts = new Counts<StockCount>();
  for (const row of rows) {
    const { kind, school_year: schoolYear, began_on: beganOn, over_on: overOn, ending } = row;
    if (kind === 'permanent-exclusion' || beganOn > day || (year !== null && schoolYear !== year)) continue;
    if (beganOn >= yearStartsOn) counts.add(`${kind}-begun-to-date`);
    if (overOn === null || overOn > day) {
      counts.add(`${kind}-on-day`);
      if (kind.startsWith('alternative-provision-')) addAged(counts, row.age_cohort, yearStartsOn);
    }
    // The last day lies before the day on which it was over.
    else if (overOn > yearStartsOn) {
      counts.add(`${kind}-ended-to-date`);
      if (ending === 'returned') counts.add(`${kind}-returned-to-date`);
    }
  }
  return counts;
}

/** The year that begins in August is that of the 31 August before it. */
function addAged(counts: Counts<StockCount>, ageCohort: number | null, yearStartsOn: PlainDate): void {
  counts.add('alternative-provision-on-day');
  const age = ageCohort === null ? null : yearOf(yearStartsOn) - ageCohort;
  if (age !== null && age >= 5 && age <= 10) counts.add('alternative-provision-5-to-10-on-day');
}
