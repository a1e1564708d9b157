/** Rule tests I13 and I14 of the requirements, and the rules of home education beside them. */
import { asAuthorityCode, authorityStream } from '../../../events/identifiers.js';
import { classify } from '../../../projections/moves/method.js';
import { epi2024 } from '../../../projections/moves/profiles/epi-2024.js';
import { asAt } from '../../../projections/trajectory/as-at.js';
import { day, fact, registerOf, urn } from '../../support/history.js';
import { ReportedPupil } from '../../support/reported.js';

const [alder, birch, hazel] = [urn(1), urn(2), urn(3)];
const camden = asAuthorityCode('E09000007');
const standard = (
  name: 'home-education-return-window' | 'child-protection-consent',
  from: string,
  length?: number,
) =>
  fact(
    'LocalStandardSet',
    { effectiveOn: day(from), standard: name, ...(length && { length }) },
    authorityStream(camden),
  );
const schools = { [alder]: {}, [birch]: {}, [hazel]: { type: 'special' as const } };
const register = registerOf(schools);

function onRoll(against = register, school = alder): ReportedPupil {
  const pupil = new ReportedPupil(against);
  pupil.report('AddedToRoll', { effectiveOn: '2020-09-03', school, enrolmentStatus: 'C', ncYear: '7' });
  return pupil;
}
const notify = (pupil: ReportedPupil, effectiveOn: string, more: object = {}) =>
  pupil.report('HomeEducationNotified', {
    effectiveOn,
    school: alder,
    notifiedBy: 'parent',
    letter: 'parent',
    ...more,
  });
const leave = (pupil: ReportedPupil, effectiveOn: string, school = alder) =>
  pupil.report('RemovedFromRoll', {
    effectiveOn,
    school,
    regime: 'SI2024/208',
    ground: 'F',
    destination: { kind: 'home-education' },
  });
const join = (pupil: ReportedPupil, effectiveOn: string, school = alder) =>
  pupil.report('AddedToRoll', { effectiveOn, school, enrolmentStatus: 'C' });

describe('I13: the way back from home education', () => {
  it('is open for the window of the authority, counted in school days, and restores to the school left', () => {
    const pupil = onRoll();
    notify(pupil, '2024-11-04');
    leave(pupil, '2024-11-08');
    pupil.report('ReturnRequested', { effectiveOn: '2024-11-20', requestedBy: 'parent' });
    join(pupil, '2024-11-25');
    expect(pupil.trajectory.homeEducation).toMatchObject([
      {
        school: alder,
        startedOn: '2024-11-09',
        endedOn: '2024-11-24',
        returnWindow: {
          schoolDays: 20,
          lastDay: '2024-12-06',
          standardByDefault: true,
          byDefaultCalendar: true,
        },
        returned: { on: '2024-11-25', to: alder, toSchoolLeft: true, withinWindow: true, daysAtHome: 16 },
        state: 'returned',
      },
    ]);
  });

  it.each([
    ['2024-12-06', true],
    ['2024-12-09', false],
  ])('on the last day and a school day later: %s', (on, withinWindow) => {
    const pupil = onRoll();
    leave(pupil, '2024-11-08');
    join(pupil, on, birch);
    expect(pupil.trajectory.homeEducation[0]?.returned).toMatchObject({ withinWindow, toSchoolLeft: false });
  });

  it('has the length that the authority set, from the day on which it set it', () => {
    const shorter = registerOf(schools, [standard('home-education-return-window', '2024-10-01', 5)]);
    const windowOf = (on: string) => {
      const pupil = onRoll(shorter);
      leave(pupil, on);
      return pupil.trajectory.homeEducation[0]?.returnWindow;
    };
    expect(windowOf('2024-11-08')).toMatchObject({
      schoolDays: 5,
      lastDay: '2024-11-15',
      standardByDefault: false,
    });
    expect(windowOf('2024-09-20')).toMatchObject({ schoolDays: 20, standardByDefault: true });
  });

  it('is flagged where it was short, and where home education came again', () => {
    const pupil = onRoll();
    leave(pupil, '2024-11-08');
    join(pupil, '2024-12-02');
    expect(pupil.flags).toEqual(['home-education-short-cycle']);
    leave(pupil, '2025-02-07');
    expect(pupil.trajectory.homeEducation.map(({ number, state }) => [number, state])).toEqual([
      [1, 'returned'],
      [2, 'at-home'],
    ]);
    expect(pupil.flags).toEqual(['home-education-short-cycle', 'home-education-repeated']);
  });

  it('is no short cycle after a long time at home', () => {
    const pupil = onRoll();
    leave(pupil, '2023-11-08');
    join(pupil, '2024-12-02');
    expect(pupil.flags).not.toContain('home-education-short-cycle');
  });
});

describe('I14: leavings that are no off-rolling, and those that raise a concern', () => {
  const classes = (pupil: ReportedPupil) => {
    const { trajectory } = pupil;
    return trajectory.moves.map((move) => classify(epi2024, { move, trajectory, register }).class);
  };

  it('home education of the family’s own choice raises no concern, and is no unexplained move', () => {
    const pupil = onRoll();
    notify(pupil, '2024-11-04', { reason: 'PHI' });
    leave(pupil, '2024-11-08');
    expect(pupil.trajectory.homeEducation[0]?.pressure).toEqual([]);
    expect(pupil.flags).toEqual([]);
    expect(classes(pupil)).toEqual(['out-of-scope']);
  });

  it('a formal permanent exclusion that is carried out raises none either', () => {
    const pupil = onRoll();
    const about = { school: alder, excludedOn: '2024-11-04' };
    pupil.report('PermanentlyExcluded', { effectiveOn: '2024-11-04', school: alder, reasons: ['PP'] });
    pupil.report('ExclusionReviewed', { effectiveOn: '2024-11-20', ...about, review: 'GB', outcome: 'ANO' });
    pupil.report('RemovedFromRoll', {
      effectiveOn: '2024-12-20',
      school: alder,
      regime: 'SI2024/208',
      ground: 'O',
      destination: { kind: 'school', school: birch },
    });
    expect(pupil.flags).toEqual([]);
    expect(classes(pupil)).toEqual(['out-of-scope']);
  });

  it.each([
    ['after a threat that the family tells of', { exclusionThreatened: true }, 'after-threat'],
    ['by a standard letter', { letter: 'pro-forma' }, 'letter-not-the-parents'],
    ['by a letter that the school prepared', { letter: 'school-prepared' }, 'letter-not-the-parents'],
    ['on the school’s suggestion', { reason: 'SCH' }, 'reason-names-the-school'],
  ])('home education %s is a concern with its evidence', (_, notice, sign) => {
    const pupil = onRoll();
    const entry = notify(pupil, '2024-11-04', notice);
    leave(pupil, '2024-11-08');
    expect(pupil.trajectory.homeEducation[0]?.pressure).toEqual([
      { sign, on: '2024-11-04', evidence: [entry] },
    ]);
    expect(pupil.flags).toEqual(['sign-of-pressure']);
    expect(classes(pupil)).toEqual(['out-of-scope']);
  });

  it('so is one after a suspension, and after a threat on record that nobody dismissed', () => {
    const pupil = onRoll();
    const suspension = pupil.report('Suspended', {
      effectiveOn: '2024-10-01',
      school: alder,
      category: 'SUSP',
      reasons: ['DB'],
      lengthSessions: 4,
    });
    const threat = pupil.report('ConcernRaised', {
      effectiveOn: '2024-10-15',
      kind: 'exclusion-threatened',
      raisedBy: 'parent',
      school: alder,
    });
    notify(pupil, '2024-11-04');
    expect(pupil.trajectory.homeEducation[0]?.pressure).toEqual([
      { sign: 'after-exclusion', on: '2024-11-04', evidence: [suspension] },
      { sign: 'after-threat', on: '2024-11-04', evidence: [threat] },
    ]);
    pupil.report('ConcernResolved', {
      effectiveOn: '2024-12-01',
      concern: threat,
      outcome: 'dismissed',
      resolvedBy: 'local-authority',
    });
    expect(pupil.trajectory.homeEducation[0]?.pressure.map(({ sign }) => sign)).toEqual(['after-exclusion']);
  });
});

describe('Consent to home education', () => {
  it('is asked for a pupil of a special school, and flagged where it was not given', () => {
    const pupil = onRoll(register, hazel);
    leave(pupil, '2024-11-08', hazel);
    expect(pupil.trajectory.homeEducation[0]?.consents).toMatchObject([
      { ground: 'special-school', decision: null, askedBy: expect.stringContaining('reg 9') },
    ]);
    expect(pupil.flags).toEqual(['home-education-without-consent']);
  });

  it('given beforehand leaves nothing to flag; refused, the leaving is out of course too', () => {
    const decide = (decision: string) => {
      const pupil = onRoll(register, hazel);
      notify(pupil, '2024-10-01', { school: hazel });
      pupil.report('HomeEducationConsentDecided', {
        effectiveOn: '2024-10-21',
        requestedOn: '2024-10-01',
        school: hazel,
        ground: 'special-school',
        decision,
      });
      leave(pupil, '2024-11-08', hazel);
      return pupil.flags;
    };
    expect(decide('granted')).toEqual([]);
    expect(decide('refused').sort()).toEqual([
      'home-education-out-of-course',
      'home-education-without-consent',
    ]);
  });

  it('is asked for a child under child protection from the day of commencement on, and not before', () => {
    const commenced = registerOf(schools, [standard('child-protection-consent', '2027-09-01')]);
    const leaving = (on: string, against = commenced) => {
      const pupil = onRoll(against);
      pupil.report('SocialCareStatusChanged', {
        effectiveOn: '2024-01-08',
        status: 'CP',
        responsibleAuthority: camden,
      });
      leave(pupil, on);
      return pupil.trajectory.homeEducation[0]?.consents.map(({ ground }) => ground);
    };
    expect(leaving('2027-08-31')).toEqual([]);
    expect(leaving('2027-09-01')).toEqual(['child-protection']);
    expect(leaving('2027-09-01', register)).toEqual([]);
  });

  it('has nothing to do with a child in need', () => {
    const commenced = registerOf(schools, [standard('child-protection-consent', '2027-09-01')]);
    const pupil = onRoll(commenced);
    pupil.report('SocialCareStatusChanged', {
      effectiveOn: '2024-01-08',
      status: 'CIN',
      responsibleAuthority: camden,
    });
    leave(pupil, '2027-10-01');
    expect(pupil.flags).toEqual([]);
  });
});

describe('Education at home that is not suitable', () => {
  it('makes the child one missing education, until it is found suitable', () => {
    const pupil = onRoll();
    leave(pupil, '2024-11-08');
    const review = pupil.report('HomeEducationReviewed', {
      effectiveOn: '2025-01-20',
      suitability: 'unsuitable',
    });
    expect(pupil.trajectory.homeEducation[0]).toMatchObject({ state: 'unsuitable' });
    expect(pupil.trajectory.missingEducation).toMatchObject([
      {
        because: 'found-unsuitable',
        school: alder,
        from: '2025-01-20',
        to: null,
        state: 'reported',
        evidence: [review],
      },
    ]);
    pupil.report('HomeEducationReviewed', { effectiveOn: '2025-05-12', suitability: 'suitable' });
    expect(pupil.trajectory.missingEducation).toMatchObject([{ to: '2025-05-12', state: 'in-education' }]);
  });

  it('leads to a notice of at least 15 days, an order, and a school', () => {
    const pupil = onRoll();
    leave(pupil, '2024-11-08');
    pupil.report('EducationNoticeServed', {
      effectiveOn: '2025-02-03',
      authority: camden,
      answerBy: '2025-02-17',
    });
    pupil.report('SchoolAttendanceOrderMade', {
      effectiveOn: '2025-02-24',
      authority: camden,
      school: birch,
    });
    expect(pupil.flags).toEqual([]);
    join(pupil, '2025-03-10', birch);
    expect(pupil.trajectory.attendanceOrders).toMatchObject([
      { noticeServedOn: '2025-02-03', orderMadeOn: '2025-02-24', school: birch, state: 'at-school' },
    ]);
    expect(asAt(pupil.trajectory, day('2025-02-10')).attendanceOrders).toMatchObject([
      { orderMadeOn: null, school: null, joined: null, state: 'notice-served' },
    ]);
  });

  it.each([
    ['a notice of 14 days', { answerBy: '2025-02-16' }, '2025-02-24', ['education-notice-too-short']],
    [
      'an order on the notice’s last day',
      { answerBy: '2025-02-17' },
      '2025-02-17',
      ['attendance-order-early'],
    ],
    ['an order before any day was named', {}, '2025-02-17', ['attendance-order-early']],
  ])('%s is recorded and flagged', (_, notice, orderOn, expected) => {
    const pupil = onRoll();
    pupil.report('EducationNoticeServed', { effectiveOn: '2025-02-03', authority: camden, ...notice });
    pupil.report('SchoolAttendanceOrderMade', { effectiveOn: orderOn, authority: camden, school: birch });
    expect(pupil.flags).toEqual(expected);
  });

  it('with an order and no notice is recorded, out of course', () => {
    const pupil = onRoll();
    pupil.report('SchoolAttendanceOrderMade', {
      effectiveOn: '2025-02-17',
      authority: camden,
      school: birch,
    });
    expect(pupil.flags).toEqual(['attendance-order-out-of-course']);
  });
});

it('An end that is reported after the roll was joined belongs to the time that it ended', () => {
  const pupil = onRoll();
  leave(pupil, '2023-11-08');
  join(pupil, '2024-11-25', birch);
  pupil.report('HomeEducationEnded', { effectiveOn: '2024-11-27', outcome: 'returned-to-school' });
  expect(pupil.trajectory.homeEducation).toMatchObject([
    { endedOn: '2024-11-24', ending: 'returned-to-school', state: 'returned' },
  ]);
});

it('A child who was never at a school is educated at home all the same', () => {
  const pupil = new ReportedPupil(register);
  pupil.report('HomeEducationStarted', { effectiveOn: '2024-09-02', authority: camden });
  pupil.report('HomeEducationReviewed', { effectiveOn: '2025-01-20', suitability: 'suitable' });
  expect(pupil.trajectory.homeEducation).toMatchObject([
    { school: null, authority: camden, startedOn: '2024-09-02', returnWindow: null, state: 'suitable' },
  ]);
});
