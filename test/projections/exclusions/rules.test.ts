/** Rule tests I01, I02, I03, I07, I21 and I22 of the requirements, as the decisions correct them. */
import { exclusionTermOf } from '../../../events/calendar/exclusion-term.js';
import { calendarStream, asAuthorityCode } from '../../../events/identifiers.js';
import { day, fact, registerOf, urn } from '../../support/history.js';
import { ReportedPupil } from '../../support/reported.js';

const [alder, birch, pru] = [urn(1), urn(2), urn(3)];
const camden = asAuthorityCode('E09000007');
const calendar = fact(
  'TermDatesSet',
  {
    effectiveOn: day('2024-06-01'),
    authority: camden,
    schoolYear: '2024/25',
    terms: [
      { startsOn: day('2024-09-03'), endsOn: day('2024-12-20') },
      { startsOn: day('2025-01-06'), endsOn: day('2025-04-04') },
      { startsOn: day('2025-04-22'), endsOn: day('2025-07-22') },
    ],
    closures: [
      { kind: 'half-term', startsOn: day('2024-10-28'), endsOn: day('2024-11-01') },
      { kind: 'half-term', startsOn: day('2025-02-17'), endsOn: day('2025-02-21') },
      { kind: 'half-term', startsOn: day('2025-05-26'), endsOn: day('2025-05-30') },
      { kind: 'inset', startsOn: day('2024-11-29'), endsOn: day('2024-11-29') },
    ],
  },
  calendarStream(camden, '2024/25'),
);
const register = registerOf({ [alder]: {}, [birch]: {}, [pru]: { type: 'alternative-provision' } }, [
  calendar,
]);

function onRoll(school = alder): ReportedPupil {
  const pupil = new ReportedPupil(register);
  pupil.report('AddedToRoll', { effectiveOn: '2020-09-03', school, enrolmentStatus: 'C', ncYear: '7' });
  return pupil;
}
const suspend = (pupil: ReportedPupil, effectiveOn: string, days: number, more: object = {}) =>
  pupil.report('Suspended', {
    effectiveOn,
    school: alder,
    category: 'SUSP',
    reasons: ['DB'],
    lengthSessions: days * 2,
    ...more,
  });
const exclude = (pupil: ReportedPupil, effectiveOn: string, more: object = {}) =>
  pupil.report('PermanentlyExcluded', { effectiveOn, school: alder, reasons: ['PP'], ...more });

describe('I01: 45 days of suspension in a school year', () => {
  it('44 leave one; 45 are lawful; 46 are recorded and flagged', () => {
    const pupil = onRoll();
    suspend(pupil, '2024-09-09', 44);
    expect(pupil.trajectory.exclusions.at(-1)).toMatchObject({ sessionsInYear: 88 });
    suspend(pupil, '2025-01-13', 1);
    expect(pupil.flags).not.toContain('suspended-beyond-45-days');
    suspend(pupil, '2025-02-03', 1);
    expect(pupil.trajectory.exclusions.at(-1)).toMatchObject({ sessionsInYear: 92 });
    expect(pupil.flags).toContain('suspended-beyond-45-days');
  });

  it('follow the pupil to another school, and begin anew with the school’s own first term', () => {
    const pupil = onRoll();
    suspend(pupil, '2024-09-02', 44);
    suspend(pupil, '2024-09-03', 44);
    expect(pupil.flags).not.toContain('suspended-beyond-45-days');
    pupil.report('RemovedFromRoll', {
      effectiveOn: '2025-01-03',
      school: alder,
      regime: 'SI2024/208',
      ground: 'A',
    });
    pupil.report('AddedToRoll', { effectiveOn: '2025-01-06', school: birch, enrolmentStatus: 'C' });
    suspend(pupil, '2025-03-03', 1.5, { school: birch });
    expect(pupil.trajectory.exclusions.map(({ sessionsInYear }) => sessionsInYear)).toEqual([88, 88, 91]);
    expect(pupil.flags).toContain('suspended-beyond-45-days');
  });

  it('take in the days missed by a permanent exclusion that was cancelled', () => {
    const pupil = onRoll();
    suspend(pupil, '2024-09-09', 44);
    exclude(pupil, '2025-01-13');
    pupil.report('ExclusionCancelled', {
      effectiveOn: '2025-01-15',
      school: alder,
      excludedOn: '2025-01-13',
    });
    expect(pupil.trajectory.exclusions.at(-1)).toMatchObject({ sessionsOut: 4, sessionsInYear: 92 });
    expect(pupil.flags).toEqual(
      expect.arrayContaining(['suspended-beyond-45-days', 'cancelled-beyond-45-days']),
    );
  });
});

describe('I02: education from the sixth school day', () => {
  const sixthDays = (pupil: ReportedPupil) => pupil.trajectory.sixthDays;

  it('is not owed of five days', () => {
    const pupil = onRoll();
    suspend(pupil, '2024-10-07', 5);
    expect(sixthDays(pupil)).toMatchObject([{ dueOn: null, schoolDays: 5, daysWithoutEducation: 5 }]);
  });

  it('is owed by the school of six, on the sixth', () => {
    const pupil = onRoll();
    suspend(pupil, '2024-10-07', 6);
    expect(sixthDays(pupil)).toMatchObject([
      {
        dueOn: '2024-10-14',
        to: '2024-10-14',
        dutyHolder: { kind: 'school', school: alder },
        byDefault: false,
      },
    ]);
  });

  it('counts neither weekends nor half-terms nor INSET days', () => {
    const pupil = onRoll();
    suspend(pupil, '2024-10-24', 6);
    suspend(pupil, '2024-11-25', 6);
    expect(sixthDays(pupil).map(({ dueOn }) => dueOn)).toEqual(['2024-11-07', '2024-12-03']);
  });

  it('is owed by the home authority after a permanent exclusion, until the pupil is on another roll', () => {
    const pupil = onRoll();
    exclude(pupil, '2025-03-03');
    expect(sixthDays(pupil)).toMatchObject([
      {
        of: 'permanent-exclusion',
        dueOn: '2025-03-10',
        to: null,
        daysWithoutEducation: null,
        dutyHolder: { kind: 'authority', authority: camden },
      },
    ]);
    pupil.report('AddedToRoll', { effectiveOn: '2025-03-17', school: pru, enrolmentStatus: 'C' });
    expect(sixthDays(pupil)).toMatchObject([{ to: '2025-03-16', schoolDays: 10, daysWithoutEducation: 10 }]);
  });

  it('is owed by the authority of a pupil referral unit’s suspensions', () => {
    const pupil = onRoll(pru);
    suspend(pupil, '2024-10-07', 6, { school: pru });
    expect(sixthDays(pupil)).toMatchObject([{ dutyHolder: { kind: 'authority', authority: camden } }]);
  });

  it('is met by what is in place on that day, and told as late the day after', () => {
    const arranged = (effectiveOn: string) => {
      const pupil = onRoll();
      suspend(pupil, '2024-10-07', 10);
      pupil.report('SixthDayEducationArranged', {
        effectiveOn,
        school: alder,
        arrangedBy: 'school',
        provider: 'alternative-provision',
        hours: 'full-time',
      });
      return { flags: pupil.flags, without: sixthDays(pupil)[0]?.daysWithoutEducation };
    };
    expect(arranged('2024-10-14')).toEqual({ flags: [], without: 5 });
    expect(arranged('2024-10-15')).toEqual({ flags: ['sixth-day-education-late'], without: 6 });
  });

  it('is not owed outside compulsory school age, nor of Year 11 with no examinations left', () => {
    const sixteen = onRoll();
    sixteen.born(2008, 10);
    exclude(sixteen, '2025-07-01');
    expect(sixthDays(sixteen)).toMatchObject([{ exemption: 'outside-compulsory-school-age' }]);
    const yearEleven = onRoll();
    suspend(yearEleven, '2025-06-23', 6, { examinationsLeft: false });
    expect(sixthDays(yearEleven)).toMatchObject([{ dueOn: '2025-06-30', exemption: 'no-examinations-left' }]);
  });

  it('may be part-time by an EHC plan only', () => {
    const flagsOf = (hours: string) => {
      const pupil = onRoll();
      suspend(pupil, '2024-10-07', 10);
      const education = {
        effectiveOn: '2024-10-14',
        school: alder,
        arrangedBy: 'school',
        provider: 'tuition',
      };
      pupil.report('SixthDayEducationArranged', { ...education, hours });
      return pupil.flags;
    };
    expect(flagsOf('set-by-ehc-plan')).toEqual([]);
    expect(flagsOf('part-time')).toEqual(['sixth-day-education-part-time']);
  });
});

describe('I03: stacked short suspensions', () => {
  const weeks = ['2024-09-09', '2024-09-16', '2024-09-23', '2024-09-30', '2024-10-07'];
  const more = ['2024-10-14', '2024-10-21', '2024-11-04', '2024-11-11'];

  it('nine of five days back to back owe education from the sixth day on', () => {
    const pupil = onRoll();
    for (const monday of [...weeks, ...more]) suspend(pupil, monday, 5);
    expect(pupil.trajectory.sixthDays).toMatchObject([
      { from: '2024-09-09', to: '2024-11-15', schoolDays: 45, dueOn: '2024-09-16', daysWithoutEducation: 45 },
    ]);
    expect(pupil.inReverse().trajectory.sixthDays).toMatchObject(
      pupil.trajectory.sixthDays.map(({ from, dueOn }) => ({ from, dueOn })),
    );
  });

  it('nine with days in school between owe none: their days without provision are told', () => {
    const pupil = onRoll();
    const apart = ['2024-09-04', '2024-09-16', '2024-09-24', '2024-10-03', '2024-10-14', '2024-11-04'];
    for (const start of [...apart, '2024-11-13', '2024-12-02', '2024-12-11']) suspend(pupil, start, 5);
    const { sixthDays } = pupil.trajectory;
    expect(sixthDays.map(({ dueOn }) => dueOn)).toEqual(Array(9).fill(null));
    expect(sixthDays.reduce((sum, run) => sum + (run.daysWithoutEducation ?? 0), 0)).toBe(45);
    expect(pupil.flags).not.toContain('suspended-beyond-45-days');
  });
});

describe('the term thresholds of 5 and 15 days', () => {
  const thresholds = (pupil: ReportedPupil) =>
    pupil.trajectory.exclusions.map(({ boardThreshold }) => boardThreshold);

  it('are crossed by more than 5.0 and more than 15.0', () => {
    const pupil = onRoll();
    suspend(pupil, '2024-09-09', 5);
    suspend(pupil, '2024-10-07', 0.5, { category: 'LNCH' });
    suspend(pupil, '2024-11-04', 9.5);
    suspend(pupil, '2024-12-02', 0.5);
    expect(thresholds(pupil)).toEqual([null, 'over-5-days', 'over-5-days', 'over-15-days']);
  });

  it('begin anew after 31 December and after Easter Sunday, with the days that lie there', () => {
    const pupil = onRoll();
    suspend(pupil, '2024-12-16', 8);
    suspend(pupil, '2025-04-22', 5);
    const [first, second] = pupil.trajectory.exclusions;
    expect(first?.terms.map(({ endsOn, sessions }) => [endsOn, sessions])).toEqual([
      ['2024-12-31', 10],
      ['2025-04-20', 6],
    ]);
    expect(second?.terms).toMatchObject([{ startsOn: '2025-04-21', sessionsSoFar: 10 }]);
    expect(thresholds(pupil)).toEqual([null, null]);
    expect(exclusionTermOf(day('2025-04-20'), register.calendarOf(alder)).endsOn).toBe('2025-04-20');
  });
});

describe('I07: a permanent exclusion ends in removal from the roll', () => {
  const remove = (pupil: ReportedPupil, effectiveOn: string) =>
    pupil.report('RemovedFromRoll', { effectiveOn, school: alder, regime: 'SI2024/208', ground: 'O' });
  const review = (pupil: ReportedPupil, effectiveOn: string, reviewed: string, outcome: string) =>
    pupil.report('ExclusionReviewed', {
      effectiveOn,
      school: alder,
      excludedOn: '2025-01-13',
      review: reviewed,
      outcome,
    });
  const excluded = () => {
    const pupil = onRoll();
    exclude(pupil, '2025-01-13');
    return pupil;
  };
  const deletionFlags = (pupil: ReportedPupil) => pupil.flags.filter((flag) => flag.startsWith('deleted-'));

  it('after the panel upheld it, in order', () => {
    const pupil = excluded();
    review(pupil, '2025-01-30', 'GB', 'DNO');
    review(pupil, '2025-02-10', 'IRP', 'GNO');
    review(pupil, '2025-03-10', 'IRP', 'INO');
    remove(pupil, '2025-03-11');
    expect(deletionFlags(pupil)).toEqual([]);
  });

  it('before the board or the panel decided, flagged', () => {
    const early = excluded();
    remove(early, '2025-01-20');
    expect(deletionFlags(early)).toEqual(['deleted-before-exclusion-final']);
    review(early, '2025-01-30', 'GB', 'ANO');
    expect(deletionFlags(early)).toEqual(['deleted-before-exclusion-final']);
    const atPanel = excluded();
    review(atPanel, '2025-01-30', 'GB', 'DNO');
    review(atPanel, '2025-02-10', 'IRP', 'GNO');
    remove(atPanel, '2025-02-12');
    expect(deletionFlags(atPanel)).toEqual(['deleted-before-exclusion-final']);
  });

  it('not before fifteen school days for a panel have passed, half-term left out', () => {
    const removedOn = (on: string) => {
      const pupil = excluded();
      review(pupil, '2025-01-30', 'GB', 'DNO');
      remove(pupil, on);
      return deletionFlags(pupil);
    };
    expect(removedOn('2025-02-27')).toEqual(['deleted-before-exclusion-final']);
    expect(removedOn('2025-02-28')).toEqual([]);
  });

  it('not though the board reinstated, nor without an exclusion', () => {
    const reinstated = excluded();
    review(reinstated, '2025-01-30', 'GB', 'FRE');
    remove(reinstated, '2025-02-03');
    expect(deletionFlags(reinstated)).toEqual(['deleted-though-reinstated']);
    const never = onRoll();
    remove(never, '2025-02-03');
    expect(deletionFlags(never)).toEqual(['deleted-without-exclusion']);
  });
});

describe('I21: a lunchtime', () => {
  it('is a suspension of half a day, and no day towards the sixth', () => {
    const pupil = onRoll();
    for (const on of ['2024-10-07', '2024-10-08', '2024-10-09', '2024-10-10', '2024-10-11', '2024-10-14'])
      suspend(pupil, on, 0.5, { category: 'LNCH' });
    const { exclusions, sixthDays } = pupil.trajectory;
    expect(exclusions.map(({ kind }) => kind)).toEqual(Array(6).fill('suspension'));
    expect(exclusions.at(-1)).toMatchObject({ sessionsInYear: 6 });
    expect(sixthDays).toEqual([]);
  });
});

describe('I22: sets of reasons', () => {
  it('keep the code of their time, and flag one of another', () => {
    const pupil = onRoll();
    suspend(pupil, '2020-03-02', 1, { reasons: ['OT'] });
    suspend(pupil, '2024-10-07', 1, { reasons: ['OT', 'MT', 'PH'] });
    const { exclusions, flags } = pupil.trajectory;
    expect(exclusions.map(({ reasons }) => reasons)).toEqual([['OT'], ['OT', 'MT', 'PH']]);
    expect(flags.filter(({ flag }) => flag === 'code-outside-its-period').map(({ on }) => on)).toEqual([
      '2024-10-07',
    ]);
  });
});
