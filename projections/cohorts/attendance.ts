/** The attendance of children with a social worker, as authorities follow that of vulnerable children. */
import { addDays, type PlainDate } from '../../events/calendar/plain-date.js';
import { counted, ledger, own, rate, type Measure, type Part } from '../measures/measure.js';
import { Counts, dayReport, type AskedOnDay } from '../measures/on-day.js';
import { cohorts, type StoredWeek } from './projection.js';

const weeksFollowed = 6;

const groups = [
  ['all', 'children with a social worker'],
  ['CIN', 'children in need'],
  ['CP', 'children with a child protection plan'],
  ['CLA', 'children looked after'],
] as const;
type Group = (typeof groups)[number][0];

const spans = [
  ['six-weeks', 'of the six weeks up to the day'],
  ['to-date', 'of the school year of the day, up to it'],
] as const;
type Span = (typeof spans)[number][0];

type Name = `${'children' | 'possible' | 'attended'}-${Group}-${Span}`;

const measures: readonly Measure<Name>[] = groups.flatMap(([group, whose]) =>
  spans.flatMap(([span, when]): Measure<Name>[] => {
    const name = `${group === 'all' ? 'social-worker' : group.toLowerCase()}-${span}`;
    const possible: Part<Name> = {
      count: `possible-${group}-${span}`,
      says: `possible sessions of ${whose}, ${when}`,
    };
    const attended: Part<Name> = {
      count: `attended-${group}-${span}`,
      says: `sessions attended by ${whose}, ${when}`,
    };
    return [
      counted(
        `children-${name}`,
        `children-${group}-${span}`,
        `${whose} with a possible session, ${when}`,
        'children',
      ),
      {
        ...rate<Name, Name>(`attendance-${name}`, attended, possible, own, ledger, 'per 100 sessions'),
        decimalPlaces: 1,
      },
    ];
  }),
);

export const attendanceFigures = dayReport<StoredWeek, Name>({
  name: 'attendance',
  notes: [
    'Of the weeks that somebody sent in, by whether the child had a social worker on the Monday; a week is known when its Friday has come',
  ],
  measures,
  from: { projection: cohorts, table: 'attendance_week', school: 'school' },
  counts: countAttendance,
});

function countAttendance(rows: readonly StoredWeek[], { day, year, yearStartsOn }: AskedOnDay): Counts<Name> {
  const counts = new Counts<Name>();
  const children = new Set<string>();
  const first: Readonly<Record<Span, PlainDate>> = {
    'six-weeks': addDays(day, 1 - 7 * weeksFollowed),
    'to-date': yearStartsOn,
  };
  for (const { pupil_id: pupil, status, starts_on: monday, possible, attended, ...row } of rows) {
    if ((year !== null && row.school_year !== year) || addDays(monday, 4) > day || possible === 0) continue;
    for (const [group] of groups) {
      if (group !== 'all' && group !== status) continue;
      for (const [span] of spans) {
        // Of the week that a year begins in the Monday may lie before it.
        if (addDays(monday, 4) < first[span]) continue;
        counts.add(`possible-${group}-${span}`, possible);
        counts.add(`attended-${group}-${span}`, attended);
        const key = `${group} ${span} ${pupil}`;
        if (!children.has(key)) counts.add(`children-${group}-${span}`);
        children.add(key);
      }
    }
  }
  return counts;
}
