/** Rule tests I10, I11 and I12 of the requirements over REST; their details stand in test/projections. */
import { asAuthorityCode } from '../../../events/identifiers.js';
import { birchwood, oakfield } from '../../support/recording-client.js';
import { Story } from '../../support/story.js';

const other = asAuthorityCode('E09000007');
let ledger: Story;
beforeAll(async () => {
  ledger = await Story.begin();
});
afterAll(() => ledger.close());

async function child(status: string): Promise<Story> {
  const pupil = await ledger.another();
  await pupil.told('roll-additions', '2023-09-04', { school: oakfield, enrolmentStatus: 'C', ncYear: '8' });
  await pupil.told('social-care', '2023-10-02', { status, responsibleAuthority: other });
  return pupil;
}
const suspend = (pupil: Story) =>
  pupil.told('suspensions', '2024-11-04', {
    school: oakfield,
    category: 'SUSP',
    reasons: ['DB'],
    lengthSessions: 4,
  });
const notify = (pupil: Story, on: string, party: string, about: string) =>
  pupil.told('notifications', on, { party, notifiedBy: 'head-teacher', about, authority: other });

/** By the duty to tell, whether it is met. */
async function tellingOf(pupil: Story): Promise<Record<string, boolean>> {
  const { duties } = await pupil.trajectory();
  return Object.fromEntries(
    duties.flatMap(({ kind, metBy }) => (kind.includes('-told-to-') ? [[kind, metBy !== null]] : [])),
  );
}

it.each(['CIN', 'CP', 'CLA'])(
  'I10: the social worker of a child with %s is told of an exclusion alongside the parent',
  async (status) => {
    const pupil = await child(status);
    const suspension = await suspend(pupil);
    const untold = { 'exclusion-told-to-parent': false, 'exclusion-told-to-social-worker': false };
    expect(await tellingOf(pupil)).toMatchObject(untold);
    await notify(pupil, '2024-11-04', 'parent', suspension);
    expect(await tellingOf(pupil)).toMatchObject({ ...untold, 'exclusion-told-to-parent': true });
    await notify(pupil, '2024-11-04', 'social-worker', suspension);
    expect(await tellingOf(pupil)).toMatchObject({
      'exclusion-told-to-parent': true,
      'exclusion-told-to-social-worker': true,
    });
  },
);

it('I11: a proposal is told of before, and a notice of it does not do for the move that follows', async () => {
  const pupil = await child('CP');
  const referral = await pupil.told('managed-move-referrals', '2024-03-04', {
    school: oakfield,
    reason: 'behaviour',
    interventions: [],
  });
  expect(await tellingOf(pupil)).toMatchObject({ 'proposal-told-to-social-worker': false });
  await notify(pupil, '2024-03-05', 'social-worker', referral);
  await pupil.told('managed-move-trials', '2024-04-15', { school: oakfield, receivingSchool: birchwood });
  expect(await tellingOf(pupil)).toMatchObject({
    'proposal-told-to-social-worker': true,
    'move-told-to-social-worker': false,
  });
});

it('I12: the virtual school head is told of a looked-after child, at the authority that looks after, and of no other', async () => {
  const looked = await child('CLA');
  await suspend(looked);
  const { duties } = await looked.trajectory();
  expect(duties.filter(({ kind }) => kind === 'exclusion-told-to-virtual-school-head')).toMatchObject([
    { recipientAuthority: { code: other }, standing: 'statutory', metBy: null },
  ]);
  const inNeed = await child('CIN');
  await suspend(inNeed);
  expect(Object.keys(await tellingOf(inNeed))).not.toContain('exclusion-told-to-virtual-school-head');
});
