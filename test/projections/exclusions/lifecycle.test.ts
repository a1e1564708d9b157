import { exclusionReviewOutcome } from '../../../events/codes/exclusion-review.js';
import {
  exclusionLifecycle,
  signalsOfReview,
  type ExclusionSignal,
} from '../../../projections/exclusions/lifecycle.js';
import { courseOf, stateAfter } from '../../../projections/lifecycle.js';
import { entryId } from '../../support/given.js';
import { day } from '../../support/history.js';

const after = (signals: readonly ExclusionSignal[]) => {
  const course = courseOf(
    exclusionLifecycle,
    signals.map((signal, at) => ({ signal, on: day(`2024-01-${at + 10}`), evidence: entryId(at) })),
  );
  return {
    state: stateAfter(exclusionLifecycle, course),
    inCourse: course.every((step) => step.inCourse),
  };
};

describe('the fourteen outcomes of CS105', () => {
  it.each([
    ['ANO', 'GB', 'upheld'],
    ['BRE', 'GB', 'reinstatement-decided'],
    ['CNO', 'GB', 'reinstatement-declined'],
    ['DNO', 'GB', 'not-reinstated'],
    ['EON', 'GB', 'under-review'],
    ['FRE', 'GB', 'reinstated'],
    ['GNO', 'IRP', 'panel-requested'],
    ['HWD', 'IRP', 'upheld'],
    ['INO', 'IRP', 'upheld'],
    ['JRE', 'IRP', 'reinstated'],
    ['KRE', 'IRP', 'reinstated'],
    ['LNO', 'IRP', 'upheld'],
    ['MNO', 'IRP', 'upheld'],
    ['NOG', 'GB', 'under-review'],
    ['NOG', 'IRP', 'panel-requested'],
  ])('%s of %s, all that was heard of, leads to %s and is in course', (outcome, review, state) => {
    expect(after(signalsOfReview({ review, outcome }))).toEqual({ state, inCourse: true });
  });

  it('are all of the list', () => {
    const unread = [...exclusionReviewOutcome.codes.keys()].filter(
      (outcome) => signalsOfReview({ review: 'GB', outcome }).length === 0,
    );
    expect(unread).toEqual([]);
    expect(exclusionReviewOutcome.codes.size).toBe(14);
  });

  it('of a code that the list lacks signal nothing', () => {
    expect(signalsOfReview({ review: 'GB', outcome: 'ZZZ' })).toEqual([]);
  });
});

describe('the course of an exclusion', () => {
  const panel = (panelDecision: 'upheld' | 'quashed' | 'reconsideration-recommended', outcome = 'NOG') =>
    signalsOfReview({ review: 'IRP', outcome, panelDecision });

  it('stands quashed until the board has reconsidered', () => {
    const untilPanel: ExclusionSignal[] = ['not-reinstated', 'panel-requested', ...panel('quashed')];
    expect(after(untilPanel)).toEqual({ state: 'quashed', inCourse: true });
    expect(after([...untilPanel, 'reinstated-after-panel']).state).toBe('reinstated');
    expect(after([...untilPanel, 'not-reinstated-again']).state).toBe('upheld');
  });

  it('takes a panel’s decision and what followed from one report', () => {
    expect(after(panel('quashed', 'KRE'))).toEqual({ state: 'reinstated', inCourse: true });
    expect(after(panel('upheld', 'INO'))).toEqual({ state: 'upheld', inCourse: true });
  });

  it.each<[string, ExclusionSignal[]]>([
    ['a cancellation after the board decided', ['not-reinstated', 'cancelled']],
    ['a review of a cancelled exclusion', ['cancelled', 'not-reinstated']],
    ['a panel after reinstatement', ['reinstated', 'panel-requested']],
  ])('is out of it by %s', (_, signals) => {
    expect(after(signals).inCourse).toBe(false);
  });
});
