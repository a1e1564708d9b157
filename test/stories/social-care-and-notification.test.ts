/** The story of a child whom another authority looks after, and of who was told of a move that was proposed and made. */
import { asAuthorityCode } from '../../events/identifiers.js';
import { barking, birchwood, oakfield } from '../support/recording-client.js';
import { Story } from '../support/story.js';

const other = asAuthorityCode('E09000007');
let story: Story;
beforeAll(async () => {
  story = await Story.begin();
});
afterAll(() => story.close());

it('from need to care, from the proposal to the risk considered', async () => {
  await story.told('roll-additions', '2022-09-05', { school: oakfield, enrolmentStatus: 'C', ncYear: '8' });
  await story.told('social-care', '2023-01-09', { status: 'CIN', responsibleAuthority: barking });
  await story.told('social-workers', '2023-01-16', { assigned: true, responsibleAuthority: barking });
  await story.told('social-care', '2023-06-05', { status: 'CP', responsibleAuthority: barking });
  await story.told('social-care', '2023-11-06', { status: 'CLA', responsibleAuthority: other });
  await story.told('care-placements', '2023-11-06', {
    placement: 'foster-care',
    responsibleAuthority: other,
  });
  await story.told('social-workers', '2023-11-06', { assigned: true, responsibleAuthority: other });

  const referral = await story.told('managed-move-referrals', '2024-02-05', {
    school: oakfield,
    receivingSchool: birchwood,
    reason: 'behaviour',
    interventions: [],
  });
  const notice = await story.told('notifications', '2024-02-05', {
    about: referral,
    party: 'social-worker',
    authority: other,
    notifiedBy: 'head-teacher',
    school: oakfield,
    channel: 'email',
  });
  await story.told('notifications', '2024-02-05', {
    about: referral,
    party: 'parent',
    notifiedBy: 'head-teacher',
  });
  await story.told('notifications', '2024-02-06', {
    aboutType: 'ManagedMoveReferred',
    aboutOn: '2024-02-05',
    party: 'virtual-school-head',
    authority: other,
    notifiedBy: 'head-teacher',
  });
  await story.told('notification-acknowledgements', '2024-02-07', {
    notification: notice,
    party: 'social-worker',
  });
  await story.told('risk-considerations', '2024-02-08', {
    about: referral,
    consideredBy: 'social-worker',
    authority: other,
    risk: 'greater',
    step: 'challenged',
  });
  const left = await story.told('roll-removals', '2024-02-09', {
    school: oakfield,
    regime: 'SI2006/1751',
    ground: 'b',
    destination: { kind: 'school', school: birchwood },
  });
  await story.told('common-transfer-files', '2024-02-12', {
    about: left,
    school: oakfield,
    sentTo: 'next-school',
    receivingSchool: birchwood,
  });
  await story.told('declined-disclosures', '2024-02-12', {
    requestedOn: '2024-02-09',
    recipient: 'school',
    place: birchwood,
    reason: 'danger-to-the-child',
  });
  await story.told('disclosures', '2024-02-13', {
    about: referral,
    recipient: 'police',
    basis: 'safeguarding',
    scope: 'entry',
    reference: 'SR/2024/17',
  });

  const told = await story.trajectory();
  const care = told.circumstances['socialCare'];
  expect(care?.map(({ value, responsibleAuthority }) => [value, responsibleAuthority?.code])).toEqual([
    ['CIN', barking],
    ['CP', barking],
    ['CLA', other],
  ]);
  expect(told.circumstances['carePlacement']).toMatchObject([{ responsibleAuthority: { code: other } }]);
  expect(told.circumstances['socialWorker']).toHaveLength(2);
  expect(
    told.notifications.map(({ party, authority, acknowledgedOn, about }) => [
      party.code,
      authority?.code ?? null,
      acknowledgedOn,
      about?.entry,
    ]),
  ).toEqual(
    expect.arrayContaining([
      ['social-worker', other, '2024-02-07', referral],
      ['parent', null, null, referral],
      ['virtual-school-head', other, null, referral],
    ]),
  );
  expect(told.riskConsiderations).toMatchObject([
    { risk: 'greater', step: 'challenged', about: { entry: referral } },
  ]);
  expect(told.transferFiles).toMatchObject([
    { on: '2024-02-12', sentTo: 'next-school', receivingSchool: { urn: birchwood }, about: { entry: left } },
  ]);
  expect(told.duties).toContainEqual(
    expect.objectContaining({ kind: 'common-transfer-file', dueOn: '2024-03-08', state: 'met' }),
  );
  expect(told.disclosures).toMatchObject([
    { recipient: { code: 'school' }, made: null, declinedFor: 'danger-to-the-child' },
    { recipient: { code: 'police' }, made: { basis: { code: 'safeguarding' }, scope: 'entry' } },
  ]);
  const entry = told.entries.find(({ type }) => type === 'NotificationAcknowledged');
  expect(entry?.concerns).toBe(notice);
  expect(told.flags.map(({ flag }) => flag)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^(notified|acknowledgement|responsible)/)]),
  );
  const before = await story.trajectory('?as-at=2024-02-06');
  expect(before.transferFiles).toEqual([]);
  expect(before.notifications.map(({ acknowledgedOn }) => acknowledgedOn)).toEqual([null, null, null]);
});

it('reads the same where it comes from a movements file', () => story.sameFromMovementsFile());
