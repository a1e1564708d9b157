/** Rule tests I04, I05, I06 and I19 of the requirements, as the decisions correct them. */
import { clocks, lateBy } from '../../../projections/duties/clocks.js';
import { managedMovesAt } from '../../../projections/managed-moves/as-at.js';
import { day, registerOf } from '../../support/history.js';
import {
  allSteps,
  flagsAbout,
  home,
  host,
  moveOf,
  onRoll,
  onTrial,
  protocol,
  referred,
  register,
  succeeded,
  tell,
  third,
  withProtocols,
} from './given.js';

describe('I04: twelve weeks of trial', () => {
  it('have the decision due twelve weeks after the first day, and overdue in weeks begun', () => {
    const pupil = onRoll();
    onTrial(pupil);
    const move = moveOf(pupil);
    expect(move?.trial).toMatchObject({
      startedOn: '2017-10-02',
      decisionDueOn: '2017-12-25',
      endedOn: null,
    });
    const late = (on: string) =>
      lateBy(day('2017-12-25'), day(on), clocks.managedMoveTrial, register.calendarOf(home)).units;
    expect([late('2017-12-25'), late('2017-12-26'), late('2018-01-08')]).toEqual([0, 1, 2]);
  });

  it('leave the main registration where it was', () => {
    const pupil = onRoll();
    onTrial(pupil);
    expect(pupil.trajectory.registrations.map(({ school, to }) => [school, to])).toEqual([[home, null]]);
    expect(pupil.trajectory.moves).toEqual([]);
  });

  it('end in success: off the home roll and on the host’s on one date', () => {
    const pupil = onRoll();
    onTrial(pupil);
    succeeded(pupil);
    expect(moveOf(pupil)).toMatchObject({
      state: 'succeeded',
      rolls: { leftHomeOn: '2017-12-18', joinedOn: '2017-12-18', agree: true },
    });
    expect(flagsAbout(pupil)).toEqual([]);
    expect(pupil.trajectory.moves).toMatchObject([{ from: home, to: host, kind: 'left' }]);
  });

  it('end in success on rolls that do not say so: recorded and flagged', () => {
    const pupil = onRoll();
    onTrial(pupil);
    tell(pupil, 'ManagedMoveSucceeded', '2017-12-18', { receivingSchool: host });
    expect(moveOf(pupil)?.state).toBe('succeeded');
    expect(pupil.flags).toContain('managed-move-not-on-rolls');
  });

  it('end in failure before or at week twelve: the home roll unchanged, the host’s ended', () => {
    const pupil = onRoll();
    onTrial(pupil);
    tell(pupil, 'ManagedMoveFailed', '2017-11-10', { reason: 'behaviour' });
    expect(pupil.flags).toContain('managed-move-not-on-rolls');
    tell(pupil, 'RemovedFromRoll', '2017-11-10', { school: host, regime: 'SI2006/1751', ground: 'c' });
    expect(moveOf(pupil)).toMatchObject({ state: 'failed', rolls: { leftHomeOn: null, agree: true } });
    expect(pupil.flags).not.toContain('managed-move-not-on-rolls');
    expect(pupil.trajectory.moves).toEqual([]);
  });

  it('may be decided late, or made longer by a review', () => {
    const late = onRoll();
    onTrial(late);
    succeeded(late, '2018-01-15');
    expect(late.flags).toContain('managed-move-decided-late');
    const extended = onRoll();
    onTrial(extended);
    tell(extended, 'ManagedMoveReviewed', '2017-12-11', { outcome: 'extended', decisionDueOn: '2018-02-02' });
    succeeded(extended, '2018-01-15');
    expect(moveOf(extended)?.trial).toMatchObject({ decisionDueOn: '2018-02-02', dueBy: 'review' });
    expect(extended.flags).not.toContain('managed-move-decided-late');
  });

  it('are made no longer by a review that is dated before their first day', () => {
    const pupil = onRoll();
    referred(pupil);
    tell(pupil, 'ManagedMoveReviewed', '2017-09-25', { outcome: 'extended', decisionDueOn: '2018-02-02' });
    tell(pupil, 'ManagedMoveTrialStarted', '2017-10-02', { receivingSchool: host });
    expect(moveOf(pupil)?.trial).toMatchObject({ decisionDueOn: '2017-12-25', dueBy: 'protocol' });
  });

  it('are due by the day that was agreed last up to the day asked for', () => {
    const pupil = onRoll();
    onTrial(pupil);
    tell(pupil, 'ManagedMoveReviewed', '2017-12-11', { outcome: 'extended', decisionDueOn: '2018-02-02' });
    tell(pupil, 'ManagedMoveReviewed', '2018-01-29', { outcome: 'extended', decisionDueOn: '2018-03-02' });
    const trialOn = (on: string) => managedMovesAt(pupil.trajectory.managedMoves, day(on))[0]?.trial;
    expect(trialOn('2017-12-10')).toMatchObject({ decisionDueOn: '2017-12-25', dueBy: 'protocol' });
    expect(trialOn('2017-12-11')).toMatchObject({ decisionDueOn: '2018-02-02', dueBy: 'review' });
    expect(trialOn('2018-01-29')?.decisionDays.map(({ dueOn }) => dueOn)).toEqual([
      '2017-12-25',
      '2018-02-02',
      '2018-03-02',
    ]);
  });

  it('are heard of by the panel when they fail, with the heads’ account', () => {
    const pupil = onRoll();
    onTrial(pupil);
    tell(pupil, 'ManagedMoveFailed', '2017-11-10', { reason: 'behaviour' });
    tell(pupil, 'ManagedMoveFailureConsidered', '2017-11-20', { headsAccountGiven: false });
    expect(moveOf(pupil)).toMatchObject({
      state: 'failure-considered',
      failure: { consideredOn: '2017-11-20' },
    });
    expect(pupil.flags).toContain('managed-move-account-missing');
  });
});

describe('I05: what has to come before', () => {
  it('is complete and in order: nothing is flagged', () => {
    const pupil = onRoll();
    onTrial(pupil);
    expect(flagsAbout(pupil)).toEqual([]);
    expect(moveOf(pupil)?.protocol).toMatchObject({ panelName: 'In-year fair access panel', trialWeeks: 12 });
  });

  it('is recorded and flagged where it is missing, step by step', () => {
    const pupil = onRoll();
    tell(pupil, 'ManagedMoveTrialStarted', '2017-10-02', { receivingSchool: host });
    expect(moveOf(pupil)).toMatchObject({ state: 'on-trial', referredOn: null });
    expect(moveOf(pupil)?.missingSteps).toEqual(allSteps.slice(0, 6));
    expect(
      flagsAbout(pupil).flatMap(({ flag, about }) => (flag === 'managed-move-step-missing' ? [about] : [])),
    ).toEqual([...allSteps.slice(0, 6)].sort());
  });

  it('is owed when the pupil comes to the host school, not before', () => {
    const pupil = onRoll();
    referred(pupil, '2017-09-11', { interventions: [], parentApprovedOn: undefined });
    expect(moveOf(pupil)?.missingSteps).toEqual([]);
    tell(pupil, 'ManagedMoveTrialStarted', '2017-10-02', { receivingSchool: host });
    expect(moveOf(pupil)?.missingSteps).toEqual(expect.arrayContaining(['interventions', 'parent-approval']));
  });

  it('is flagged out of order: the panel’s offer before the referral, the approval after it', () => {
    const offered = onRoll();
    tell(offered, 'ManagedMoveConsidered', '2017-09-04', { decision: 'offered', receivingSchool: host });
    referred(offered);
    const approved = onRoll();
    referred(approved, '2017-09-11', { parentApprovedOn: '2017-09-12' });
    for (const pupil of [offered, approved]) expect(pupil.flags).toContain('managed-move-steps-out-of-order');
  });

  it('is what guidance asks for where the authority has no protocol', () => {
    const pupil = onRoll(registerOf({ [home]: {}, [host]: {} }));
    tell(pupil, 'ManagedMoveTrialStarted', '2017-10-02', { receivingSchool: host });
    expect(moveOf(pupil)).toMatchObject({
      protocol: { setBy: null, trialWeeks: 12 },
      missingSteps: ['interventions', 'parent-approval', 'agreement'],
    });
  });

  it('is judged by the protocol that the move began under', () => {
    const changed = withProtocols(
      protocol('2015-09-01', { trialWeeks: 6, requiredSteps: [] }),
      protocol('2017-09-15', { trialWeeks: 12, requiredSteps: allSteps }),
    );
    const pupil = onRoll(changed);
    onTrial(pupil);
    expect(moveOf(pupil)).toMatchObject({
      protocol: { trialWeeks: 6 },
      trial: { decisionDueOn: '2017-11-13' },
    });
  });

  it('lacks a party, or the authority of a pupil with a plan: flagged', () => {
    const pupil = onRoll();
    pupil.report('SenProvisionChanged', { effectiveOn: '2016-09-01', senProvision: 'E' });
    referred(pupil);
    tell(pupil, 'ManagedMoveAgreed', '2017-09-22', {
      receivingSchool: host,
      agreedBy: ['home-school', 'parent'],
    });
    expect(flagsAbout(pupil).map(({ flag, about }) => [flag, about])).toEqual([
      ['managed-move-authority-not-involved', undefined],
      ['managed-move-party-missing', 'pupil'],
      ['managed-move-party-missing', 'receiving-school'],
    ]);
  });
});

describe('I06: attitudes before and after', () => {
  it('either missing is incomplete', () => {
    const pupil = onRoll();
    onTrial(pupil);
    tell(pupil, 'ManagedMoveSucceeded', '2017-12-18', { receivingSchool: host });
    expect(moveOf(pupil)?.missingSteps).toEqual(['survey-after']);
  });

  it('both there show the change', () => {
    const pupil = onRoll();
    onTrial(pupil);
    succeeded(pupil);
    expect(moveOf(pupil)?.missingSteps).toEqual([]);
    expect(moveOf(pupil)?.surveys.map(({ time, towardsSchool }) => [time, towardsSchool])).toEqual([
      ['before', 12],
      ['after', 55],
    ]);
  });
});

describe('I19: a second managed move of one pupil', () => {
  it('is flagged with its number and the days since the one before', () => {
    const pupil = onRoll();
    onTrial(pupil);
    tell(pupil, 'ManagedMoveFailed', '2017-11-10', { reason: 'behaviour' });
    expect(pupil.flags).not.toContain('managed-move-repeated');
    tell(pupil, 'ManagedMoveTrialStarted', '2018-01-10', { receivingSchool: third });
    expect(pupil.trajectory.managedMoves).toMatchObject([
      { receivingSchool: host, ordinal: 1, daysAfterPrevious: null, state: 'failed' },
      { receivingSchool: third, ordinal: 2, daysAfterPrevious: 100, state: 'on-trial' },
    ]);
    expect(pupil.trajectory.flags.find(({ flag }) => flag === 'managed-move-repeated')).toMatchObject({
      on: '2018-01-10',
      about: '2',
    });
  });

  it('is told apart though nobody reported the end of the first', () => {
    const pupil = onRoll();
    onTrial(pupil);
    tell(pupil, 'ManagedMoveTrialStarted', '2018-01-10', { receivingSchool: third });
    expect(pupil.trajectory.managedMoves.map(({ ordinal }) => ordinal)).toEqual([1, 2]);
  });

  it('is none where the panel only refused', () => {
    const pupil = onRoll();
    referred(pupil);
    tell(pupil, 'ManagedMoveConsidered', '2017-09-18', { decision: 'refused' });
    tell(pupil, 'ManagedMoveWithdrawn', '2017-09-19', { by: 'parent' });
    expect(moveOf(pupil)).toMatchObject({ state: 'withdrawn', ordinal: null });
  });
});
