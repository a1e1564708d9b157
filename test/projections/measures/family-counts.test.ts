/** Where what happened counts: at which school, in which school year, and in whose figures. */
import { challengeGround } from '../../../events/codes/challenge-ground.js';
import { postSixteenDestination } from '../../../events/codes/post-sixteen-destination.js';
import { asAuthorityCode, calendarStream, schoolStream } from '../../../events/identifiers.js';
import { authorityRates } from '../../../projections/authority-rates/projection.js';
import { episodeRows } from '../../../projections/episodes/projection.js';
import { schoolCounts as schoolYearMeasures } from '../../../projections/measures/catalogue.js';
import { familyCounts } from '../../../projections/measures/family-counts.js';
import { schoolCounts } from '../../../projections/school-counts/projection.js';
import { day, fact, registerOf, urn } from '../../support/history.js';
import { ReportedPupil } from '../../support/reported.js';

const [alder, birch] = [urn(1), urn(2)];
const [camden, barnet] = [asAuthorityCode('E09000007'), asAuthorityCode('E09000003')];
const register = registerOf({ [alder]: {}, [birch]: {} }, [
  fact(
    'SchoolDescribed',
    { effectiveOn: day('2024-09-01'), standing: 'described', authority: barnet },
    schoolStream(birch),
  ),
  fact(
    'TermDatesSet',
    {
      effectiveOn: day('2024-06-01'),
      authority: camden,
      schoolYear: '2024/25',
      terms: [{ startsOn: day('2024-08-28'), endsOn: day('2024-12-20') }],
    },
    calendarStream(camden, '2024/25'),
  ),
]);

function onRoll(school = alder): ReportedPupil {
  const pupil = new ReportedPupil(register);
  pupil.report('AddedToRoll', { effectiveOn: '2020-09-03', school, enrolmentStatus: 'C', ncYear: '7' });
  return pupil;
}
const countsOf = ({ trajectory }: ReportedPupil) =>
  familyCounts(trajectory, register).map(({ name, school, authority, schoolYear, times }) => [
    name,
    school,
    authority,
    schoolYear,
    times,
  ]);

it('a pupil of whom nothing of these families is told adds nothing', () => {
  const pupil = onRoll();
  pupil.report('Suspended', {
    effectiveOn: '2023-11-06',
    school: alder,
    category: 'SUSP',
    reasons: ['DB'],
    lengthSessions: 4,
  });
  const { trajectory } = pupil;
  expect(schoolCounts.tallies(trajectory, register)[1]).toEqual([]);
  expect(authorityRates.tallies(trajectory, register)[1]).toEqual([]);
  expect(episodeRows(trajectory, register)).toEqual([]);
});

it('counts in the school year by the school’s own terms, in the authority that the school was in then', () => {
  const timetable = { sessionsAWeek: 5, reason: 'behaviour', parentAgreed: true };
  const pupil = onRoll();
  pupil.report('ReducedTimetableStarted', { effectiveOn: '2024-08-29', school: alder, ...timetable });
  expect(countsOf(pupil)).toEqual([['reduced_timetables_begun', alder, camden, '2024/25', 1]]);
  const moved = onRoll(birch);
  moved.report('InformalExclusionReported', {
    effectiveOn: '2024-03-04',
    school: birch,
    kind: 'sent-home',
    reportedBy: 'parent',
  });
  moved.report('InformalExclusionReported', {
    effectiveOn: '2024-11-04',
    school: birch,
    kind: 'sent-home',
    reportedBy: 'parent',
  });
  expect(countsOf(moved).map(([, , authority]) => authority)).toEqual([camden, barnet]);
});

it('is the arranging authority’s, where an authority arranged it, and in no school’s where none is known', () => {
  const placed = onRoll();
  placed.report('AlternativeProvisionStarted', {
    effectiveOn: '2023-11-06',
    authority: barnet,
    school: alder,
    provider: { reference: 'STEPS' },
    pattern: 'full-time',
    registration: 'dual',
  });
  expect(countsOf(placed)).toEqual([
    ['alternative_provision_begun', alder, barnet, '2023/24', 1],
    ['alternative_provision_begun_dual', alder, barnet, '2023/24', 1],
  ]);
  const never = new ReportedPupil(register);
  never.report('HomeEducationStarted', { effectiveOn: '2023-11-06', authority: camden });
  expect(countsOf(never)).toEqual([['home_education_begun', null, camden, '2023/24', 1]]);
  expect(schoolCounts.tallies(never.trajectory, register)[1]).toEqual([]);
  const unknown = new ReportedPupil(register);
  unknown.report('ConcernRaised', {
    effectiveOn: '2023-11-06',
    kind: 'exclusion-threatened',
    raisedBy: 'parent',
  });
  expect(countsOf(unknown)).toEqual([['concerns_raised', null, 'not-known', '2023/24', 1]]);
});

it('adds money as pence, and a recovery’s end when it ended', () => {
  const pupil = onRoll();
  pupil.report('PermanentlyExcluded', { effectiveOn: '2023-11-06', school: alder, reasons: ['DB'] });
  const about = { school: alder, excludedOn: '2023-11-06' };
  pupil.report('CostRecoveryOpened', {
    effectiveOn: '2023-12-04',
    ...about,
    provider: { reference: 'STEPS' },
    claimedPence: 780_000,
  });
  pupil.report('CostRecoverySettled', { effectiveOn: '2024-10-07', ...about, amountPence: 640_000 });
  expect(countsOf(pupil).map(([name, , , schoolYear, times]) => [name, schoolYear, times])).toEqual([
    ['cost_recoveries_opened', '2023/24', 1],
    ['cost_recovery_claimed_pence', '2023/24', 780_000],
    ['cost_recoveries_settled', '2024/25', 1],
    ['cost_recovery_settled_pence', '2024/25', 640_000],
  ]);
});

describe('challenges count at the school whose entry is challenged', () => {
  const suspended = (pupil: ReportedPupil) =>
    pupil.report('Suspended', {
      effectiveOn: '2024-09-16',
      school: alder,
      category: 'SUSP',
      reasons: ['DB'],
      lengthSessions: 4,
    });

  it('each step in its own year, with its ground', () => {
    const pupil = onRoll();
    const about = suspended(pupil);
    const challenge = pupil.report('ChallengeRaised', {
      effectiveOn: '2024-09-23',
      about,
      raisedBy: 'peer-school',
      school: birch,
      ground: 'needs-not-met',
    });
    const step = { challenge, answeredBy: 'school' };
    pupil.report('ChallengeAnswered', { effectiveOn: '2024-09-30', ...step, answer: 'more-to-follow' });
    pupil.report('ChallengeAnswered', { effectiveOn: '2024-10-07', ...step, answer: 'changed' });
    pupil.report('ChallengeAnswered', { effectiveOn: '2024-10-14', ...step, answer: 'changed' });
    pupil.report('ChallengeClosed', { effectiveOn: '2024-11-04', challenge, outcome: 'escalated' });
    pupil.report('ChallengeClosed', { effectiveOn: '2025-09-15', challenge, outcome: 'accepted' });
    expect(countsOf(pupil)).toEqual([
      ['challenges_raised', alder, camden, '2024/25', 1],
      ['challenges_needs_not_met', alder, camden, '2024/25', 1],
      ['challenges_answered', alder, camden, '2024/25', 1],
      ['challenges_closed', alder, camden, '2025/26', 1],
      ['challenges_accepted', alder, camden, '2025/26', 1],
    ]);
  });

  it('and at no school where nobody knows what is challenged; a ground that is not listed is in no ground’s', () => {
    const pupil = onRoll();
    pupil.report('ChallengeRaised', {
      effectiveOn: '2024-09-23',
      raisedBy: 'forum',
      ground: 'of-our-own',
    });
    expect(countsOf(pupil).map(([name, school]) => [name, school])).toEqual([['challenges_raised', null]]);
  });
});

describe('destinations after Year 11 count one a pupil', () => {
  const told = (pupil: ReportedPupil, effectiveOn: string, destination: string, more: object = {}) =>
    pupil.report('PostSixteenDestinationRecorded', { effectiveOn, destination, ...more });

  it('as told last, at the school and in the year in which school age ended, wherever the pupil is then', () => {
    const pupil = onRoll();
    pupil.born(2009, 3);
    pupil.report('AddedToRoll', {
      effectiveOn: '2025-09-03',
      school: birch,
      enrolmentStatus: 'C',
      ncYear: '12',
    });
    told(pupil, '2025-09-15', 'not-known');
    told(pupil, '2026-03-31', 'school-sixth-form', { place: birch, sustained: true });
    expect(countsOf(pupil)).toEqual([
      ['post_16_told', alder, camden, '2024/25', 1],
      ['post_16_sustained', alder, camden, '2024/25', 1],
      ['post_16_school_sixth_form', alder, camden, '2024/25', 1],
    ]);
  });

  it('in the year of the report where nobody told the month of birth', () => {
    const pupil = onRoll();
    told(pupil, '2025-09-15', 'training');
    expect(countsOf(pupil)).toEqual([
      ['post_16_told', alder, camden, '2025/26', 1],
      ['post_16_training', alder, camden, '2025/26', 1],
    ]);
  });
});

it('every listed ground and destination has its count', () => {
  const labels = [challengeGround, postSixteenDestination].flatMap(({ codes }) =>
    [...codes.values()].map(({ label }) => label),
  );
  const uncounted = labels.filter(
    (label) => !schoolYearMeasures.some(({ says }) => says.endsWith(`: ${label}`)),
  );
  expect(labels).toHaveLength(20);
  expect(uncounted).toEqual([]);
});
