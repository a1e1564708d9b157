/** The story of one child's home education, from the first word of it to school again, told over REST. */
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

it('from a threat on record over an order to a roll, every step is taken and told', async () => {
  const standards = `/api/authorities/${barking}/local-standards`;
  for (const standard of [
    { standard: 'home-education-return-window', length: 10 },
    { standard: 'child-protection-consent' },
  ])
    expect(await story.client.post(standards, { effectiveOn: '2024-09-01', ...standard })).toMatchObject({
      status: 201,
      body: { type: 'LocalStandardSet' },
    });

  await told('roll-additions', '2022-09-01', { school: oakfield, enrolmentStatus: 'C', ncYear: '7' });
  await told('social-care', '2024-06-03', { status: 'CP', responsibleAuthority: barking });
  const threat = await told('concerns', '2024-10-14', {
    kind: 'exclusion-threatened',
    raisedBy: 'parent',
    school: oakfield,
  });
  const notice = await told('home-education-notices', '2024-11-04', {
    school: oakfield,
    notifiedBy: 'school',
    letter: 'pro-forma',
    reason: 'RSK',
  });
  expect(flagsOf(notice)).toEqual(['sign-of-pressure', 'sign-of-pressure', 'sign-of-pressure']);
  await told('home-education-information', '2024-11-06', { givenBy: 'authority' });
  await told('home-education-meetings', '2024-11-13', {
    attended: ['parent', 'social-worker', 'school-staff'],
  });
  await told('home-education-consents', '2024-11-18', {
    requestedOn: '2024-11-05',
    school: oakfield,
    ground: 'child-protection',
    decision: 'refused',
  });
  const left = await told('roll-removals', '2024-11-22', {
    school: oakfield,
    regime: 'SI2024/208',
    ground: 'F',
    destination: { kind: 'home-education' },
  });
  expect(flagsOf(left).sort()).toEqual(['home-education-out-of-course', 'home-education-without-consent']);

  await told('home-education-starts', '2024-11-25', { school: oakfield });
  await told('home-education-reviews', '2025-01-20', { suitability: 'unsuitable', seen: 'visit' });
  expect(await trajectory()).toMatchObject({
    homeEducation: [{ state: 'unsuitable', stateMeaning: expect.stringContaining('missing education') }],
    missingEducation: [{ because: 'found-unsuitable', from: '2025-01-20', to: null }],
  });
  await told('education-notices', '2025-01-27', { authority: barking, answerBy: '2025-02-10' });
  await told('attendance-orders', '2025-02-24', { authority: barking, school: birchwood });
  await told('return-requests', '2025-03-03', {
    requestedBy: 'parent',
    destination: { kind: 'school', school: oakfield },
  });
  await told('admission-refusals', '2025-03-05', { school: oakfield, ground: 'full' });
  await told('roll-additions', '2025-03-17', { school: birchwood, enrolmentStatus: 'C' });
  await told('home-education-endings', '2025-03-19', {
    outcome: 'returned-to-school',
    destination: { kind: 'school', school: birchwood },
  });
  await told('concern-resolutions', '2025-04-28', {
    concern: threat.body['entry'],
    outcome: 'substantiated',
    resolvedBy: 'local-authority',
  });

  const { homeEducation, attendanceOrders, missingEducation, concerns, admissionRefusals, flags } =
    await trajectory();
  expect(homeEducation).toMatchObject([
    {
      school: { urn: oakfield, name: 'Oakfield School' },
      state: 'returned',
      letter: { code: 'pro-forma', meaning: 'A standard letter' },
      reason: { code: 'RSK' },
      leftOn: '2024-11-22',
      startedOn: '2024-11-25',
      informationGivenOn: '2024-11-06',
      meetings: [{ on: '2024-11-13' }],
      consents: [{ ground: 'child-protection', decision: 'refused', decidedOn: '2024-11-18' }],
      returnWindow: { schoolDays: 10, lastDay: '2024-12-06', standardByDefault: false },
      returned: { on: '2025-03-17', to: { urn: birchwood }, toSchoolLeft: false, withinWindow: false },
      endedOn: '2025-03-16',
      ending: 'returned-to-school',
      pressure: [
        { sign: 'after-threat', evidence: [threat.body['entry']] },
        { sign: 'letter-not-the-parents' },
        { sign: 'reason-names-the-school' },
      ],
    },
  ]);
  expect(homeEducation[0]?.course.map(({ to }) => to)).toEqual([
    'notified',
    'consent-refused',
    'at-home',
    'at-home',
    'unsuitable',
    'return-requested',
    'returned',
    'returned',
  ]);
  expect(attendanceOrders).toMatchObject([
    { state: 'at-school', orderMadeOn: '2025-02-24', school: { urn: birchwood }, joinedOn: '2025-03-17' },
  ]);
  expect(missingEducation).toMatchObject([{ to: '2025-03-17', state: 'in-education' }]);
  expect(concerns).toMatchObject([{ state: 'substantiated', resolvedOn: '2025-04-28' }]);
  expect(admissionRefusals).toMatchObject([{ ground: 'full', referredOn: null }]);
  expect(flags.map(({ flag }) => flag).sort()).toEqual([
    'home-education-out-of-course',
    'home-education-without-consent',
    'sign-of-pressure',
    'sign-of-pressure',
    'sign-of-pressure',
  ]);
});

it('as at a day it tells what had happened by then', async () => {
  const { homeEducation, missingEducation, attendanceOrders } = await trajectory('?as-at=2025-02-01');
  expect(homeEducation).toMatchObject([{ state: 'unsuitable', returned: null, endedOn: null }]);
  expect(missingEducation).toMatchObject([{ to: null, state: 'reported' }]);
  expect(attendanceOrders).toMatchObject([{ state: 'notice-served', orderMadeOn: null, school: null }]);
});

it('a withdrawn notice takes its signs with it', async () => {
  const { entries } = await trajectory();
  const notice = entries.find(({ type }) => type === 'HomeEducationNotified');
  const withdrawal = { effectiveOn: '2025-05-01', entry: notice?.id };
  expect(
    await story.client.report(story.pupil, 'withdrawals', withdrawal, { 'if-match': '*' }),
  ).toMatchObject({
    status: 201,
  });
  const { homeEducation } = await trajectory();
  expect(homeEducation).toMatchObject([
    { notifiedOn: null, letter: null, pressure: [{ sign: 'after-threat' }] },
  ]);
});

it('reads the same where it comes from a movements file', () => story.sameFromMovementsFile());
