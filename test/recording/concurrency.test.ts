import { startApplication, type TestApplication } from '../support/application.js';
import { describeRegister, oakfield, RecordingClient } from '../support/recording-client.js';

let ledger: TestApplication;
let client: RecordingClient;

beforeAll(async () => {
  ledger = await startApplication();
  await describeRegister(ledger);
  client = new RecordingClient(ledger.address);
});
afterAll(() => ledger.close());

const suspension = (day: number) => ({
  effectiveOn: `2024-03-${String(day).padStart(2, '0')}`,
  school: oakfield,
  category: 'SUSP',
  reasons: ['DB'],
});

it('thirty reports about one pupil at once are all recorded, each at a revision of its own', async () => {
  const pupil = await client.newPupil();
  const days = Array.from({ length: 30 }, (_, at) => at + 1);
  const replies = await Promise.all(days.map((day) => client.report(pupil, 'suspensions', suspension(day))));
  expect(replies.map(({ status }) => status)).toEqual(days.map(() => 201));
  expect(replies.map(({ body }) => Number(body['revision'])).sort((a, b) => a - b)).toEqual(days);
});

it('one fact that is reported thirty times at once is recorded once, and the others are told which entry stands', async () => {
  const pupil = await client.newPupil();
  const replies = await Promise.all(
    Array.from({ length: 30 }, () => client.report(pupil, 'suspensions', suspension(1))),
  );
  expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(29);
  expect(new Set(replies.map(({ body }) => body['entry'])).size).toBe(1);
});
