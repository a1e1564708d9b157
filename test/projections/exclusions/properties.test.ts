/** Random exclusions and what is about them: the same in any order of arrival, and sixth days as a day-by-day reading has them. */
import fc from 'fast-check';
import { addDays, type PlainDate } from '../../../events/calendar/plain-date.js';
import { interpret } from '../../../projections/trajectory/interpret.js';
import type { Trajectory } from '../../../projections/trajectory/trajectory.js';
import * as told from '../../support/history.js';
import { day, fact, pupilA, recorded, registerOf, urn, type Told } from '../../support/history.js';

const schools = [urn(1), urn(2)];
const register = registerOf({ [urn(1)]: {}, [urn(2)]: { type: 'alternative-provision' } });
const first = day('2024-09-09');
const school = fc.constantFrom(...schools);
const someDay = fc.nat(150).map((after) => addDays(first, after));
/** Few, so that exclusions and what is about them meet. */
const startDay = fc.constantFrom(...[0, 7, 10, 14, 21, 49, 56].map((after) => addDays(first, after)));
const outcome = fc.constantFrom(
  'ANO',
  'BRE',
  'CNO',
  'DNO',
  'EON',
  'FRE',
  'GNO',
  'HWD',
  'INO',
  'KRE',
  'MNO',
  'ZZZ',
);

const suspension = fc
  .tuple(school, startDay, fc.integer({ min: 1, max: 24 }))
  .map(([at, on, sessions]) => told.suspended(at, on, sessions));
const someFact: fc.Arbitrary<Told> = fc.oneof(
  { arbitrary: suspension, weight: 3 },
  fc
    .tuple(school, startDay)
    .map(([at, on]) => fact('PermanentlyExcluded', { effectiveOn: on, school: at, reasons: ['PP'] })),
  fc
    .tuple(school, startDay, someDay)
    .map(([at, excludedOn, on]) => fact('ExclusionCancelled', { effectiveOn: on, school: at, excludedOn })),
  fc
    .tuple(school, startDay, someDay, outcome, fc.constantFrom('GB', 'IRP'))
    .map(([at, excludedOn, on, code, review]) =>
      fact('ExclusionReviewed', { effectiveOn: on, school: at, excludedOn, review, outcome: code }),
    ),
  fc.tuple(school, startDay, someDay, fc.boolean()).map(([at, excludedOn, on, named]) =>
    fact('SixthDayEducationArranged', {
      effectiveOn: on,
      school: at,
      ...(named && { excludedOn }),
      arrangedBy: 'school',
      provider: 'tuition',
      hours: 'full-time',
    }),
  ),
  fc.tuple(school, startDay, someDay).map(([at, excludedOn, on]) =>
    fact('TribunalClaimLodged', {
      effectiveOn: on,
      school: at,
      excludedOn,
      tribunal: 'first-tier-tribunal',
    }),
  ),
  fc.tuple(school, startDay, someDay, fc.boolean()).map(([at, excludedOn, on, reinstatementOrdered]) =>
    fact('TribunalClaimDecided', {
      effectiveOn: on,
      school: at,
      excludedOn,
      tribunal: 'first-tier-tribunal',
      outcome: 'upheld',
      reinstatementOrdered,
    }),
  ),
  fc
    .tuple(school, someDay)
    .map(([at, on]) => fact('SafeguardingSeparationStarted', { effectiveOn: on, school: at })),
  fc
    .tuple(school, someDay)
    .map(([at, on]) =>
      fact('SafeguardingSeparationEnded', { effectiveOn: on, school: at, outcome: 'other' }),
    ),
  fc.tuple(school, someDay).map(([at, on]) => told.added(at, on, 'C', '9')),
);
const distinct = (facts: fc.Arbitrary<Told>, maxLength: number) =>
  fc.uniqueArray(facts, { maxLength, selector: ({ id }) => id });

const readNow = (facts: readonly Told[]): Trajectory => interpret(pupilA, recorded(facts), register);

it('exclusions read the same whatever the order in which the ledger learned of them', () => {
  const shuffled = distinct(someFact, 14).chain((facts) =>
    fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length })),
  );
  fc.assert(
    fc.property(shuffled, ([facts, otherwise]) => {
      expect(readNow(otherwise)).toEqual(readNow(facts));
    }),
    { numRuns: 1_000 },
  );
});

it('the sixth day is the sixth in a row on which the pupil was out', () => {
  fc.assert(
    fc.property(distinct(suspension, 8), (facts) => {
      // Reports of one day and school are one exclusion, of which the longer stands.
      const starts = facts.map(({ data }) => JSON.stringify(Object.values(data).slice(0, 2)));
      fc.pre(new Set(starts).size === starts.length);
      const found = readNow(facts).sixthDays.flatMap(({ school: at, dueOn }) =>
        dueOn ? [`${at} ${dueOn}`] : [],
      );
      expect(found.sort()).toEqual(schools.flatMap((at) => sixthDaysDayByDay(facts, at)).sort());
    }),
    { numRuns: 500 },
  );
});

/** Walks the school's days, and counts those in a row on which any suspension had the pupil out. */
function sixthDaysDayByDay(facts: readonly Told[], at: string): string[] {
  const calendar = register.calendarOf(urn(Number(at) - 100_000));
  const out = new Set<PlainDate>();
  for (const { data } of facts as readonly {
    data: { school: string; effectiveOn: PlainDate; lengthSessions: number };
  }[]) {
    if (data.school !== at) continue;
    for (let on = data.effectiveOn, left = data.lengthSessions; left > 0; on = addDays(on, 1)) {
      if (calendar.on(on).sessions === 0) continue;
      out.add(on);
      left -= calendar.on(on).sessions;
    }
  }
  const due: string[] = [];
  let inARow = 0;
  for (let on = first; on < addDays(first, 120); on = addDays(on, 1)) {
    if (calendar.on(on).sessions === 0) continue;
    inARow = out.has(on) ? inARow + 1 : 0;
    if (inARow === 6) due.push(`${at} ${on}`);
  }
  return due;
}
