import { asPupilId } from '../../../events/identifiers.js';
import { nominationFigures } from '../../../projections/cohorts/nominations.js';
import { asAt } from '../../../projections/trajectory/as-at.js';
import { day, registerOf, urn } from '../../support/history.js';
import { figuresOn, numbersOn } from '../../support/on-day.js';
import { ReportedPupil } from '../../support/reported.js';

const [alder, college] = [urn(1), urn(2)];
const register = registerOf({ [alder]: {}, [college]: { type: 'further-education' } });
const pupilOf = () => new ReportedPupil(register);

describe('a time in an in-school unit', () => {
  const start = (pupil: ReportedPupil, effectiveOn: string, more: object = {}) =>
    pupil.report('InSchoolUnitStarted', {
      effectiveOn,
      school: alder,
      purpose: 'instead-of-suspension',
      pattern: 'full-time',
      ...more,
    });
  const end = (pupil: ReportedPupil, effectiveOn: string) =>
    pupil.report('InSchoolUnitEnded', { effectiveOn, school: alder, outcome: 'returned-to-lessons' });

  it('lasts until its end is reported, and is told as it stood on a day', () => {
    const pupil = pupilOf();
    end(pupil, '2024-11-29');
    start(pupil, '2024-11-04', { parentTold: true, sessionsPerWeek: 10 });
    expect(pupil.trajectory.inSchoolUnits).toMatchObject([
      { from: '2024-11-04', to: '2024-11-29', outcome: 'returned-to-lessons', parentTold: true },
    ]);
    expect(asAt(pupil.trajectory, day('2024-11-28')).inSchoolUnits).toMatchObject([
      { to: null, outcome: null },
    ]);
    expect(pupil.flags).toEqual([]);
  });

  it('whose parent was not told, and an end of none, are flagged', () => {
    const pupil = pupilOf();
    end(pupil, '2024-10-04');
    start(pupil, '2024-11-04', { parentTold: false });
    expect(pupil.flags).toEqual(['unit-end-of-nothing', 'unit-without-parent-told']);
  });
});

describe('support signposted', () => {
  it('is about an entry, named by its type and day as well', () => {
    const pupil = pupilOf();
    const suspended = pupil.report('Suspended', {
      effectiveOn: '2024-11-04',
      school: alder,
      category: 'SUSP',
      reasons: ['DB'],
      lengthSessions: 4,
    });
    const body = { effectiveOn: '2024-11-05', to: 'parent', by: 'school' };
    pupil.report('SupportSignposted', {
      ...body,
      services: ['sendiass', 'local-offer'],
      aboutType: 'Suspended',
      aboutOn: '2024-11-04',
    });
    pupil.report('SupportSignposted', { ...body, services: ['ipsea'] });
    expect(pupil.trajectory.signposts.map(({ about }) => about?.entry)).toEqual(
      expect.arrayContaining([suspended, undefined]),
    );
    expect(pupil.flags).toContain('signpost-about-nothing');
  });
});

describe('a destination after Year 11', () => {
  it('is known from day to day, and whether it lasted when somebody knows', () => {
    const pupil = pupilOf();
    const record = (effectiveOn: string, destination: string, more: object = {}) =>
      pupil.report('PostSixteenDestinationRecorded', { effectiveOn, destination, ...more });
    record('2025-09-15', 'further-education', { place: college });
    record('2026-03-31', 'further-education', { place: college, sustained: true });
    expect(pupil.trajectory.postSixteen).toMatchObject([
      { on: '2025-09-15', destination: 'further-education', place: college, sustained: null },
      { on: '2026-03-31', sustained: true },
    ]);
    expect(asAt(pupil.trajectory, day('2026-01-01')).postSixteen).toHaveLength(1);
  });
});

describe('T39: each school nominated eight children a term', () => {
  const refer = (at: number, effectiveOn: string, school = alder, service = 'supporting-families') => {
    const pupil = new ReportedPupil(
      register,
      asPupilId(`01900000-0000-7000-8000-${String(at).padStart(12, '0')}`),
    );
    pupil.report('SupportReferred', { effectiveOn, school, service });
    pupil.report('SupportReferred', { effectiveOn: '2019-03-29', school, service });
    return pupil.trajectory;
  };
  const trajectories = [
    ...Array.from({ length: 8 }, (_, at) => refer(at, '2019-01-14')),
    ...Array.from({ length: 8 }, (_, at) => refer(100 + at, '2019-02-04', college)),
    refer(200, '2019-01-14', alder, 'sendiass'),
  ];
  const nominated = (on: string) => numbersOn(nominationFigures, trajectories, register, day(on));

  it('each child once, at the school that nominated, in the term that the day lies in', () => {
    expect(nominated('2019-02-04')).toMatchObject({
      'nominating-schools': 2,
      nominated: 17,
      'nominated-supporting-families': 16,
      'nominated-sendiass': 1,
    });
    expect(nominated('2019-02-03')).toMatchObject({ nominated: 9, 'nominated-supporting-families': 8 });
    expect(nominated('2018-11-01')).toMatchObject({ nominated: 0, 'nominating-schools': 0 });
    expect(nominated('2019-05-06')).toMatchObject({ nominated: 0 });
  });

  it('eight for each school', () => {
    const families = trajectories.slice(0, 16);
    const figures = figuresOn(nominationFigures, families, register, day('2019-03-29'));
    expect(figures['nominated-per-school']).toEqual({ value: '8.0', numerator: 16, denominator: 2 });
  });
});
