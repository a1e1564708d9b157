/** Social care by day with the authority that is responsible, and measure T37 of the requirements. */
import { asPupilId } from '../../../events/identifiers.js';
import { earlierStatusOfLookedAfter } from '../../../projections/measures/earlier-social-care.js';
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
    ['CIN', 62, '62'],
    ['CP', 39, '39'],
  ])('%s: %d of 100', (earlier, count, percentage) => {
    expect(earlierStatusOfLookedAfter(cohort, day('2017-04-01'), day('2018-03-31'), earlier)).toEqual({
      lookedAfter: 100,
      withEarlierStatus: count,
      percentage,
    });
  });
});
