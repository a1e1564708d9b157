/**
 * Who was permanently excluded and is back in mainstream by a day, as schools forums ask: of so many excluded in the school
 * year to date, so many have returned. Being back does not say for how long.
 */
import type { SchoolPhase } from '../../events/codes/school-type.js';
import { Counts, dayReport, type AskedOnDay } from '../measures/on-day.js';
import { counted, ledger, own, rate, type Measure, type Part } from '../measures/measure.js';
import { episodes, type StoredEpisode } from './projection.js';

/** All phases, and two of them apart; of the school that excluded, on the day on which it did. */
const sectors = ['all', 'secondary', 'primary'] as const;
type Sector = (typeof sectors)[number];
type Counted = `${'excluded' | 'returned' | 'not-returned'}-${Sector}`;

const words: Readonly<Record<Sector, string>> = {
  all: 'by schools of all phases',
  secondary: 'by secondary schools',
  primary: 'by primary schools',
};

const measures = sectors.flatMap((sector): Measure<Counted>[] => {
  const name = sector === 'all' ? '' : `-${sector}`;
  const begun = `permanent exclusions ${words[sector]} that had begun by the day and were not cancelled by it`;
  const excluded: Part<Counted> = { count: `excluded-${sector}`, says: `${begun}, all year groups` };
  const returned: Part<Counted> = {
    count: `returned-${sector}`,
    says: `${begun}, whose pupils had been back in a mainstream school by then, for however long`,
  };
  return [
    counted(`permanently-excluded${name}`, excluded.count, excluded.says, 'permanent exclusions'),
    counted(`returned-to-mainstream${name}`, returned.count, returned.says, 'permanent exclusions'),
    counted(
      `not-returned-to-mainstream${name}`,
      `not-returned-${sector}`,
      `${begun}, whose pupils had not been back in a mainstream school by then`,
      'permanent exclusions',
    ),
    rate(`returned-share${name}`, returned, excluded, own, ledger, 'per 100 permanent exclusions'),
  ];
});

export const reintegration = dayReport<StoredEpisode, Counted>({
  name: 'reintegration',
  notes: ['By the school that excluded; year asks for those that began in that school year'],
  measures,
  from: { projection: episodes, table: 'episode', school: 'school' },
  counts: reintegrationCounts,
});

function reintegrationCounts(
  rows: readonly StoredEpisode[],
  { day, year, register }: AskedOnDay,
): Counts<Counted> {
  const counts = new Counts<Counted>();
  for (const { kind, school, school_year: schoolYear, began_on: beganOn, over_on: overOn, ending } of rows) {
    if (kind !== 'permanent-exclusion' || beganOn > day || (year !== null && schoolYear !== year)) continue;
    const isOver = overOn !== null && overOn <= day;
    if (isOver && ending === 'cancelled') continue;
    for (const sector of sectorsOf(school === null ? undefined : register.school(school, beganOn)?.phase)) {
      counts.add(`excluded-${sector}`);
      counts.add(`${isOver ? 'returned' : 'not-returned'}-${sector}`);
    }
  }
  return counts;
}

const sectorsOf = (phase: SchoolPhase | undefined): readonly Sector[] =>
  phase === 'secondary' || phase === 'primary' ? ['all', phase] : ['all'];
