/** The story of one child who went missing from education and came back by fair access, told over REST. */
import type { FairAccessDocument } from '../../src/querying/documents/fair-access.js';
import { barking, birchwood, flagsOf, oakfield, type Reply } from '../support/recording-client.js';
import { Story } from '../support/story.js';

let story: Story;

beforeAll(async () => {
  story = await Story.begin();
});
afterAll(() => story.close());

const told = (path: string, effectiveOn: string, body: object = {}): Promise<Reply> =>
  story.reported(path, effectiveOn, body);
const trajectory = (query?: string) => story.trajectory(query);

it('from a leaving with no destination to the first day at the school allocated', async () => {
  await told('roll-additions', '2021-09-01', { school: oakfield, enrolmentStatus: 'C', ncYear: '7' });
  await told('roll-removals', '2024-10-25', { school: oakfield, regime: 'SI2024/208', ground: 'I' });
  expect((await trajectory()).missingEducation).toMatchObject([
    { because: 'left-without-destination', state: 'unresolved', school: { urn: oakfield } },
  ]);
  await told('missing-education-reports', '2024-11-11', {
    reportedBy: 'health',
    reason: 'whereabouts-unknown',
    origin: { kind: 'school', school: oakfield },
    authority: barking,
  });
  const visit = { madeBy: 'authority', kind: 'home-visit', outcome: 'no-answer' };
  await told('enquiries', '2024-11-12', visit);
  await told('enquiries', '2024-11-12', { ...visit, ordinal: 2 });
  await told('enquiries', '2024-11-15', { madeBy: 'both', kind: 'housing', outcome: 'lead' });
  await told('locations', '2024-11-20', { destination: { kind: 'none-known' }, inEducation: false });

  await told('admission-refusals', '2024-11-27', { school: birchwood, ground: 'challenging-behaviour' });
  await told('fair-access-referrals', '2024-12-02', {
    route: 'without-a-place',
    category: 'j',
    referredBy: 'local-authority',
    authority: barking,
  });
  await told('fair-access-considerations', '2024-12-04', { outcome: 'deferred', authority: barking });
  await told('fair-access-considerations', '2024-12-11', { outcome: 'accepted', authority: barking });
  expect((await trajectory()).fairAccess).toMatchObject([
    { state: 'accepted', placementDue: { on: '2025-01-22', byDefaultCalendar: true } },
  ]);
  await told('fair-access-placements', '2025-01-15', { school: birchwood, ncYear: '10', directed: true });
  await told('roll-additions', '2025-01-20', { school: birchwood, enrolmentStatus: 'C' });

  const { missingEducation, fairAccess, admissionRefusals, flags } = await trajectory();
  expect(missingEducation).toMatchObject([
    {
      state: 'in-education',
      from: '2024-10-26',
      to: '2025-01-20',
      reason: { code: 'whereabouts-unknown', meaning: 'Nobody knows where the child is' },
      located: { on: '2024-11-20', inEducation: false, suitable: null },
    },
  ]);
  expect(missingEducation[0]?.enquiries).toHaveLength(3);
  expect(fairAccess).toMatchObject([
    {
      state: 'admitted',
      category: { code: 'j', meaning: expect.stringContaining('challenging behaviour') },
      acceptedOn: '2024-12-11',
      placedAt: { urn: birchwood },
      directed: true,
      admittedOn: '2025-01-20',
    },
  ]);
  expect(fairAccess[0]?.course.map(({ to }) => to)).toEqual([
    'referred',
    'referred',
    'accepted',
    'placed',
    'admitted',
  ]);
  expect(admissionRefusals).toMatchObject([{ ground: 'challenging-behaviour', referredOn: '2024-12-02' }]);
  expect(flags).toEqual([]);
});

it('as at a day it tells what had happened by then', async () => {
  const { missingEducation, fairAccess } = await trajectory('?as-at=2024-12-10');
  expect(missingEducation).toMatchObject([{ state: 'located', to: null }]);
  expect(fairAccess).toMatchObject([
    { state: 'referred', acceptedOn: null, placementDue: null, placedAt: null },
  ]);
});

it('a placement that nobody put forward is taken, and what is put forward in no category is flagged', async () => {
  const other = await story.client.newPupil();
  const placed = { effectiveOn: '2025-01-15', school: birchwood };
  expect(await story.client.report(other, 'fair-access-placements', placed)).toMatchObject({ status: 201 });
  const referral = { effectiveOn: '2025-01-20', route: 'without-a-place', referredBy: 'parent' };
  const reply = await story.client.report(other, 'fair-access-referrals', referral);
  expect(reply).toMatchObject({ status: 201 });
  expect(flagsOf(reply)).toContain('fair-access-out-of-course');
});

it('a school rates its year groups, sets them otherwise and back, and each is recorded', async () => {
  const rate = (body: object) =>
    story.client.post(`/api/schools/${birchwood}/fair-access-capacity`, {
      effectiveOn: '2024-09-03',
      ncYear: '8',
      ...body,
    });
  expect(await rate({ rating: 'red' })).toMatchObject({
    status: 201,
    body: { type: 'FairAccessCapacityRated', standing: 'recorded' },
  });
  expect(await rate({ rating: 'red' })).toMatchObject({ status: 200, body: { standing: 'known' } });
  expect(await rate({ rating: 'green' })).toMatchObject({ status: 201 });
  expect(await rate({ rating: 'red' })).toMatchObject({ status: 201 });
  expect(await rate({ rating: 'purple' })).toMatchObject({ status: 422 });
});

it('the panel sees how many places each school took, and what its year groups can take', async () => {
  await story.project();
  const report = async (path: string) =>
    (await (await fetch(`${story.address}${path}`)).json()) as FairAccessDocument;
  expect(await report(`/api/authorities/${barking}/fair-access?as-at=2024-10-01`)).toMatchObject({
    report: 'fair-access',
    asAt: '2024-10-01',
    schools: [
      { school: { urn: oakfield }, places: [], yearGroups: [] },
      {
        school: { urn: birchwood },
        places: [{ schoolYear: '2024/25', placed: 2, admitted: 1, refused: 1 }],
        yearGroups: [{ ncYear: '8', rating: 'red', breaksRule: false }],
      },
    ],
  });
  expect((await report(`/api/schools/${birchwood}/fair-access?as-at=2024-09-02`)).schools).toMatchObject([
    { yearGroups: [] },
  ]);
});

it('reads the same where it comes from a movements file', () => story.sameFromMovementsFile());
