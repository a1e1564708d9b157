/** Rule tests I09 and I16 of the requirements, and the rules of missing education and fair access beside them. */
import { calendarStream, asAuthorityCode, schoolStream } from '../../../events/identifiers.js';
import type { EventData } from '../../../events/catalogue.js';
import { asAt } from '../../../projections/trajectory/as-at.js';
import { day, fact, registerOf, urn, type Told } from '../../support/history.js';
import { ReportedPupil } from '../../support/reported.js';

const [alder, birch, cedar] = [urn(1), urn(2), urn(3)];
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
    ],
    closures: [{ kind: 'half-term', startsOn: day('2025-02-17'), endsOn: day('2025-02-21') }],
  },
  calendarStream(camden, '2024/25'),
);
const schools = { [alder]: {}, [birch]: {}, [cedar]: { phase: 'primary' as const } };
const register = registerOf(schools, [calendar]);

function onRoll(): ReportedPupil {
  const pupil = new ReportedPupil(register);
  pupil.born(2010, 3);
  pupil.report('AddedToRoll', {
    effectiveOn: '2021-09-03',
    school: alder,
    enrolmentStatus: 'C',
    ncYear: '7',
  });
  return pupil;
}
const leave = (pupil: ReportedPupil, effectiveOn: string, more: object = {}) =>
  pupil.report('RemovedFromRoll', { effectiveOn, school: alder, regime: 'SI2024/208', ground: 'G', ...more });

describe('I09: a name deleted with no destination', () => {
  it('is unresolved from the day after, whatever ground was given', () => {
    for (const ground of ['A', 'G', 'I', 'N']) {
      const pupil = onRoll();
      leave(pupil, '2024-11-08', { ground });
      expect(pupil.trajectory.moves).toMatchObject([{ whereabouts: 'not-known' }]);
      expect(pupil.trajectory.missingEducation).toMatchObject([
        {
          because: 'left-without-destination',
          school: alder,
          from: '2024-11-09',
          to: null,
          state: 'unresolved',
        },
      ]);
    }
  });

  it.each([
    ['a destination was reported', { destination: { kind: 'abroad' } }],
    ['the ground says what became of the pupil', { ground: 'J' }],
    ['it was for home education', { ground: 'F' }],
  ])('is not, where %s', (_, more) => {
    const pupil = onRoll();
    leave(pupil, '2024-11-08', more);
    expect(pupil.trajectory.missingEducation).toEqual([]);
  });

  it('is not, past compulsory school age', () => {
    const pupil = onRoll();
    leave(pupil, '2026-09-30');
    expect(pupil.trajectory.missingEducation).toEqual([]);
  });

  it('is over when another roll, or somebody who made sure, shows where the pupil is', () => {
    const joined = onRoll();
    leave(joined, '2024-11-08');
    joined.report('AddedToRoll', { effectiveOn: '2025-01-13', school: birch, enrolmentStatus: 'C' });
    expect(joined.trajectory.missingEducation).toMatchObject([{ to: '2025-01-13', state: 'in-education' }]);

    const confirmed = onRoll();
    leave(confirmed, '2024-11-08');
    confirmed.report('DestinationConfirmed', {
      effectiveOn: '2024-12-02',
      school: alder,
      leftOn: '2024-11-08',
      destination: { kind: 'other-uk' },
      arrived: true,
    });
    expect(confirmed.trajectory.missingEducation).toMatchObject([{ to: '2024-12-02' }]);
    expect(asAt(confirmed.trajectory, day('2024-11-30')).missingEducation).toMatchObject([
      { to: null, state: 'unresolved' },
    ]);
  });

  it('is no matter of a transfer whose roll began the next school day', () => {
    const pupil = onRoll();
    leave(pupil, '2024-11-08', { ground: 'A' });
    pupil.report('AddedToRoll', { effectiveOn: '2024-11-11', school: birch, enrolmentStatus: 'C' });
    expect(pupil.trajectory.missingEducation).toEqual([]);
  });
});

describe('Missing education', () => {
  it('goes from the report over enquiries to the place found, whatever the order of arrival', () => {
    const pupil = onRoll();
    leave(pupil, '2024-11-08');
    const report = { reportedBy: 'health', reason: 'whereabouts-unknown' };
    pupil.report('MissingEducationReported', { effectiveOn: '2024-11-20', ...report });
    const visit = { madeBy: 'authority', kind: 'home-visit', outcome: 'no-answer' };
    pupil.report('EnquiryMade', { effectiveOn: '2024-11-22', ...visit });
    pupil.report('EnquiryMade', { effectiveOn: '2024-11-22', ...visit, ordinal: 2 });
    pupil.report('PupilLocated', {
      effectiveOn: '2024-12-09',
      destination: { kind: 'other-uk' },
      inEducation: false,
    });
    const { missingEducation } = pupil.trajectory;
    expect(missingEducation).toMatchObject([
      { because: 'left-without-destination', state: 'located', to: null, reportedBy: 'health' },
    ]);
    expect(missingEducation[0]?.enquiries).toHaveLength(2);
    expect(missingEducation[0]?.course.map(({ to }) => to)).toEqual([
      'unresolved',
      'reported',
      'enquiries',
      'enquiries',
      'located',
    ]);
    expect(pupil.inReverse().trajectory.missingEducation).toEqual(missingEducation);
    expect(pupil.flags).toEqual([]);
  });
});

describe('Fair access', () => {
  const refer = (pupil: ReportedPupil, more: object = {}) =>
    pupil.report('FairAccessReferred', {
      effectiveOn: '2025-01-20',
      route: 'without-a-place',
      category: 'l',
      referredBy: 'local-authority',
      ...more,
    });

  it('is owed a place within twenty school days of acceptance, half-term left out', () => {
    const pupil = onRoll();
    refer(pupil);
    expect(pupil.trajectory.fairAccess).toMatchObject([{ state: 'referred', placementDue: null }]);
    pupil.report('FairAccessConsidered', {
      effectiveOn: '2025-01-27',
      outcome: 'accepted',
      authority: camden,
    });
    expect(pupil.trajectory.fairAccess).toMatchObject([
      { state: 'accepted', placementDue: { on: '2025-03-03', byDefaultCalendar: false } },
    ]);
    pupil.report('FairAccessPlaced', { effectiveOn: '2025-02-24', school: birch, ncYear: '10' });
    pupil.report('AddedToRoll', { effectiveOn: '2025-03-10', school: birch, enrolmentStatus: 'C' });
    expect(pupil.trajectory.fairAccess).toMatchObject([
      { state: 'admitted', placedAt: birch, placedOn: '2025-02-24', admittedOn: '2025-03-10' },
    ]);
    expect(pupil.flags).not.toContain('fair-access-out-of-course');
  });

  it.each('abcdefghijklm'.split(''))('knows category %s', (category) => {
    const pupil = onRoll();
    refer(pupil, { category });
    expect(pupil.flags).toEqual([]);
  });

  it.each([
    ['no category', '2025-01-20', {}, ['fair-access-without-category']],
    ['no category before the Code had thirteen', '2021-08-31', {}, []],
    ['a category that the Code lacks', '2025-01-20', { category: 'n' }, ['code-unlisted']],
    ['a category before the Code had it', '2021-08-31', { category: 'l' }, ['code-outside-its-period']],
  ])('with %s is recorded, and flagged where it breaks a rule', (_, effectiveOn, category, expected) => {
    const pupil = onRoll();
    const referral = { route: 'without-a-place', referredBy: 'local-authority' };
    pupil.report('FairAccessReferred', { effectiveOn, ...referral, ...category });
    expect(pupil.flags).toEqual(expected);
  });

  it('of a pupil whose place is at risk needs no category', () => {
    const pupil = onRoll();
    pupil.report('FairAccessReferred', {
      effectiveOn: '2025-01-20',
      route: 'at-risk',
      referredBy: 'school',
      school: alder,
    });
    expect(pupil.flags).toEqual([]);
  });

  it.each(['E', 'S'])(
    'of a looked-after child or one with a plan for special needs is flagged, in the code of today or of a statement: %s',
    (senProvision) => {
      const pupil = onRoll();
      pupil.report('SocialCareStatusChanged', {
        effectiveOn: '2024-01-08',
        status: 'CLA',
        responsibleAuthority: camden,
      });
      pupil.report('SenProvisionChanged', { effectiveOn: '2017-09-04', senProvision });
      refer(pupil);
      expect(pupil.trajectory.flags.map(({ flag, about }) => [flag, about])).toEqual([
        ['fair-access-outside-protocol', 'ehc-plan'],
        ['fair-access-outside-protocol', 'looked-after'],
      ]);
    },
  );

  it('follows a refusal for behaviour, which tells when it did', () => {
    const pupil = onRoll();
    pupil.report('AdmissionRefused', {
      effectiveOn: '2025-01-13',
      school: birch,
      ground: 'challenging-behaviour',
    });
    pupil.report('AdmissionRefused', { effectiveOn: '2025-02-10', school: cedar, ground: 'full' });
    refer(pupil, { category: 'j' });
    expect(pupil.trajectory.admissionRefusals).toMatchObject([
      { school: birch, ground: 'challenging-behaviour', referredOn: '2025-01-20' },
      { school: cedar, ground: 'full', referredOn: null },
    ]);
  });
});

describe('I16: the year groups that a school rates', () => {
  const rated = (
    school: typeof cedar,
    effectiveOn: string,
    ncYear: string,
    rating: EventData<'FairAccessCapacityRated'>['rating'],
    until?: string,
  ): Told =>
    fact(
      'FairAccessCapacityRated',
      { effectiveOn: day(effectiveOn), ncYear, rating, ...(until && { until: day(until) }) },
      schoolStream(school),
    );
  const capacity = (facts: readonly Told[], on: string, school = cedar) =>
    registerOf(schools, facts)
      .capacityOf(school, day(on))
      .yearGroups.map(({ ncYear, rating, breaksRule }) => [ncYear, rating, breaksRule]);

  it('one red and one amber are allowed to a primary school; a second of either is recorded and breaks the rule', () => {
    const facts = [
      rated(cedar, '2024-09-03', '3', 'red'),
      rated(cedar, '2024-09-03', '5', 'amber'),
      rated(cedar, '2024-11-04', '6', 'red'),
      rated(cedar, '2024-11-05', '2', 'amber'),
    ];
    expect(capacity(facts, '2024-10-01')).toEqual([
      ['3', 'red', false],
      ['5', 'amber', false],
    ]);
    expect(capacity(facts, '2024-12-01')).toEqual([
      ['3', 'red', false],
      ['5', 'amber', false],
      ['6', 'red', true],
      ['2', 'amber', true],
    ]);
  });

  it('a rating lasts until the next of its year group, or its last day', () => {
    const facts = [
      rated(cedar, '2024-09-03', '3', 'red'),
      rated(cedar, '2024-11-04', '3', 'green'),
      rated(cedar, '2024-11-04', '6', 'red', '2025-01-31'),
    ];
    expect(capacity(facts, '2025-01-31')).toEqual([
      ['3', 'green', false],
      ['6', 'red', false],
    ]);
    expect(capacity(facts, '2025-02-01')).toEqual([['3', 'green', false]]);
  });

  it('no rule is for a secondary school', () => {
    const facts = [rated(alder, '2024-09-03', '8', 'red'), rated(alder, '2024-09-03', '9', 'red')];
    expect(capacity(facts, '2024-10-01', alder)).toEqual([
      ['8', 'red', false],
      ['9', 'red', false],
    ]);
    expect(registerOf(schools, facts).capacityOf(alder, day('2024-10-01')).rule).toBeNull();
    expect(registerOf(schools, facts).capacityOf(cedar, day('2024-10-01')).rule).toMatchObject({
      name: 'one-red-one-amber',
    });
  });
});
