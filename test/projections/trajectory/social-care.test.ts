/** Social care by day with the authority that is responsible, and measure T37 of the requirements. */
import { asPupilId } from '../../../events/identifiers.js';
import { lookedAfterFigures } from '../../../projections/cohorts/looked-after.js';
import { figuresOn } from '../../support/on-day.js';
import { careOn } from '../../../projections/trajectory/social-care.js';
import { day, registerOf, urn } from '../../support/history.js';
import { ReportedPupil } from '../../support/reported.js';

const register = registerOf({ [urn(1)]: {} });
const [own, other] = ['E09000007', 'E09000002'];
const status = (pupil: ReportedPupil, effectiveOn: string, to: string, responsibleAuthority?: string) =>
  pupil.report('SocialCareStatusChanged', {
    effectiveOn,
    status: to,
    ...(responsibleAuthority !== undefined && { responsibleAuthority }),
  });

describe('social care on a day', () => {
  it('names the authority that looks after the child, whichever the social worker’s is', () => {
    const pupil = new ReportedPupil(register);
    status(pupil, '2023-09-04', 'CIN', own);
    status(pupil, '2024-02-05', 'CLA', other);
    pupil.report('SocialWorkerAssigned', {
      effectiveOn: '2023-09-11',
      assigned: true,
      responsibleAuthority: own,
    });
    const { circumstances } = pupil.trajectory;
    const on = (date: string) => careOn(circumstances, day(date));
    expect(on('2023-09-01')).toMatchObject({
      status: null,
      hasSocialWorker: false,
      responsibleAuthority: null,
    });
    expect(on('2023-10-02')).toMatchObject({ status: 'CIN', lookedAfter: false, responsibleAuthority: own });
    expect(on('2024-03-04')).toMatchObject({ status: 'CLA', lookedAfter: true, responsibleAuthority: other });
  });

  it('has no social worker after one was taken away, nor after it ended', () => {
    const pupil = new ReportedPupil(register);
    status(pupil, '2023-09-04', 'CIN', own);
    pupil.report('SocialWorkerAssigned', { effectiveOn: '2024-01-08', assigned: false });
    const { circumstances } = pupil.trajectory;
    expect(careOn(circumstances, day('2024-02-05'))).toMatchObject({ status: 'CIN', hasSocialWorker: false });
    status(pupil, '2024-03-04', 'NONE');
    expect(careOn(pupil.trajectory.circumstances, day('2024-04-08'))).toMatchObject({
      status: null,
      hasSocialWorker: false,
      responsibleAuthority: null,
    });
  });

  it('of two reports of one day that say the same takes the one that names the authority', () => {
    const pupil = new ReportedPupil(register);
    status(pupil, '2023-09-04', 'CIN', own);
    status(pupil, '2023-09-04', 'CIN');
    for (const each of [pupil, pupil.inReverse()])
      expect(each.trajectory.circumstances.socialCare).toMatchObject([{ responsibleAuthority: own }]);
  });

  it('without an authority, and a placement of a child who is not looked after, are flagged', () => {
    const pupil = new ReportedPupil(register);
    status(pupil, '2023-09-04', 'CP');
    pupil.report('CarePlacementChanged', { effectiveOn: '2023-10-02', placement: 'foster-care' });
    expect(pupil.flags).toEqual(['responsible-authority-not-stated', 'placed-while-not-looked-after']);
  });
});

describe('T37: of the children looked after in the year, how many had a plan in the five years before', () => {
  const cohort = Array.from({ length: 110 }, (_, at) => {
    const pupil = new ReportedPupil(
      register,
      asPupilId(`01900000-0000-7000-8000-${String(at).padStart(12, '0')}`),
    );
    // 62 of a hundred were in need and 39 under a protection plan, some of them both; one before the five years.
    if (at < 62) status(pupil, '2014-06-02', 'CIN', own);
    if (at >= 30 && at < 69) status(pupil, '2015-06-01', 'CP', own);
    if (at === 70) status(pupil, '2010-01-04', 'CIN', own);
    if (at === 70) status(pupil, '2010-06-07', 'NONE');
    // Ten are not looked after, or came to be only later.
    if (at < 100) status(pupil, '2017-11-06', 'CLA', own);
    else status(pupil, '2018-06-04', 'CLA', own);
    return pupil.trajectory;
  });

  it.each([
    ['looked-after-earlier-in-need', 62, '62.00'],
    ['looked-after-earlier-protection-plan', 39, '39.00'],
  ])('%s: %d of 100', (measure, count, value) => {
    const figures = figuresOn(lookedAfterFigures, cohort, register, day('2018-03-31'));
    expect(figures['looked-after']?.numerator).toBe(100);
    expect(figures[measure]).toEqual({ value, numerator: count, denominator: 100 });
  });

  it('counts a child once however often in care, and one who left care before the year not at all', () => {
    const pupil = new ReportedPupil(register);
    status(pupil, '2015-01-12', 'CIN', own);
    status(pupil, '2016-11-07', 'CLA', own);
    status(pupil, '2017-01-09', 'CLA', own);
    status(pupil, '2018-01-08', 'NONE');
    status(pupil, '2018-02-05', 'CLA', own);
    const inCareOn = (on: string) =>
      figuresOn(lookedAfterFigures, [pupil.trajectory], register, day(on))['looked-after']?.numerator;
    expect(inCareOn('2016-11-06')).toBe(0);
    expect(inCareOn('2018-03-31')).toBe(1);
    const left = new ReportedPupil(register);
    status(left, '2016-11-07', 'CLA', own);
    status(left, '2017-06-05', 'NONE');
    const figures = figuresOn(lookedAfterFigures, [left.trajectory], register, day('2018-03-31'));
    expect(figures['looked-after']?.numerator).toBe(0);
  });
});
