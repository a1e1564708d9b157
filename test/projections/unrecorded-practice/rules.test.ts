/** Reduced timetables, informal exclusions, concerns, and officers' explanations, which count in one profile alone. */
import { classify } from '../../../projections/moves/method.js';
import { authorityOwn, classifyOwn } from '../../../projections/moves/profiles/authority-own.js';
import { epi2024 } from '../../../projections/moves/profiles/epi-2024.js';
import { asAt } from '../../../projections/trajectory/as-at.js';
import { day, registerOf, urn } from '../../support/history.js';
import { ReportedPupil } from '../../support/reported.js';

const [alder, birch] = [urn(1), urn(2)];
const register = registerOf({ [alder]: {}, [birch]: {} });

function onRoll(): ReportedPupil {
  const pupil = new ReportedPupil(register);
  pupil.report('AddedToRoll', {
    effectiveOn: '2021-09-03',
    school: alder,
    enrolmentStatus: 'C',
    ncYear: '7',
  });
  return pupil;
}

describe('A reduced timetable', () => {
  const reduce = (pupil: ReportedPupil, more: object = {}) =>
    pupil.report('ReducedTimetableStarted', {
      effectiveOn: '2024-09-09',
      school: alder,
      sessionsAWeek: 5,
      reason: 'reintegration',
      ...more,
    });
  const sound = { parentAgreed: true, plannedEnd: '2024-10-25' };

  it('with agreement, review and end raises nothing', () => {
    const pupil = onRoll();
    reduce(pupil, { ...sound, reviewBy: '2024-09-30' });
    expect(pupil.trajectory.reducedTimetables).toMatchObject([
      { state: 'reduced', to: null, reviewDue: '2024-09-30' },
    ]);
    pupil.report('ReducedTimetableReviewed', {
      effectiveOn: '2024-09-27',
      school: alder,
      outcome: 'increased',
      sessionsAWeek: 8,
    });
    pupil.report('ReducedTimetableEnded', { effectiveOn: '2024-10-18', school: alder, outcome: 'full-time' });
    expect(pupil.trajectory.reducedTimetables).toMatchObject([
      { state: 'ended', from: '2024-09-09', to: '2024-10-18', sessionsAWeek: 8, reviewDue: null },
    ]);
    expect(pupil.flags).toEqual([]);
    expect(asAt(pupil.trajectory, day('2024-09-20')).reducedTimetables).toMatchObject([
      { state: 'reduced', to: null, reviews: [] },
    ]);
  });

  it('is reviewed within six weeks by the default standard, where it names no day', () => {
    const pupil = onRoll();
    reduce(pupil, sound);
    expect(pupil.trajectory.reducedTimetables[0]).toMatchObject({ reviewDue: '2024-10-21' });
  });

  it.each([
    ['nobody agreed to', { ...sound, parentAgreed: false }, ['reduced-timetable-without-consent']],
    ['without an end', { parentAgreed: true }, ['reduced-timetable-without-end']],
    [
      'of which nobody tells either',
      {},
      ['reduced-timetable-without-consent', 'reduced-timetable-without-end'],
    ],
  ])('%s is recorded and flagged', (_, more, expected) => {
    const pupil = onRoll();
    reduce(pupil, more);
    expect(pupil.flags).toEqual(expected);
  });

  it('that outlasts its end, or lasts until the pupil leaves, says so', () => {
    const pupil = onRoll();
    reduce(pupil, sound);
    pupil.report('RemovedFromRoll', {
      effectiveOn: '2024-12-20',
      school: alder,
      regime: 'SI2024/208',
      ground: 'A',
      destination: { kind: 'school', school: birch },
    });
    expect(pupil.trajectory.reducedTimetables).toMatchObject([
      { to: '2024-12-20', ending: 'left-the-school', state: 'ended' },
    ]);
    expect(pupil.flags).toEqual(['reduced-timetable-beyond-its-end']);
  });
});

describe('An informal exclusion', () => {
  const told = { effectiveOn: '2024-10-07', school: alder, kind: 'sent-home' };

  it('is one, however many tell of it, and names them', () => {
    const pupil = onRoll();
    pupil.report('InformalExclusionReported', { ...told, reportedBy: 'parent', sessions: 2 });
    pupil.report('InformalExclusionReported', { ...told, reportedBy: 'social-worker', endsOn: '2024-10-08' });
    expect(pupil.trajectory.informalExclusions).toMatchObject([
      { from: '2024-10-07', to: '2024-10-08', sessions: 2, reportedBy: ['parent', 'social-worker'] },
    ]);
    expect(pupil.trajectory.exclusions).toEqual([]);
    expect(pupil.flags).toEqual(['informal-exclusion-reported']);
  });

  it('is none where the school did record a suspension that day', () => {
    const pupil = onRoll();
    pupil.report('InformalExclusionReported', { ...told, reportedBy: 'parent' });
    pupil.report('Suspended', {
      effectiveOn: '2024-10-07',
      school: alder,
      category: 'SUSP',
      reasons: ['DB'],
      lengthSessions: 2,
    });
    expect(pupil.flags).toEqual([]);
  });
});

describe('A concern', () => {
  const raised = { effectiveOn: '2024-10-07', kind: 'off-rolling', raisedBy: 'parent', school: alder };

  it('is open until it is substantiated or dismissed, named by its entry or by kind and day', () => {
    const pupil = onRoll();
    const concern = pupil.report('ConcernRaised', raised);
    pupil.report('ConcernRaised', { ...raised, kind: 'safeguarding', raisedBy: 'school' });
    expect(pupil.trajectory.concerns.map(({ state }) => state)).toEqual(['open', 'open']);
    const resolved = { effectiveOn: '2024-11-18', resolvedBy: 'local-authority' };
    pupil.report('ConcernResolved', { ...resolved, concern, outcome: 'substantiated' });
    pupil.report('ConcernResolved', {
      ...resolved,
      kind: 'safeguarding',
      raisedOn: '2024-10-07',
      outcome: 'dismissed',
    });
    expect(pupil.trajectory.concerns.map(({ kind, state }) => [kind, state])).toEqual([
      ['off-rolling', 'substantiated'],
      ['safeguarding', 'dismissed'],
    ]);
    expect(pupil.flags).toEqual([]);
  });

  it('that nobody raised may be resolved all the same, and is flagged', () => {
    const pupil = onRoll();
    pupil.report('ConcernResolved', {
      effectiveOn: '2024-11-18',
      kind: 'off-rolling',
      outcome: 'dismissed',
      resolvedBy: 'local-authority',
    });
    expect(pupil.flags).toEqual(['resolution-of-nothing']);
  });
});

describe('An officer’s explanation of a move', () => {
  function moved(): ReportedPupil {
    const pupil = onRoll();
    pupil.report('RemovedFromRoll', {
      effectiveOn: '2024-11-08',
      school: alder,
      regime: 'SI2024/208',
      ground: 'A',
      destination: { kind: 'school', school: birch },
    });
    pupil.report('AddedToRoll', { effectiveOn: '2024-11-11', school: birch, enrolmentStatus: 'C' });
    return pupil;
  }
  const explanation = {
    effectiveOn: '2025-01-20',
    school: alder,
    leftOn: '2024-11-08',
    reason: 'parental-choice',
    evidence: 'letter-of-parent',
  };
  const classes = ({ trajectory }: ReportedPupil, on?: string) => {
    const read = on === undefined ? trajectory : asAt(trajectory, day(on));
    const [move] = read.moves;
    if (!move) throw new RangeError('nobody moved');
    const each = { move, trajectory: read, register };
    return [classify(epi2024, each).class, classifyOwn(each).class];
  };

  it('counts in the authority’s own profile, and changes no published method’s class', () => {
    const pupil = moved();
    expect(classes(pupil)).toEqual(['unexplained', 'unexplained']);
    pupil.report('MoveExplained', explanation);
    expect(classes(pupil)).toEqual(['unexplained', 'explained']);
    expect(authorityOwn).toMatchObject({ name: 'authority-own', over: { name: 'EPI-2024' } });
  });

  it('counts from the day on which it was given', () => {
    const pupil = moved();
    pupil.report('MoveExplained', explanation);
    expect(classes(pupil, '2025-01-19')).toEqual(['unexplained', 'unexplained']);
    expect(classes(pupil, '2025-01-20')).toEqual(['unexplained', 'explained']);
  });

  it('without evidence explains nothing; of two the later stands', () => {
    const pupil = moved();
    pupil.report('MoveExplained', explanation);
    pupil.report('MoveExplained', { ...explanation, effectiveOn: '2025-02-03', evidence: 'none' });
    expect(classes(pupil)).toEqual(['unexplained', 'unexplained']);
  });

  it('of a leaving that nobody reported is flagged', () => {
    const pupil = onRoll();
    pupil.report('MoveExplained', explanation);
    expect(pupil.flags).toEqual(['explanation-of-nothing']);
  });
});
