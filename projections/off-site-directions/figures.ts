/** Figures of education away from the school, told for a day from its rows: places taken, who came back, who attended. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { PlacesCommissioned, Provider } from '../../events/off-site-direction.js';
import { sameProvider } from '../register/provision.js';
import { Counts, dayReport, type AskedOnDay } from '../measures/on-day.js';
import { counted, ledger, own, rate, type Measure, type Part } from '../measures/measure.js';
import { placements, readPlacementRow, type PlacementRow, type StoredPlacement } from './projection.js';

export interface PlacesTaken {
  readonly provider: Provider;
  readonly commissioned: number;
  /** Pupils there on that day: registered only there, and on another roll too. */
  readonly single: number;
  readonly dual: number;
  /** Pupils beyond the places commissioned. */
  readonly over: number;
}

/** @param commissioned what the authority has commissioned on that day */
export function placesTaken(
  rows: readonly PlacementRow[],
  commissioned: readonly Pick<PlacesCommissioned, 'provider' | 'places'>[],
  day: PlainDate,
): PlacesTaken[] {
  const there = rows.filter((row) => isThere(row, day));
  return commissioned.map(({ provider, places }) => {
    const pupils = there.filter((row) => sameProvider(row.provider, provider));
    const dual = pupils.filter(({ registration }) => registration === 'dual').length;
    const single = pupils.length - dual;
    return { provider, commissioned: places, single, dual, over: Math.max(0, pupils.length - places) };
  });
}

const isThere = ({ startedOn, endedOn }: PlacementRow, day: PlainDate): boolean =>
  startedOn <= day && (endedOn === null || endedOn >= day);

/** Stages as published figures of returns have them. */
const stages = ['primary', 'key-stage-3', 'year-10', 'year-11', 'not-known'] as const;
type Stage = (typeof stages)[number];

const stageInWords: Readonly<Record<Stage, string>> = {
  primary: 'a year group up to Year 6',
  'key-stage-3': 'Years 7 to 9',
  'year-10': 'Year 10',
  'year-11': 'Year 11',
  'not-known': 'a year group that is not known, or after Year 11',
};

type Counted =
  | `${'entered' | 'returned'}-${Stage}`
  | 'entered'
  | 'not-excluded'
  | 'sessions-possible'
  | 'sessions-attended';

const byStage = stages.flatMap((stage): Measure<Counted>[] => {
  const begun = `placements that had begun by the day, of pupils in ${stageInWords[stage]} when they began`;
  const entered: Part<Counted> = {
    count: `entered-${stage}`,
    says: begun,
  };
  const returned: Part<Counted> = {
    count: `returned-${stage}`,
    says: `${begun}, who were back at the own school, or on another mainstream roll, by the day`,
  };
  return [
    counted(`placements-begun-${stage}`, entered.count, entered.says, 'placements'),
    counted(`placements-returned-${stage}`, returned.count, returned.says, 'placements'),
    rate(`placement-return-share-${stage}`, returned, entered, own, ledger, 'per 100 placements'),
  ];
});

const entered: Part<Counted> = {
  count: 'entered',
  says: 'placements that had begun by the day, all year groups',
};
const notExcluded: Part<Counted> = {
  count: 'not-excluded',
  says: 'placements that had begun by the day whose pupils were not permanently excluded from then to the day',
};
const possible: Part<Counted> = {
  count: 'sessions-possible',
  says: 'half-days of placements, as far as attendance was reported, all year groups',
};
const attended: Part<Counted> = {
  count: 'sessions-attended',
  says: 'half-days of placements that were attended',
};

export const placementFigures = dayReport<StoredPlacement, Counted>({
  name: 'placements',
  notes: [
    'Off-site directions by the school that directs, other provision by the authority that arranges it. How many are away on the day is told by stock',
  ],
  measures: [
    counted('placements-begun', entered.count, entered.says, 'placements'),
    counted('placements-not-excluded-since', notExcluded.count, notExcluded.says, 'placements'),
    rate('placements-not-excluded-since-share', notExcluded, entered, own, ledger, 'per 100 placements'),
    ...byStage,
    counted('placement-sessions-possible', possible.count, possible.says, 'sessions'),
    counted('placement-sessions-attended', attended.count, attended.says, 'sessions'),
    rate('placement-attendance-share', attended, possible, own, ledger, 'per 100 sessions', null),
  ],
  from: { projection: placements, table: 'placement', school: 'school' },
  counts: placementCounts,
});

function placementCounts(
  stored: readonly StoredPlacement[],
  { day, year, schoolYearOf }: AskedOnDay,
): Counts<Counted> {
  const counts = new Counts<Counted>();
  for (const row of stored.map(readPlacementRow)) {
    const { startedOn, returnedOn, excludedOn, yearGroup } = row;
    if (startedOn > day || (year !== null && schoolYearOf(startedOn) !== year)) continue;
    const stage = stageOf(yearGroup);
    counts.add('entered');
    counts.add(`entered-${stage}`);
    if (returnedOn !== null && returnedOn <= day) counts.add(`returned-${stage}`);
    if (excludedOn === null || excludedOn > day) counts.add('not-excluded');
    counts.add('sessions-possible', row.sessionsPossible);
    counts.add('sessions-attended', row.sessionsAttended);
  }
  return counts;
}

function stageOf(yearGroup: number | null): Stage {
  if (yearGroup === null || yearGroup > 11) return 'not-known';
  if (yearGroup <= 6) return 'primary';
  return yearGroup <= 9 ? 'key-stage-3' : yearGroup === 10 ? 'year-10' : 'year-11';
}
