/** What holds of every method: it says what it is, nothing sound makes it throw, and two differ by what is listed. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { addDays } from '../../../events/calendar/plain-date.js';
import { asAuthorityCode } from '../../../events/identifiers.js';
import { methodGuide } from '../../../infra/schemas/methods.js';
import { methods } from '../../../projections/moves/catalogue.js';
import {
  methodsCompared,
  pairs,
  pairsCompared,
  standsOtherwise,
  type AlikeMoves,
  type AlikePupils,
} from '../../../projections/moves/comparison.js';
import { classify, type Classification } from '../../../projections/moves/method.js';
import { authorityOwn, classifyOwn } from '../../../projections/moves/profiles/authority-own.js';
import {
  evidenceAt,
  movesUnderEveryMethod,
  type StoredEvidence,
} from '../../../projections/moves/methods-projection.js';
import { interpret } from '../../../projections/trajectory/interpret.js';
import { soundData } from '../../support/event-data.js';
import { added, day, fact, pupilA, recorded, removed, told, type Told } from '../../support/history.js';
import { alder, birch, rowan, college, studio, middle, upper, register } from './schools.js';

describe('every method', () => {
  it('stands in the guide as it is', () => {
    expect(readFileSync('docs/guides/methods.md', 'utf8')).toBe(methodGuide());
  });

  it('names its publication, its unit of time, its denominators, and why each parameter is what it is', () => {
    expect(methods.map(({ name }) => name)).toEqual([
      'EPI-2019-04',
      'EPI-2019-10',
      'EPI-2024',
      'authority-own',
      'Ofsted-floor',
      'FFT-whos-left',
      'ledger-default',
    ]);
    for (const { parameters, rules, published, otherwise, sampling, censuses } of methods) {
      for (const { why } of Object.values(parameters)) expect(why).toEqual(expect.stringMatching(/./));
      const names = [...rules, otherwise].map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      for (const { changedBy, says } of [...rules, otherwise]) expect([changedBy, says]).not.toContain('');
      for (const name of published) expect(names).toContain(name);
      expect(censuses.length > 0).toBe(sampling === 'census');
    }
  });
});

const pupilSchool = fc.constantFrom(alder, birch, rowan, college, studio, middle, upper);
const someDay = fc.integer({ min: 0, max: 1_500 }).map((days) => addDays(day('2021-09-01'), days));
const crowded = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        pupilSchool,
        someDay,
        fc.constantFrom('C', 'M', 'S', 'G'),
        fc.constantFrom('7', '8', '9', '10', '11'),
      )
      .map(([at, on, status, ncYear]) => added(at, on, status, ncYear)),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(pupilSchool, someDay, fc.constantFrom('A', 'C', 'F', 'O', 'K', 'G'))
      .map(([at, on, ground]) => removed(at, on, { ground })),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(pupilSchool, someDay).map(([school, leftOn]) =>
      fact('MoveExplained', {
        effectiveOn: leftOn,
        school,
        leftOn,
        reason: 'parental-choice',
        evidence: 'panel-minute',
        reference: 'a1',
      }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(someDay, fc.constantFrom('E09000007', 'E08000035'))
      .map(([on, code]) => fact('AddressChanged', { effectiveOn: on, homeAuthority: asAuthorityCode(code) })),
  },
  { weight: 1, arbitrary: soundData('EthnicityRecorded').map((data) => told('EthnicityRecorded', data)) },
);

const history = fc.uniqueArray(crowded, { maxLength: 14, selector: ({ id }: Told) => id });

it('no sound history makes a method throw; what differs between two of them is their difference, move by move', () => {
  fc.assert(
    fc.property(fc.array(history, { minLength: 1, maxLength: 4 }), (histories) => {
      const found = histories.map((facts): Classification[][] => {
        const trajectory = interpret(pupilA, recorded(facts), register);
        return trajectory.moves.map((move) => {
          const each = { move, trajectory, register };
          expect(classifyOwn(each)).toEqual(classify(authorityOwn, each));
          return methods.map((method) => classify(method, each));
        });
      });
      const moves = found.flat().map((each): AlikeMoves => ({ told: each, moves: 1 }));
      const pupils = found.map((ofPupil): AlikePupils => ({
        counted: methods.map((_, at) => ofPupil.some((each) => each[at]?.standing === 'counted')),
        pupils: 1,
      }));
      const compared = methodsCompared(moves, pupils);
      for (const [at, pair] of pairsCompared(moves, pupils).entries()) {
        const [a, b] = pairs[at] ?? [0, 0];
        const listed = found.flat().filter((each) => {
          const [first, second] = [each[a], each[b]];
          return first && second && standsOtherwise(first, second);
        });
        expect(pair.differences).toBe(listed.length);
        const counts = (side: number) => listed.filter((each) => each[side]?.standing === 'counted').length;
        const [first, second] = [compared[a], compared[b]];
        expect((first?.counted.moves ?? 0) - (second?.counted.moves ?? 0)).toBe(counts(a) - counts(b));
        expect(pair.moves).toEqual({ onlyFirst: counts(a), onlySecond: counts(b) });
        expect((first?.counted.pupils ?? 0) - (second?.counted.pupils ?? 0)).toBe(
          pair.pupils.onlyFirst - pair.pupils.onlySecond,
        );
      }
    }),
    { numRuns: 300 },
  );
});

it('the row of a move tells what each method cites, and holds once what several cite', () => {
  fc.assert(
    fc.property(history, (facts) => {
      const trajectory = interpret(pupilA, recorded(facts), register);
      const [rows = []] = movesUnderEveryMethod.rows(trajectory, register);
      const stored = rows.map((row) => JSON.parse(String(row.at(-1))) as StoredEvidence);
      expect(stored.map((each) => methods.map((_, at) => evidenceAt(each, at)))).toEqual(
        trajectory.moves.map((move) =>
          methods.map((method) => classify(method, { move, trajectory, register }).evidence),
        ),
      );
      for (const each of stored) {
        const lists = each.filter((cited) => typeof cited !== 'number').map(String);
        expect(new Set(lists).size).toBe(lists.length);
      }
    }),
  );
});
