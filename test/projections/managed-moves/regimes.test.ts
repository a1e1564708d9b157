/** The two regimes of managed moves by date, what was sustained, and a move as at a day. */
import { heldAsAt } from '../../../projections/managed-moves/outcomes.js';
import { asAt } from '../../../projections/trajectory/as-at.js';
import { day, urn } from '../../support/history.js';
import { ReportedPupil } from '../../support/reported.js';
import { home, host, moveOf, onRoll, onTrial, referred, register, succeeded, tell } from './given.js';

describe('the two regimes', () => {
  it.each([
    ['2022-12-31', 'trial-before-move', []],
    ['2023-01-01', 'trial-before-move', ['managed-move-trial-advised-against']],
    ['2026-07-25', 'trial-before-move', ['managed-move-trial-advised-against']],
    ['2026-07-26', 'no-trial', ['managed-move-trial-after-2026']],
  ])('a trial that began on %s is judged as %s', (on, regime, flags) => {
    const pupil = onRoll();
    tell(pupil, 'ManagedMoveTrialStarted', on, { receivingSchool: host });
    expect(moveOf(pupil)?.regime).toBe(regime);
    expect(pupil.flags.filter((flag) => flag.startsWith('managed-move-trial'))).toEqual(flags);
  });

  it('a trial that is live on 26 July 2026 stays under the rule that it began under', () => {
    const pupil = onRoll();
    tell(pupil, 'ManagedMoveTrialStarted', '2026-06-15', { receivingSchool: host });
    tell(pupil, 'ManagedMoveSucceeded', '2026-09-07', { receivingSchool: host });
    expect(moveOf(pupil)).toMatchObject({
      regime: 'trial-before-move',
      trial: { decisionDueOn: '2026-09-07' },
      state: 'succeeded',
    });
    expect(pupil.flags).not.toContain('managed-move-trial-after-2026');
  });

  it('one referred before and agreed after is judged by the new rule', () => {
    const pupil = onRoll();
    referred(pupil, '2026-07-01');
    tell(pupil, 'ManagedMoveAgreed', '2026-09-10', {
      receivingSchool: host,
      agreedBy: ['home-school', 'receiving-school', 'parent', 'pupil'],
    });
    expect(moveOf(pupil)?.regime).toBe('no-trial');
  });

  it('from then on a direction to the school may come before, and the two name each other', () => {
    const pupil = onRoll();
    const started = tell(pupil, 'OffSiteDirectionStarted', '2026-09-14', {
      provider: { school: host },
      reason: 'trial-of-school',
      pattern: 'full-time',
      registration: 'dual',
      plannedEndOn: '2026-12-04',
    });
    tell(pupil, 'OffSiteDirectionEnded', '2026-12-04', { followedBy: 'managed-move' });
    tell(pupil, 'ManagedMoveSucceeded', '2026-12-07', { receivingSchool: host });
    const { managedMoves, placements } = pupil.trajectory;
    expect(managedMoves).toMatchObject([{ regime: 'no-trial', trial: null, direction: started, ordinal: 1 }]);
    expect(placements[0]?.managedMove).toBe(managedMoves[0]?.evidence[0]);
    expect(pupil.flags).not.toContain('managed-move-trial-after-2026');
  });
});

describe('six and twelve months after', () => {
  const held = (pupil: ReportedPupil, on: string) =>
    moveOf(pupil)?.followUps.map((followUp) => heldAsAt(followUp, day(on)));

  it('are sustained while the host’s roll has the pupil, told for a day', () => {
    const pupil = onRoll();
    onTrial(pupil);
    succeeded(pupil);
    expect(moveOf(pupil)?.followUps.map(({ dueOn }) => dueOn)).toEqual(['2018-06-18', '2018-12-18']);
    expect(held(pupil, '2018-06-17')).toEqual(['not-yet', 'not-yet']);
    expect(held(pupil, '2018-06-18')).toEqual(['sustained', 'not-yet']);
    tell(pupil, 'RemovedFromRoll', '2018-09-28', { school: host, regime: 'SI2006/1751', ground: 'b' });
    expect(held(pupil, '2019-01-01')).toEqual(['sustained', 'not-sustained']);
  });

  it('are what somebody reported where the roll is out of sight; the roll stands before a report', () => {
    const pupil = onRoll();
    tell(pupil, 'ManagedMoveSucceeded', '2017-12-18', { receivingSchool: urn(9) });
    expect(held(pupil, '2019-01-01')).toEqual(['not-known', 'not-known']);
    tell(pupil, 'ManagedMoveOutcomeReported', '2018-06-20', { months: 6, sustained: true });
    expect(held(pupil, '2019-01-01')).toEqual(['sustained', 'not-known']);
    const seen = onRoll();
    onTrial(seen);
    succeeded(seen);
    tell(seen, 'ManagedMoveOutcomeReported', '2018-06-20', { months: 6, sustained: false });
    expect(held(seen, '2019-01-01')).toEqual(['sustained', 'sustained']);
    expect(seen.flags).toContain('managed-move-outcome-differs');
  });

  it('end with schooling: no failure of the move', () => {
    const pupil = new ReportedPupil(register);
    pupil.report('AddedToRoll', {
      effectiveOn: '2013-09-03',
      school: home,
      enrolmentStatus: 'C',
      ncYear: '7',
    });
    tell(pupil, 'RemovedFromRoll', '2018-01-08', { regime: 'SI2006/1751', ground: 'b' });
    tell(pupil, 'AddedToRoll', '2018-01-08', { school: host, enrolmentStatus: 'C', ncYear: '11' });
    tell(pupil, 'ManagedMoveSucceeded', '2018-01-08', { receivingSchool: host });
    tell(pupil, 'RemovedFromRoll', '2018-06-29', { school: host, regime: 'SI2006/1751', ground: 'k' });
    expect(held(pupil, '2019-02-01')).toEqual(['schooling-ended', 'schooling-ended']);
  });
});

it('as at a day a move has come as far as it had then', () => {
  const pupil = onRoll();
  onTrial(pupil);
  succeeded(pupil);
  const at = (on: string) => asAt(pupil.trajectory, day(on)).managedMoves[0];
  expect(at('2017-09-20')).toMatchObject({ state: 'offered', agreement: null, trial: null, decidedOn: null });
  expect(at('2017-11-01')).toMatchObject({ state: 'on-trial', trial: { endedOn: null }, followUps: [] });
  expect(at('2017-12-18')).toMatchObject({ state: 'succeeded', trial: { endedOn: '2017-12-18' } });
  expect(at('2017-09-10')).toBeUndefined();
});
