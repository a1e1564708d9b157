/** Random histories: the real reading against the day-by-day one, and the same facts in any order of arrival. */
import fc from 'fast-check';
import { addDays, type PlainDate } from '../../../events/calendar/plain-date.js';
import type { EventId } from '../../../events/identifiers.js';
import { interpret } from '../../../projections/trajectory/interpret.js';
import { isOnRoll } from '../../../projections/trajectory/spells.js';
import type { Trajectory } from '../../../projections/trajectory/trajectory.js';
import * as told from '../../support/history.js';
import { day, fact, pupilA, recorded, registerOf, urn, type Told } from '../../support/history.js';
import { sessionsBetween, rollOf } from './oracle.js';

const schools = [urn(1), urn(2), urn(3)];
const register = registerOf(Object.fromEntries(schools.slice(0, 2).map((school) => [school, {}])));
const first = day('2024-05-01');
const days = 400;

const someSchool = fc.constantFrom(...schools);
const someDay = fc.integer({ min: 0, max: days }).map((after) => addDays(first, after));
const aFewDays = fc.constantFrom(...[10, 60, 130, 131, 200, 260].map((after) => addDays(first, after)));
const entryDay = fc.oneof(someDay, aFewDays);
const status = fc.constantFrom('C', 'M', 'S', 'G');
const term = fc.constantFrom('autumn', 'spring');

const someFact: fc.Arbitrary<Told> = fc.oneof(
  fc.tuple(someSchool, entryDay, status).map(([school, on, code]) => told.added(school, on, code, '9')),
  fc.tuple(someSchool, someDay).map(([school, on]) => told.removed(school, on)),
  fc
    .tuple(someSchool, entryDay, fc.nat(80))
    .map(([school, enteredOn, after]) => told.removed(school, addDays(enteredOn, after), { enteredOn })),
  fc
    .tuple(someSchool, someDay)
    .map(([school, leavesOn]) =>
      fact('DeletionReturned', { effectiveOn: first, school, regime: 'SI2024/208', ground: 'A', leavesOn }),
    ),
  fc.tuple(someSchool, entryDay, term).map(([school, on, season]) => told.counted(school, on, season)),
  fc
    .tuple(someSchool, entryDay, fc.nat(80), term)
    .map(([school, on, after, season]) => told.countedAsLeaver(school, on, addDays(on, after), season)),
  fc.tuple(someSchool, entryDay, term).map(([school, on, season]) => told.notCounted(school, on, season)),
  fc
    .tuple(someSchool, someDay, status)
    .map(([school, on, enrolmentStatus]) =>
      fact('EnrolmentStatusChanged', { effectiveOn: on, school, enrolmentStatus }),
    ),
  fc
    .tuple(someSchool, someDay, fc.integer({ min: 1, max: 60 }))
    .map(([school, on, sessions]) => told.suspended(school, on, sessions)),
  fc
    .tuple(someDay, fc.constantFrom('N', 'K', 'E'))
    .map(([on, senProvision]) => fact('SenProvisionChanged', { effectiveOn: on, senProvision })),
  someDay.map((on) => fact('PupilDied', { effectiveOn: on })),
  fc.tuple(someSchool, someDay).map(([school, leftOn]) =>
    fact('DestinationConfirmed', {
      effectiveOn: addDays(leftOn, 5),
      school,
      leftOn,
      destination: { kind: 'college' },
      arrived: true,
    }),
  ),
  fc
    .tuple(someSchool, someDay)
    .map(([school, on]) => fact('PermanentlyExcluded', { effectiveOn: on, school, reasons: ['PP'] })),
  fc
    .tuple(someDay, fc.constantFrom('M5', 'M6'))
    .map(([on, outwardPostcode]) => fact('AddressChanged', { effectiveOn: on, outwardPostcode })),
  fc.tuple(aFewDays, aFewDays).map(([on, cancelledOn]) =>
    fact('ExclusionCancelled', {
      effectiveOn: cancelledOn,
      school: urn(1),
      exclusion: told.suspended(urn(1), on, 20).id,
    }),
  ),
  aFewDays.map((on) => told.suspended(urn(1), on, 20)),
);

/** No two facts alike: those are one entry. */
const someHistory = fc.uniqueArray(someFact, { maxLength: 14, selector: ({ id }) => id });
const readNow = (facts: readonly Told[]) => interpret(pupilA, recorded(facts), register);
const allDays = Array.from({ length: days + 120 }, (_, after): PlainDate => addDays(first, after - 20));

describe('any history', () => {
  it('has the pupil on the same rolls on every day as a reading day by day', () => {
    fc.assert(
      fc.property(someHistory, (facts) => {
        const { spells } = readNow(facts);
        for (const school of schools) {
          const here = spells.filter((spell) => spell.school === school);
          const wasOnRoll = rollOf(facts, school);
          expect(allDays.filter((on) => here.some((spell) => isOnRoll(spell, on)))).toEqual(
            allDays.filter(wasOnRoll),
          );
        }
      }),
      { numRuns: 150 },
    );
  });

  it('reads the same whatever the order in which the ledger learned of it', () => {
    const shuffled = someHistory.chain((facts) =>
      fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length })),
    );
    fc.assert(
      fc.property(shuffled, ([facts, otherwise]) => {
        expect(comparable(readNow(otherwise))).toEqual(comparable(readNow(facts)));
      }),
      { numRuns: 500 },
    );
  });

  it('reads the same when an entry was wrong at first and is corrected', () => {
    fc.assert(
      fc.property(someHistory, fc.nat(), (facts, pick) => {
        const right = facts[pick % Math.max(facts.length, 1)];
        if (!right) return;
        const wrong = { ...right, data: { ...right.data, effectiveOn: '2023-01-01' } };
        const otherwise = facts.map((each) => (each === right ? wrong : each));
        const correction = { ...told.corrected(right, right.data), id: told.withdrawn(right).id };
        expect(comparable(readNow([...otherwise, correction]))).toEqual(comparable(readNow(facts)));
      }),
      { numRuns: 300 },
    );
  });

  it('reads without a withdrawn entry as if it had never been', () => {
    fc.assert(
      fc.property(someHistory, someFact, (facts, extra) => {
        if (facts.some(({ id }) => id === extra.id)) return;
        expect(comparable(readNow([extra, ...facts, told.withdrawn(extra)]))).toEqual(
          comparable(readNow(facts)),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('sums the sessions of a school year over all schools', () => {
    fc.assert(
      fc.property(someHistory, (facts) => {
        const { exclusions } = readNow(facts);
        const lastOf = (year: string) =>
          exclusions.findLast(({ kind, schoolYear }) => kind === 'suspension' && schoolYear === year);
        const oneADay =
          new Set(
            exclusions
              .filter(({ kind }) => kind === 'suspension')
              .map(({ school, startedOn }) => school + startedOn),
          ).size === facts.filter(({ type }) => type === 'Suspended').length;
        fc.pre(oneADay && facts.every(({ type }) => type !== 'ExclusionCancelled'));
        expect(lastOf('2023/24')?.sessionsInYear ?? 0).toBe(
          sessionsBetween(facts, day('2023-09-01'), day('2024-08-31')),
        );
        expect(lastOf('2024/25')?.sessionsInYear ?? 0).toBe(
          sessionsBetween(facts, day('2024-09-01'), day('2025-08-31')),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('has no move but from a roll, and no gap on a day on roll', () => {
    fc.assert(
      fc.property(someHistory, (facts) => {
        const { spells, moves, gaps } = readNow(facts);
        for (const move of moves) {
          const left = spells.filter((spell) => spell.school === move.from && isOnRoll(spell, move.leftOn));
          expect(
            left.map(({ leftOn }) => move.end === null || move.kind === 'died' || leftOn === move.leftOn),
          ).toEqual([true]);
        }
        for (const on of allDays) {
          const inGap = gaps.some((gap) => gap.from <= on && (gap.to === null || gap.to >= on));
          const registered = spells.filter(
            ({ statuses }) => statuses.length === 0 || statuses.some(({ status: code }) => code !== 'G'),
          );
          if (inGap) expect(registered.some((spell) => isOnRoll(spell, on))).toBe(false);
        }
      }),
      { numRuns: 200 },
    );
  });
});

/** Lists of evidence as sets: which entry comes first in one says nothing. */
function comparable(trajectory: Trajectory): unknown {
  return JSON.parse(JSON.stringify(trajectory), (key, value: unknown) =>
    key === 'evidence' ? [...new Set(value as EventId[])].flat().sort() : value,
  );
}
