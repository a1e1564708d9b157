/** Random histories of home education, missing education and unrecorded practice: any order of arrival reads the same. */
import fc from 'fast-check';
import { catalogue, eventTypes } from '../../../events/catalogue.js';
import { addDays } from '../../../events/calendar/plain-date.js';
import { interpret } from '../../../projections/trajectory/interpret.js';
import { asAt } from '../../../projections/trajectory/as-at.js';
import {
  added,
  day,
  pupilA,
  recorded,
  registerOf,
  removed,
  suspended,
  told,
  urn,
} from '../../support/history.js';
import { soundData } from '../../support/event-data.js';

const schools = [urn(1), urn(2), urn(3)];
const register = registerOf({ [urn(1)]: {}, [urn(2)]: { type: 'special' } });
const families: readonly string[] = ['home education', 'missing education', 'unrecorded practice'];
const types = eventTypes.filter(
  (type) => families.includes(catalogue[type].family) && catalogue[type].streams.includes('pupil'),
);
const someDay = fc.nat(200).map((after) => addDays(day('2024-09-01'), after));
const someSchool = fc.constantFrom(...schools);

const someFact = fc.oneof(
  { weight: 2, arbitrary: fc.tuple(someSchool, someDay).map(([school, on]) => added(school, on)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(someSchool, someDay, fc.constantFrom('F', 'G', 'A'))
      .map(([school, on, ground]) => removed(school, on, { ground })),
  },
  { weight: 1, arbitrary: fc.tuple(someSchool, someDay).map(([school, on]) => suspended(school, on, 2)) },
  { weight: 1, arbitrary: someDay.map((on) => told('PupilDied', { effectiveOn: on })) },
  ...types.map((type) => ({
    weight: 1,
    arbitrary: fc
      .tuple(soundData(type), someDay, someSchool)
      .map(([data, effectiveOn, school]) =>
        told(type, { ...data, effectiveOn, ...('school' in data && { school }) }),
      ),
  })),
);
const someHistory = fc.uniqueArray(someFact, { maxLength: 16, selector: ({ id }) => id });

it('reads the same whatever the order in which the ledger learned of it, and has no later day as at a day', () => {
  const shuffled = someHistory.chain((facts) =>
    fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length }), someDay),
  );
  fc.assert(
    fc.property(shuffled, ([facts, otherwise, on]) => {
      const read = interpret(pupilA, recorded(facts), register);
      expect(comparable(interpret(pupilA, recorded(otherwise), register))).toEqual(comparable(read));
      const then = asAt(read, on);
      const courses = [
        ...then.homeEducation,
        ...then.attendanceOrders,
        ...then.missingEducation,
        ...then.fairAccess,
        ...then.reducedTimetables,
        ...then.concerns,
      ].flatMap(({ course }): { on: string }[] => [...course]);
      for (const step of courses) expect(step.on <= on).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

/** Lists of evidence as sets: which entry comes first in one says nothing. */
function comparable(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, inner: unknown) =>
    key === 'evidence' && Array.isArray(inner) ? [...new Set(inner.map(String))].sort() : inner,
  );
}
