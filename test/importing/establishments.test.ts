import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asPlainDate } from '../../events/calendar/plain-date.js';
import { asAuthorityCode, asUrn, schoolStream } from '../../events/identifiers.js';
import { Register } from '../../projections/register/register.js';
import { ofType, standingFacts } from '../../projections/standing-facts.js';
import { schoolPhase, schoolType } from '../../src/importing/establishments/school-kind.js';
import { TestLedger } from './given.js';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await TestLedger.open();
});
afterEach(() => ledger.close());

const registerOf = async (): Promise<Register> => Register.from(await ledger.events());

async function fileOf(name: string, ...lines: string[]): Promise<string> {
  const path = join(ledger.folder, name);
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}

describe('authorities', () => {
  test('are known by their nine-character codes; an old code means the one that lives', async () => {
    const { rows, events } = await ledger.authorities();
    expect(rows).toMatchObject({
      read: 26,
      recorded: 23,
      known: 0,
      refused: 3,
      refusedBy: { 'authority-code': 3 },
    });
    expect(events).toBe(23);
    const register = await registerOf();
    expect(register.authorityByAnyCode('825')).toMatchObject({
      code: 'E06000060',
      standing: 'described',
      startedOn: '2020-04-01',
    });
    expect(register.authority(asAuthorityCode('E10000002'))).toMatchObject({
      endedOn: '2020-03-31',
      region: 'E12000008',
    });
  });

  test('sent again add nothing', async () => {
    await ledger.authorities();
    expect(await ledger.authorities()).toMatchObject({ events: 0, rows: { recorded: 0, known: 23 } });
  });

  test('that are refused come back with file, line, field, problem and code', async () => {
    const { refusalsFile } = await ledger.authorities();
    expect(refusalsFile).toBe(ledger.refusalsPath());
    expect(await ledger.refusals()).toContainEqual({
      file: 'local_authorities.csv',
      line: '27',
      field: 'new_la_code',
      problem: 'is not a nine-character authority code',
      code: 'authority-code',
    });
  });
});

describe('schools', () => {
  test('are described, with the days on which they opened and closed, under the authority that lives now', async () => {
    await ledger.authorities();
    const { rows, eventsBy } = await ledger.schools();
    expect(rows).toMatchObject({ read: 22, recorded: 22, refused: 0 });
    expect(eventsBy['SchoolDescribed']).toBe(22);
    const register = await registerOf();
    expect(register.school(asUrn('100049'))).toMatchObject({
      standing: 'described',
      authority: 'E09000007',
      phase: 'secondary',
    });
    const closed = register.allSchools().filter(({ closedOn }) => closedOn !== undefined);
    expect(closed.length).toBe(eventsBy['SchoolClosed']);
    expect(closed.length).toBeGreaterThan(0);
  });

  test('of an authority that the register lacks get a placeholder, flagged; it is described when the register catches up', async () => {
    const { rows, eventsBy } = await ledger.schools();
    expect(rows.flaggedBy).toEqual({ 'authority-unknown': 22 });
    expect(eventsBy['AuthorityDescribed']).toBe(10);
    expect((await registerOf()).authorityByAnyCode('202')).toMatchObject({
      code: 'X00000202',
      standing: 'placeholder',
    });

    await ledger.authorities();
    const again = await ledger.schools();
    expect(again.rows.flaggedBy).toEqual({});
    expect(again.eventsBy).toEqual({ EntryCorrected: again.rows.recorded });
    expect((await registerOf()).school(asUrn('100049'))?.authority).toBe('E09000007');
  });

  test('sent again add nothing, also after links have made placeholders of others', async () => {
    await ledger.links();
    await ledger.schools();
    expect(await ledger.schools()).toMatchObject({ events: 0, rows: { recorded: 0, known: 22 } });
    expect((await registerOf()).school(asUrn('100050'))?.standing).toBe('described');
  });

  test('of another year are described anew from then on; the same year sent with another name corrects its entry', async () => {
    const header = 'URN,LA,SCHNAME,OPENDATE,CLOSEDATE';
    await ledger.schools(await fileOf('spine_2017-2018.csv', header, '100049,202,Old name,,'));
    await ledger.schools(await fileOf('spine_2019-2020.csv', header, '100049,202,New name,,31-08-2020'));
    const corrected = await ledger.schools(
      await fileOf('spine_2017-2018.csv', header, '100049,202,Older name,,'),
    );
    expect(corrected.eventsBy).toEqual({ EntryCorrected: 1 });
    const register = await registerOf();
    const names = ['2018-01-01', '2019-12-01'].map(
      (day) => register.school(asUrn('100049'), asPlainDate(day))?.name,
    );
    expect(names).toEqual(['Older name', 'New name']);
    expect(register.school(asUrn('100049'))?.closedOn).toBe('2020-08-31');
  });

  test('with a URN or a date that cannot be are refused; the others are recorded', async () => {
    const path = await fileOf(
      'spine.csv',
      'URN,LA,SCHNAME,OPENDATE',
      '10004,202,A,',
      '100049,202,B,31-02-2019',
      '100050,202,C,01-09-2019',
    );
    expect((await ledger.schools(path)).rows).toMatchObject({
      read: 3,
      recorded: 1,
      refusedBy: { urn: 1, 'date-impossible': 1 },
    });
  });

  test('in a dry run give the same numbers and leave nothing', async () => {
    const dry = await ledger.schools(undefined, { dryRun: true });
    expect(await ledger.events()).toEqual([]);
    expect(await ledger.schools()).toEqual({ ...dry, dryRun: false });
  });
});

describe('links', () => {
  test('name an edge once; the row from its other end is known', async () => {
    const { rows, eventsBy } = await ledger.links();
    expect(rows).toMatchObject({ read: 27, recorded: 21, known: 6, refused: 0 });
    expect(eventsBy['SchoolSucceeded']).toBe(21);
  });

  test('sent again add nothing, also when their rows contradict each other on the day', async () => {
    await ledger.links();
    expect(await ledger.links()).toMatchObject({ events: 0, rows: { recorded: 0, known: 27 } });
  });

  test('list their cycles, and no walk loops in one', async () => {
    const { cycles } = await ledger.links();
    expect(cycles).toEqual([['101144', '101146']]);
    const { succession } = await registerOf();
    expect(succession.follows(asUrn('101144'), asUrn('100049'), asPlainDate('2022-09-01'))).toBeUndefined();
  });

  test.each([
    ['the predecessor row', ['1,2,Successor,31-08-2012', '2,1,Predecessor,24-04-2013'], '2013-04-24'],
    [
      'the predecessor row, whichever came first',
      ['2,1,Predecessor,24-04-2013', '1,2,Successor,31-08-2012'],
      '2013-04-24',
    ],
    ['the day after the successor row', ['1,2,Successor,31-08-2012', '2,1,Predecessor,'], '2012-09-01'],
    [
      'the day after the successor row, whichever came first',
      ['2,1,Predecessor,', '1,2,Successor,31-08-2012'],
      '2012-09-01',
    ],
    ['nobody', ['1,2,Successor,', '2,1,Predecessor,'], undefined],
  ])('are dated by %s', async (_who, rows, from) => {
    const lines = rows.map((row) => row.replace(/^1,2/, '100001,100002').replace(/^2,1/, '100002,100001'));
    const path = await fileOf('links_2025-04-22.csv', 'URN,LinkURN,LinkType,LinkEstablishedDate', ...lines);
    expect((await ledger.links(path)).rows).toMatchObject({ recorded: 1, known: 1 });
    expect(await edgesOf('100001')).toEqual([{ other: '100002', kind: 'succeeded', from }]);
    expect((await ledger.links(path)).events).toBe(0);
  });

  test('that mirror an edge add their detail to it by a correction', async () => {
    const path = await fileOf(
      'links.csv',
      'URN,LinkURN,LinkType,LinkEstablishedDate',
      '100001,100002,Successor,',
      '100002,100001,Predecessor - merged,',
    );
    expect((await ledger.links(path)).eventsBy).toMatchObject({ SchoolSucceeded: 1, EntryCorrected: 1 });
    const edge = (await ledger.historyOf(schoolStream(asUrn('100001')))).find(
      ({ type }) => type === 'EntryCorrected',
    );
    expect(edge?.data).toMatchObject({ data: { other: '100002', detail: 'merged' } });
  });

  test('of amalgamations and mergers tie without direction; of other kinds they are kept without an edge', async () => {
    await ledger.links();
    const { succession } = await registerOf();
    const near = asPlainDate('2014-09-03');
    expect(succession.follows(asUrn('101276'), asUrn('101277'), near)).toBeDefined();
    expect(succession.follows(asUrn('101277'), asUrn('101276'), near)).toBeDefined();
    expect(succession.follows(asUrn('100050'), asUrn('132838'), near)).toBeUndefined();
    expect(await edgesOf('100050')).toEqual([{ other: '132838', kind: 'other', from: undefined }]);
  });

  test('make placeholders of the schools that the register lacks', async () => {
    await ledger.links();
    expect((await registerOf()).school(asUrn('132245'))?.standing).toBe('placeholder');
  });

  async function edgesOf(urn: string): Promise<object[]> {
    const { facts } = standingFacts(await ledger.historyOf(schoolStream(asUrn(urn))));
    return ofType(facts, 'SchoolSucceeded').map(({ data: { other, kind, from } }) => ({ other, kind, from }));
  }
});

test('two imports of the same files at once give what one gives', async () => {
  const [one, other] = await Promise.all([ledger.links(), ledger.links()]);
  expect(one.eventsBy['SchoolSucceeded'] ?? 0).toBeLessThanOrEqual(21);
  expect((one.eventsBy['SchoolSucceeded'] ?? 0) + (other.eventsBy['SchoolSucceeded'] ?? 0)).toBe(21);
  expect((await ledger.links()).events).toBe(0);
});

test.each([
  ['Academy', 'University technical college', 'studio-or-utc'],
  ['Special School', 'Other independent special school', 'independent-special'],
  ['Special School', 'Non-maintained special school', 'special'],
  ['Maintained School', 'Community school', 'mainstream'],
  ['Independent School', 'Other independent school', 'independent'],
  ['College', 'Sixth form college', 'further-education'],
  ['Maintained School', 'Pupil referral unit', 'alternative-provision'],
  ['n/a', 'Service childrens education', 'other'],
])('a %s of the type %s is %s', (group, type, expected) => expect(schoolType(group, type)).toBe(expected));

test.each([
  [[true, false, false, 3, 11], 'primary'],
  [[true, false, false, 2, 5], 'nursery'],
  [[true, true, false, 9, 13], 'middle'],
  [[false, true, true, 11, 18], 'secondary'],
  [[true, true, true, 2, 19], 'all-through'],
  [[false, false, true, 16, 19], 'post-16'],
  [[false, false, false, undefined, undefined], 'not-applicable'],
] as const)('what teaches %j is %s', ([primary, secondary, post16, lowestAge, highestAge], phase) =>
  expect(schoolPhase({ primary, secondary, post16, lowestAge, highestAge })).toBe(phase),
);
