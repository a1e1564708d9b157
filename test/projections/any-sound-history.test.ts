/** Whatever validates can be interpreted, classified and counted: a history that throws would be quarantined. */
import fc from 'fast-check';
import { addDays } from '../../events/calendar/plain-date.js';
import { catalogue, eventTypes } from '../../events/catalogue.js';
import { projections } from '../../projections/catalogue.js';
import { dutiesOf } from '../../projections/duties/duties.js';
import { dutyOn } from '../../projections/duties/duty.js';
import { disagreementsOf } from '../../projections/reconciliation/projection.js';
import { earlyWarningsOf } from '../../projections/early-warning/projection.js';
import { interpret } from '../../projections/trajectory/interpret.js';
import { asAt } from '../../projections/trajectory/as-at.js';
import { soundData } from '../support/event-data.js';
import {
  added,
  counted,
  day,
  fact,
  pupilA,
  recorded,
  registerOf,
  removed,
  suspended,
  told,
  urn,
} from '../support/history.js';

const register = registerOf({ [urn(1)]: {}, [urn(2)]: { closedOn: day('2020-08-31') } });
const pupilTypes = eventTypes.filter((type) => catalogue[type].streams.includes('pupil'));
const school = fc.constantFrom(urn(1), urn(2), urn(3));

/** Sound data of any type, half of it about three schools so that facts meet. */
const someFact = fc.oneof(
  ...pupilTypes.map((type) =>
    fc
      .tuple(soundData(type), school, fc.boolean())
      .map(([data, at, meets]) => told(type, 'school' in data && meets ? { ...data, school: at } : data)),
  ),
);

it('any sound history is interpreted, and gives rows with keys of their own', () => {
  fc.assert(
    fc.property(fc.uniqueArray(someFact, { maxLength: 20, selector: ({ id }) => id }), (facts) => {
      const trajectory = interpret(pupilA, recorded(facts), register);
      asAt(trajectory, day('2024-01-01'));
      for (const projection of projections) {
        projection.tallies(trajectory, register);
        for (const [at, rows] of projection.rows(trajectory, register).entries()) {
          const table = projection.rowTables[at];
          const keyAt =
            table?.key.map((name) => table.columns.findIndex((column) => column.name === name)) ?? [];
          const keys = rows.map((row) => keyAt.map((index) => row[index]).join());
          expect(new Set(keys).size).toBe(rows.length);
        }
      }
    }),
    { numRuns: 500 },
  );
});

it('what is owed in any sound history is the same in whatever order it arrived', () => {
  fc.assert(
    fc.property(fc.uniqueArray(someFact, { maxLength: 20, selector: ({ id }) => id }), (facts) => {
      // Of corrections the last in the ledger's order stands.
      const uncorrected = facts.filter(({ type }) => !type.startsWith('Entry'));
      const owed = (told: typeof facts) =>
        dutiesOf(interpret(pupilA, recorded(told), register), register).map((duty) => ({
          ...duty,
          ...dutyOn(duty, day('2024-01-01'), register),
        }));
      expect(owed(uncorrected.toReversed())).toEqual(owed(uncorrected));
    }),
    { numRuns: 200 },
  );
});

/** Facts of a few schools and half a year, that rules find something in. */
const someDay = fc.integer({ min: 0, max: 180 }).map((days) => addDays(day('2024-09-02'), days));
const somePlace = fc.constantFrom(urn(1), urn(3));
const crowdedFact = fc.oneof(
  fc.tuple(somePlace, someDay).map(([at, on]) => added(at, on, 'C', '9')),
  fc.tuple(somePlace, someDay).map(([at, on]) => removed(at, on)),
  fc.tuple(somePlace, someDay).map(([at, leavesOn]) =>
    fact('DeletionReturned', {
      effectiveOn: leavesOn,
      school: at,
      regime: 'SI2024/208',
      leavesOn,
      destination: { kind: 'school', school: urn(1) },
    }),
  ),
  fc.tuple(somePlace, someDay).map(([at, enteredOn]) => counted(at, enteredOn, 'spring')),
  fc
    .tuple(somePlace, someDay, fc.integer({ min: 1, max: 12 }))
    .map(([at, on, sessions]) => suspended(at, on, sessions)),
  fc
    .tuple(somePlace, someDay, fc.constantFrom('E', 'O', 'B', '/'), fc.integer({ min: 1, max: 10 }))
    .map(([at, on, code, sessions]) =>
      fact('AttendanceSummarised', {
        effectiveOn: on,
        school: at,
        sessionsPossible: sessions,
        marks: [{ code, sessions }],
      }),
    ),
  someDay.map((on) =>
    fact('ManagedMoveTrialStarted', { effectiveOn: on, school: urn(1), receivingSchool: urn(3) }),
  ),
  someDay.map((on) => fact('ManagedMoveFailed', { effectiveOn: on, school: urn(1), reason: 'behaviour' })),
);

it.each([
  ['any', someFact],
  ['crowded', crowdedFact],
])(
  'whatever the order of arrival of %s facts, the same is warned of and the same sources disagree',
  (_, from) => {
    const shuffled = fc
      .uniqueArray(from, { maxLength: 20, selector: ({ id }) => id })
      .chain((facts) =>
        fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length })),
      );
    fc.assert(
      fc.property(shuffled, (orders) => {
        const [found, inOtherOrder] = orders.map((all) => {
          // Of corrections the last in the ledger's order stands.
          const facts = all.filter(({ type }) => !type.startsWith('Entry'));
          const trajectory = interpret(pupilA, recorded(facts), register);
          return [earlyWarningsOf(trajectory, register), disagreementsOf(trajectory, register)];
        });
        expect(inOtherOrder).toEqual(found);
      }),
      { numRuns: 300 },
    );
  },
);
