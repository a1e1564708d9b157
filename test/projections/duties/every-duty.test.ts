/** The same questions to every duty: in time, late, corrected, withdrawn, over a holiday, under each of its regimes. */
import { readFileSync } from 'node:fs';
import { dutyGuide } from '../../../infra/schemas/duties.js';
import { dutyCatalogue, dutyKinds } from '../../../projections/duties/catalogue.js';
import { corrected, withdrawn, type Told } from '../../support/history.js';
import { dutyCases } from './cases.js';
import type { DutyCase } from './cases/case.js';
import { duties, dutyOf, stands } from './given.js';

const facts = ({ given, trigger }: DutyCase, on: string): [readonly Told[], Told] => [
  given?.(on) ?? [],
  trigger(on),
];

describe.each(dutyCases.map((each) => ({ ...each, name: `${each.kind}, owed by ${each.owedBy}` })))(
  '$name',
  (each) => {
    const { kind, owedBy, owedTo, met, days, overHoliday, regimes, lapses } = each;
    const [on, due, late] = days;
    const [before, trigger] = facts(each, on);

    it('is owed to whom it is, until its last day, and is met in time on it', () => {
      const open = dutyOf(kind, [...before, trigger]);
      expect(open).toMatchObject({ owedBy, owedTo, dueOn: due, met: null });
      expect(stands(open, due)).toEqual(['owed', 0]);
      const deed = met(due, trigger);
      const done = dutyOf(kind, [...before, trigger, deed]);
      expect(done.met).toEqual({ event: deed.id, on: due });
      expect(stands(done, late)).toEqual(['met', 0]);
    });

    it('is overdue by one of its units on the day after that, and met late by one', () => {
      const unmet = lapses ? ['no-longer-owed', 0] : ['overdue', 1];
      expect(stands(dutyOf(kind, [...before, trigger]), late)).toEqual(unmet);
      const done = dutyOf(kind, [...before, trigger, met(late, trigger)]);
      expect(stands(done, late)).toEqual(['met', 1]);
    });

    it('is met in time by a correction of what met it late', () => {
      const deed = met(late, trigger);
      const done = dutyOf(kind, [...before, trigger, deed, corrected(deed, met(due, trigger).data)]);
      expect(done.met).toEqual({ event: deed.id, on: due });
      expect(stands(done, late)).toEqual(['met', 0]);
    });

    it('is withdrawn with its trigger', () => {
      const left = duties([...before, trigger, withdrawn(trigger)]).filter((duty) => duty.kind === kind);
      expect(left).toEqual([]);
    });

    it('counts a holiday as its unit has it', () => {
      const [from, until] = overHoliday;
      const [around, over] = facts(each, from);
      expect(dutyOf(kind, [...around, over]).dueOn).toBe(until);
    });

    for (const [from, regime] of regimes ?? [])
      it(`triggered on ${from} is ${regime === null ? 'not owed' : `judged under ${regime}`}`, () => {
        const [around, of] = facts(each, from);
        const found = duties([...around, of]).filter(
          ({ kind: one, trigger: by }) => one === kind && by.event === of.id,
        );
        expect(found.map((duty) => duty.regime)).toEqual(regime === null ? [] : [regime]);
      });
  },
);

it('there is a case for every duty but the sum, and for each of its rules', () => {
  const cased = new Set(dutyCases.map(({ kind }) => kind));
  expect(dutyKinds.filter((kind) => !cased.has(kind))).toEqual(['suspension-limit']);
  const unjudged = dutyCases.filter(
    ({ kind, regimes }) => dutyCatalogue[kind].rules.length > 1 && regimes === undefined,
  );
  expect(unjudged).toEqual([]);
});

it('the duties stand in the guide as the code has them (npm run schemas)', () => {
  expect(readFileSync('docs/guides/duties.md', 'utf8')).toBe(dutyGuide());
});
