/** Free meals in six years and for most of school life, against a reading of every day. */
import fc from 'fast-check';
import { addDays, addMonths, type PlainDate } from '../../../events/calendar/plain-date.js';
import { codesOn } from '../../../projections/breakdowns/characteristic.js';
import {
  ever6,
  persistentlyDisadvantaged,
} from '../../../projections/breakdowns/characteristics/free-meals.js';
import type { Circumstances } from '../../../projections/trajectory/circumstances.js';
import { interpret } from '../../../projections/trajectory/interpret.js';
import { day, fact, pupilA, recorded, registerOf } from '../../support/history.js';

const register = registerOf({});
const first = day('2010-09-01');
const reports = fc.uniqueArray(fc.record({ after: fc.nat(4_000), eligible: fc.boolean() }), {
  minLength: 1,
  maxLength: 6,
  selector: ({ after }) => after,
});
type Reports = readonly { readonly after: number; readonly eligible: boolean }[];

const circumstancesOf = (told: Reports): Circumstances =>
  interpret(
    pupilA,
    recorded(
      told.map(({ after, eligible }) =>
        fact('FreeSchoolMealsChanged', { effectiveOn: addDays(first, after), eligible }),
      ),
    ),
    register,
  ).circumstances;

/** Whether the pupil was eligible on a day; undefined before the first word of it. */
function eligibleOn(told: Reports, on: PlainDate): boolean | undefined {
  const sorted = told.toSorted((a, b) => a.after - b.after);
  return sorted.filter(({ after }) => addDays(first, after) <= on).at(-1)?.eligible;
}

it('six years are those up to the day, first and last included', () => {
  fc.assert(
    fc.property(reports, fc.nat(8_000), (told, after) => {
      const on = addDays(first, after);
      let eligible = false;
      for (let each = addMonths(on, -72); each <= on; each = addDays(each, 1))
        eligible ||= eligibleOn(told, each) === true;
      const expected = eligibleOn(told, on) === undefined ? [] : [eligible ? 'yes' : 'no'];
      expect(codesOn(ever6.stretches(circumstancesOf(told)), on)).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});

it('at least 80% are of the days since the first word of it, and on the first day that day alone', () => {
  fc.assert(
    fc.property(reports, fc.nat(6_000), (told, after) => {
      const on = addDays(first, after);
      let [eligible, known] = [0, 0];
      for (let each = first; each < on; each = addDays(each, 1)) {
        const was = eligibleOn(told, each);
        if (was !== undefined) known += 1;
        if (was === true) eligible += 1;
      }
      const is = eligibleOn(told, on);
      const isMost = known === 0 ? is === true : eligible * 100 >= known * 80;
      expect(codesOn(persistentlyDisadvantaged.stretches(circumstancesOf(told)), on)).toEqual(
        is === undefined ? [] : [isMost ? 'yes' : 'no'],
      );
    }),
    { numRuns: 60 },
  );
});

it('who was eligible for four years of five is persistently disadvantaged, up to the day on which it is less', () => {
  const told = [
    { after: 0, eligible: true },
    { after: 4 * 365, eligible: false },
  ];
  const stretches = persistentlyDisadvantaged.stretches(circumstancesOf(told));
  expect(codesOn(stretches, addDays(first, 5 * 365))).toEqual(['yes']);
  expect(codesOn(stretches, addDays(first, 5 * 365 + 1))).toEqual(['no']);
});
