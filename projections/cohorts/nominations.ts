/** How many children schools put forward for support in a term, as peer groups of schools agree among themselves. */
import { supportService } from '../../events/codes/support-service.js';
import { counted, ledger, own, rate, type Measure } from '../measures/measure.js';
import { Counts, dayReport, type AskedOnDay } from '../measures/on-day.js';
import { cohorts, type StoredNomination } from './projection.js';

type Name = 'children' | 'schools' | `service-${string}`;

const services = [...supportService.codes.values()];
const inTerm = 'in the term of the day, up to it';

const measures: readonly Measure<Name>[] = [
  counted(
    'nominated',
    'children',
    `children put forward for support ${inTerm}, once at each school`,
    'children',
  ),
  counted('nominating-schools', 'schools', `schools that put a child forward ${inTerm}`, 'schools'),
  {
    ...rate<Name, Name>(
      'nominated-per-school',
      { count: 'children', says: `children put forward for support ${inTerm}, once at each school` },
      { count: 'schools', says: 'schools that put any forward' },
      own,
      ledger,
      'children per school',
    ),
    says: `Children put forward for support ${inTerm}, by each school that put any forward`,
    per: 1,
    decimalPlaces: 1,
  },
  ...services.map(({ code, label }) =>
    counted<Name>(
      `nominated-${code}`,
      `service-${code}`,
      `children put forward ${inTerm} for: ${label}`,
      'children',
    ),
  ),
];

export const nominationFigures = dayReport<StoredNomination, Name>({
  name: 'nominations',
  notes: [
    'Each child once for a school and service, however often. Terms are those of the exclusion thresholds: one ends at Christmas, Easter, July, or as the school has them',
  ],
  measures,
  from: { projection: cohorts, table: 'support_nomination', school: 'school' },
  counts: countNominations,
});

function countNominations(rows: readonly StoredNomination[], { day, year }: AskedOnDay): Counts<Name> {
  const counts = new Counts<Name>();
  const seen = new Set<string>();
  const once = (name: Name, ...of: readonly string[]): void => {
    const key = [name, ...of].join(' ');
    if (!seen.has(key)) counts.add(name);
    seen.add(key);
  };
  for (const { pupil_id: pupil, school, service, ...row } of rows) {
    if (year !== null && row.school_year !== year) continue;
    if (row.made_on > day || row.term_starts_on > day || row.term_ends_on < day) continue;
    once('children', school, pupil);
    once('schools', school);
    once(`service-${service}`, school, pupil);
  }
  return counts;
}
