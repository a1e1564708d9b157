/** Random moves and placements: whatever is reported is read, and the same in any order of arrival. */
import fc from 'fast-check';
import { addDays } from '../../../events/calendar/plain-date.js';
import { catalogue, eventTypes } from '../../../events/catalogue.js';
import { asAt } from '../../../projections/trajectory/as-at.js';
import { interpret } from '../../../projections/trajectory/interpret.js';
import type { Trajectory } from '../../../projections/trajectory/trajectory.js';
import { soundData } from '../../support/event-data.js';
import * as history from '../../support/history.js';
import { day, pupilA, recorded, registerOf, told, urn, type Told } from '../../support/history.js';

const schools = [urn(1), urn(2), urn(3)];
const register = registerOf({ [urn(1)]: {}, [urn(2)]: {}, [urn(3)]: { type: 'alternative-provision' } });
const first = day('2026-05-04');
const school = fc.constantFrom(...schools);
/** Few days and schools, so that reports of one move meet. */
const someDay = fc.integer({ min: 0, max: 12 }).map((after) => addDays(first, after * 14));
const types = eventTypes.filter(
  (type) =>
    (catalogue[type].family === 'managed move' ||
      catalogue[type].family === 'off-site direction and alternative provision') &&
    catalogue[type].streams.includes('pupil'),
);

const someFact: fc.Arbitrary<Told> = fc.oneof(
  ...types.map((type) =>
    fc
      .tuple(soundData(type), fc.constantFrom(urn(1), urn(2)), school, someDay, someDay, fc.boolean())
      .map(([data, at, to, on, startedOn, isNamed]) =>
        told(type, {
          ...near(data, on),
          ...('school' in data && { school: at }),
          ...('receivingSchool' in data && { receivingSchool: to }),
          ...('provider' in data && { provider: { school: to } }),
          ...('authority' in data && { authority: 'E09000007' }),
          ...('startsOn' in data && { startsOn: startedOn }),
          ...('startedOn' in data && isNamed && { startedOn }),
          ...('referredOn' in data && isNamed && { referredOn: startedOn }),
        }),
      ),
  ),
  fc
    .tuple(school, someDay, fc.constantFrom('C', 'M', 'S'))
    .map(([at, on, status]) => history.added(at, on, status, '9')),
  fc.tuple(school, someDay).map(([at, on]) => history.removed(at, on)),
);

/** Dates that have to lie on or after the first one are brought near it. */
function near(data: Record<string, unknown>, on: string): Record<string, unknown> {
  const later = addDays(day(on), 21);
  const dates = ['decisionDueOn', 'plannedEndOn', 'until'].filter((name) => name in data);
  return { ...data, effectiveOn: on, ...Object.fromEntries(dates.map((name) => [name, later])) };
}

const readNow = (facts: readonly Told[]): Trajectory => interpret(pupilA, recorded(facts), register);
const distinct = fc.uniqueArray(someFact, { maxLength: 14, selector: ({ id }) => id });

it('moves and placements read the same whatever the order in which the ledger learned of them', () => {
  const shuffled = distinct.chain((facts) =>
    fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length })),
  );
  fc.assert(
    fc.property(shuffled, ([facts, otherwise]) => {
      expect(readNow(otherwise)).toEqual(readNow(facts));
    }),
    { numRuns: 1_000 },
  );
});

it('every report is of one move or placement, or told to be of none', () => {
  fc.assert(
    fc.property(distinct, (facts) => {
      const { managedMoves, placements, flags } = readNow(facts);
      const cited = [...managedMoves, ...placements].flatMap(({ evidence }) => evidence);
      const ofNothing = flags.flatMap(({ flag, evidence }) =>
        flag === 'placement-of-nothing' ? evidence : [],
      );
      const own = facts.filter(({ type }) => types.includes(type)).map(({ id }) => id);
      expect([...cited, ...ofNothing].sort()).toEqual(own.sort());
    }),
    { numRuns: 500 },
  );
});

it('as at a day nothing is told of what came after', () => {
  fc.assert(
    fc.property(distinct, someDay, (facts, on) => {
      const { managedMoves, placements } = asAt(readNow(facts), on);
      for (const { course } of [...managedMoves, ...placements])
        expect(course.filter((step) => step.on > on)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
