import { readFileSync } from 'node:fs';
import { lifecycleGuide } from '../../infra/schemas/lifecycles.js';
import { courseOf, stateAfter, type Lifecycle } from '../../projections/lifecycle.js';
import { lifecycles } from '../../projections/lifecycles.js';
import { entryId } from '../support/given.js';
import { day } from '../support/history.js';

type State = 'begun' | 'middle' | 'end';
type Signal = 'go' | 'finish';

const small: Lifecycle<State, Signal> = {
  name: 'Small',
  says: 'For this test',
  begins: 'begun',
  states: { begun: 'Begun', middle: 'In the middle', end: 'At its end' },
  signals: { go: 'goes on', finish: 'is finished' },
  transitions: [
    { on: 'go', from: ['begun'], to: 'middle' },
    { on: 'finish', from: ['middle'], skippingFrom: ['begun'], to: 'end' },
  ],
};
const sent = (signal: Signal, on: string, evidence = 1) => ({
  signal,
  on: day(on),
  evidence: entryId(evidence),
});

describe('a course through a lifecycle', () => {
  it('is the same in whatever order its signals arrived', () => {
    const signals = [sent('go', '2024-01-08'), sent('finish', '2024-01-09')];
    expect(courseOf(small, [...signals].reverse())).toEqual(courseOf(small, signals));
    expect(stateAfter(small, courseOf(small, signals))).toBe('end');
  });

  it('takes signals of one day in the order of the transitions', () => {
    const steps = courseOf(small, [sent('finish', '2024-01-08'), sent('go', '2024-01-08')]);
    expect(steps.map(({ signal, inCourse }) => [signal, inCourse])).toEqual([
      ['go', true],
      ['finish', true],
    ]);
  });

  it('may skip what was not reported', () => {
    expect(courseOf(small, [sent('finish', '2024-01-08')])).toMatchObject([{ to: 'end', inCourse: true }]);
  });

  it('takes what cannot follow, and tells it apart', () => {
    const steps = courseOf(small, [sent('finish', '2024-01-08'), sent('go', '2024-01-09')]);
    expect(steps.at(-1)).toMatchObject({ from: 'end', to: 'middle', inCourse: false });
  });
});

describe('every lifecycle', () => {
  it.each(lifecycles.map((lifecycle) => ({ name: lifecycle.name, lifecycle })))(
    '$name reaches each of its states, by signals that it has',
    ({ lifecycle: { begins, states, signals, transitions } }) => {
      const reached = new Set([begins]);
      for (let before = 0; before < reached.size;) {
        before = reached.size;
        for (const { from, to } of transitions) if (from.some((state) => reached.has(state))) reached.add(to);
      }
      expect([...reached].sort()).toEqual(Object.keys(states).sort());
      expect(new Set(transitions.map(({ on }) => on))).toEqual(new Set(Object.keys(signals)));
    },
  );

  it('stands in the guide as the code has it (npm run schemas)', () => {
    expect(readFileSync('docs/guides/lifecycles.md', 'utf8')).toBe(lifecycleGuide());
  });
});
