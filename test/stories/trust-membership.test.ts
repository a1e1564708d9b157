/** The story of a school's trusts: joined, left for another, left alone; a pupil's move says in which the school was. */
import { birchwood, oakfield } from '../support/recording-client.js';
import { Story } from '../support/story.js';

let story: Story;
beforeAll(async () => {
  story = await Story.begin();
});
afterAll(() => story.close());

it('from the first trust to none', async () => {
  const memberships = `schools/${oakfield}/trust-memberships`;
  await story.set(memberships, '2022-09-01', { trust: '5143' });
  const first = await story.set(memberships, '2018-04-01', { trust: '2044' });
  await story.set(memberships, '2025-04-01');
  const again = await story.client.post(`/api/${memberships}`, { effectiveOn: '2018-04-01', trust: '2044' });
  expect(again).toMatchObject({ status: 200, body: { entry: first, type: 'TrustMembershipChanged' } });
  const nowhere = await story.client.post('/api/schools/999999/trust-memberships', {
    effectiveOn: '2018-04-01',
  });
  expect(nowhere.status).toBe(422);

  const attend = async (school: string, from: string, to: string) => {
    await story.told('roll-additions', from, { school, enrolmentStatus: 'C' });
    await story.told('roll-removals', to, { school, regime: 'SI2006/1751', ground: 'b' });
  };
  await attend(oakfield, '2018-09-03', '2019-02-15');
  await attend(birchwood, '2019-02-25', '2022-10-21');
  await attend(oakfield, '2022-10-31', '2023-02-10');
  await story.told('roll-additions', '2023-02-20', { school: birchwood, enrolmentStatus: 'C' });
  expect((await story.trajectory()).moves.map(({ from, trust }) => [from.urn, trust])).toEqual([
    [oakfield, '2044'],
    [birchwood, null],
    [oakfield, '5143'],
  ]);
});

it('reads the same where it comes from a movements file', () => story.sameFromMovementsFile());
