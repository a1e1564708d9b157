/** How many of the children looked after in a year had another involvement of social care in the five years before. */
import { addDays, addMonths, later } from '../../events/calendar/plain-date.js';
import { counted, own, rate, type Measure, type Part } from '../measures/measure.js';
import { Counts, dayReport, type AskedOnDay } from '../measures/on-day.js';
import { cohorts, type StoredCare } from './projection.js';

const source =
  'DfE, Promoting the education of children with a social worker (2021): the previous five years';
const monthsBefore = 60;

/** The measures' names, by the code of the list social-care. */
const earlierStatuses = [
  ['CIN', 'earlier-in-need', 'were in need'],
  ['CP', 'earlier-protection-plan', 'had a child protection plan'],
] as const;

type Name = 'looked-after' | (typeof earlierStatuses)[number][1];

const lookedAfter: Part<Name> = {
  count: 'looked-after',
  says: 'children looked after on any day of the school year of the day, up to it',
};

const measures: readonly Measure<Name>[] = [
  counted('looked-after', lookedAfter.count, lookedAfter.says, 'children'),
  ...earlierStatuses.map(([, name, said]) =>
    rate<Name, Name>(
      `looked-after-${name}`,
      { count: name, says: `those of them who ${said} within the five years before` },
      lookedAfter,
      own,
      source,
      'per 100 looked after',
    ),
  ),
];

export const lookedAfterFigures = dayReport<StoredCare, Name>({
  name: 'looked-after',
  notes: [
    'In the authority that is responsible, which is often not the school’s, and in each where that changed in the year; where nobody said which, in the school’s',
    'Counted back from the day on which the child came to be looked after, or from the first day of the school year where that was before',
  ],
  measures,
  from: { projection: cohorts, table: 'looked_after', school: 'school' },
  counts: countLookedAfter,
});

function countLookedAfter(
  rows: readonly StoredCare[],
  { day, year, yearStartsOn }: AskedOnDay,
): Counts<Name> {
  const lastOfChild = new Map<string, StoredCare>();
  for (const row of rows) {
    if (year !== null && row.school_year !== year) continue;
    const before = lastOfChild.get(row.pupil_id);
    const isInYear = row.under_from <= day && (row.over_on === null || row.over_on > yearStartsOn);
    if (isInYear && (!before || before.under_from < row.under_from)) lastOfChild.set(row.pupil_id, row);
  }
  const counts = new Counts<Name>();
  for (const { began_on: beganOn, earlier } of lastOfChild.values()) {
    counts.add('looked-after');
    const until = addDays(later(beganOn, yearStartsOn), -1);
    const since = addMonths(until, -monthsBefore);
    for (const [code, name] of earlierStatuses)
      if (earlier.some((each) => each.status === code && each.from <= until && each.until >= since))
        counts.add(name);
  }
  return counts;
}
