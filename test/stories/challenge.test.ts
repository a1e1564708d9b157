/** The story of a challenge: a peer school asks about an exclusion, is answered, takes it further, and it is closed. */
import { birchwood, flagsOf, oakfield } from '../support/recording-client.js';
import { Story } from '../support/story.js';

let story: Story;
beforeAll(async () => {
  story = await Story.begin();
});
afterAll(() => story.close());

it('from the exclusion to the end of the challenge', async () => {
  await story.told('roll-additions', '2023-09-04', { school: oakfield, enrolmentStatus: 'C', ncYear: '9' });
  const exclusion = await story.told('permanent-exclusions', '2025-01-13', {
    school: oakfield,
    reasons: ['DB'],
  });
  const challenge = await story.told('challenges', '2025-01-20', {
    about: exclusion,
    raisedBy: 'peer-school',
    school: birchwood,
    ground: 'alternatives-not-tried',
  });
  await story.told('challenge-answers', '2025-01-27', { challenge, answeredBy: 'school', answer: 'stands' });
  await story.told('challenge-closures', '2025-01-29', { raisedOn: '2025-01-20', outcome: 'escalated' });
  await story.told('challenges', '2025-02-03', {
    aboutType: 'PermanentlyExcluded',
    aboutOn: '2025-01-13',
    raisedBy: 'forum',
    ground: 'pattern',
  });
  await story.told('challenge-answers', '2025-02-10', {
    challenge,
    answeredBy: 'board',
    answer: 'other-way-found',
  });
  await story.told('challenge-closures', '2025-02-17', { challenge, outcome: 'accepted' });
  const late = await story.reported('challenge-answers', '2025-02-24', {
    challenge,
    answeredBy: 'authority',
    answer: 'stands',
  });
  expect(flagsOf(late)).toEqual(['challenge-out-of-course']);

  const { challenges, exclusions, entries } = await story.trajectory('?as-at=2025-02-20');
  expect(challenges).toMatchObject([
    {
      raisedBy: 'peer-school',
      school: { name: 'Birchwood School' },
      ground: { code: 'alternatives-not-tried' },
      about: { entry: exclusion, type: 'PermanentlyExcluded', on: '2025-01-13' },
      answers: [{ answer: 'stands' }, { by: 'board', answer: 'other-way-found' }],
      endings: [{ outcome: 'escalated' }, { outcome: 'accepted' }],
      state: 'closed',
    },
    { raisedBy: 'forum', about: { entry: exclusion }, state: 'raised', answers: [] },
  ]);
  expect(exclusions).toMatchObject([{ state: 'issued' }]);
  expect(entries.find(({ id }) => id === challenge)?.concerns).toBe(exclusion);
});

it('reads the same where it comes from a movements file', () => story.sameFromMovementsFile());
