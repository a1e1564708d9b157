import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asPlainDate as day } from '../../events/calendar/plain-date.js';
import { asAuthorityCode, asUrn } from '../../events/identifiers.js';
import { Register } from '../../projections/register/register.js';
import { ofType, standingFacts } from '../../projections/standing-facts.js';
import type { CalendarReport } from '../../src/importing/calendar/import-calendar.js';
import { TestLedger } from './given.js';

let ledger: TestLedger;
beforeEach(async () => {
  ledger = await TestLedger.open();
});
afterEach(() => ledger.close());

const header = 'authority,urn,school_year,kind,starts_on,ends_on';

async function imported(name: string, ...lines: string[]): Promise<CalendarReport> {
  const path = join(ledger.folder, name);
  await writeFile(path, `${[header, ...lines].join('\n')}\n`);
  return ledger.calendar(path);
}

const registerOf = async (): Promise<Register> => Register.from(await ledger.events());
const refusedLines = async () => (await ledger.refusals()).map(({ line, code }) => `${line} ${code}`);

const autumn = 'E09000007,,2024/25,term,2024-09-03,2024-12-20';
const inset = 'E09000007,,2024/25,inset,2024-11-29,';

describe('a calendar file', () => {
  test('sets the terms, half-terms, INSET days and half-days of an authority and of its schools', async () => {
    await ledger.authorities();
    await ledger.schools();
    const { rows, eventsBy } = await ledger.calendar();
    expect(rows).toMatchObject({ read: 14, recorded: 14, known: 0, refused: 0, flaggedBy: {} });
    expect(eventsBy).toEqual({ TermDatesSet: 3 });

    const register = await registerOf();
    const on = (urn: string, date: string) => register.calendarOf(asUrn(urn)).on(day(date));
    const told = (sessions: number) => ({ sessions, byDefault: false });
    expect(on('100049', '2024-09-04')).toEqual(told(0));
    expect(on('100049', '2024-09-05')).toEqual(told(2));
    expect(on('100049', '2024-10-30')).toEqual(told(0));
    expect(on('100049', '2024-12-20')).toEqual(told(1));
    expect(on('100050', '2024-10-23')).toEqual(told(0));
    expect(on('100050', '2025-03-15')).toEqual(told(2));
    expect(register.calendarOfAuthority(asAuthorityCode('E09000007')).on(day('2024-11-29'))).toEqual(told(2));
  });

  test('sent again adds nothing, on another day and in another order too', async () => {
    await ledger.authorities();
    await imported('calendar_2024-06-01.csv', autumn, inset);
    const again = await imported('calendar_2024-07-01.csv', inset, autumn);
    expect(again).toMatchObject({ events: 0, rows: { read: 2, recorded: 0, known: 2 } });
    expect(await ledger.calendar()).toMatchObject({ rows: { recorded: 14 } });
    expect(await ledger.calendar()).toMatchObject({ events: 0, rows: { recorded: 0, known: 14 } });
  });

  test('of a later day replaces the year, also where the earlier one is brought in after it', async () => {
    await imported('calendar_2024-07-01.csv', autumn, inset);
    const earlier = await imported('calendar_2024-06-01.csv', autumn);
    expect(earlier.rows.recorded).toBe(1);
    const calendar = (await registerOf()).calendarOfAuthority(asAuthorityCode('E09000007'));
    expect(calendar.on(day('2024-11-29')).sessions).toBe(0);
    expect((await imported('calendar_2024-06-01.csv', autumn)).events).toBe(0);
  });

  test('holds from the day in its name, else from today; a school year in it is no day', async () => {
    await ledger.calendar();
    await imported('calendar_2024-06-01.csv', 'E09000008,,2024/25,term,2024-09-03,2024-12-20');
    const set = ofType(standingFacts(await ledger.events()).facts, 'TermDatesSet');
    expect(new Set(set.map(({ data }) => data.effectiveOn))).toEqual(new Set(['2025-06-02', '2024-06-01']));
  });

  test('makes placeholders of an authority and of schools that the register lacks, and flags the authority', async () => {
    const { rows, eventsBy } = await ledger.calendar();
    expect(rows.flaggedBy).toEqual({ 'authority-unknown': 14 });
    expect(eventsBy).toEqual({ AuthorityDescribed: 2, SchoolDescribed: 2, TermDatesSet: 3 });
  });

  test('in a dry run gives the same numbers and leaves nothing', async () => {
    const dry = await ledger.calendar(undefined, { dryRun: true });
    expect(await ledger.events()).toEqual([]);
    expect(await ledger.calendar()).toEqual({ ...dry, dryRun: false });
  });

  test('that is stopped goes on when it is sent again', async () => {
    const stop = new AbortController();
    stop.abort();
    const stopped = await ledger.calendar(undefined, { signal: stop.signal });
    expect(stopped).toMatchObject({ stopped: true, rows: { recorded: 0 } });
    expect((await ledger.calendar()).rows.recorded).toBe(14);
  });

  test('sent twice at once gives what one would have given', async () => {
    await ledger.authorities();
    await ledger.schools();
    const both = await Promise.all([ledger.calendar(), ledger.calendar()]);
    expect(both.map(({ rows }) => rows.recorded).reduce((a, b) => a + b)).toBe(14);
    expect((await ledger.events()).filter(({ type }) => type === 'TermDatesSet')).toHaveLength(3);
  });
});

describe('a row of a calendar', () => {
  test.each([
    ['an authority that is none', 'Bromley,,2024/25,inset,2024-11-29,', 'authority', 'authority-code'],
    ['a URN that is none', 'E09000007,12,2024/25,inset,2024-11-29,', 'urn', 'urn'],
    ['a year that is none', 'E09000007,,2024/26,inset,2024-11-29,', 'school_year', 'school-year'],
    ['an unknown kind', 'E09000007,,2024/25,holiday,2024-11-29,', 'kind', 'kind'],
    ['no first day', 'E09000007,,2024/25,inset,,', 'starts_on', 'date-missing'],
    ['a day that does not exist', 'E09000007,,2024/25,inset,2024-11-31,', 'starts_on', 'date-impossible'],
    ['a term without an end', 'E09000007,,2024/25,term,2025-01-06,', 'ends_on', 'date-missing'],
    [
      'an end before its beginning',
      'E09000007,,2024/25,inset,2024-11-29,2024-11-28',
      'ends_on',
      'ends-before-start',
    ],
    ['a half-day of two days', 'E09000007,,2024/25,half-day,2024-12-19,2024-12-20', 'ends_on', 'one-day'],
    ['a day outside its year', 'E09000007,,2024/25,inset,2025-11-28,', 'starts_on', 'within-school-year'],
  ])('with %s is refused', async (_, row, field, code) => {
    const { rows } = await imported('calendar.csv', row, 'E09000002,,2024/25,term,2024-09-03,2024-12-20');
    const [refusal] = await ledger.refusals();
    expect(refusal).toMatchObject({ line: '2', field, code });
    expect(rows).toMatchObject({ recorded: 1, refused: 1 });
  });

  test('that is refused takes the other rows of its calendar with it, and of no other', async () => {
    const { rows } = await imported(
      'calendar.csv',
      autumn,
      'E09000007,,2024/25,term,2024-12-20,2025-04-04',
      inset,
      'E09000007,100049,2024/25,inset,2024-11-29,',
    );
    expect(rows).toMatchObject({ recorded: 1, refused: 3 });
    expect(await refusedLines()).toEqual([
      '2 calendar-not-whole',
      '3 after-the-term-before',
      '4 calendar-not-whole',
    ]);
  });

  test('that cannot be read takes the whole file with it: it may have been of any calendar', async () => {
    const { rows, events } = await imported('calendar.csv', autumn, 'E09000007,,2024/25,inset');
    expect({ events, rows }).toMatchObject({ rows: { recorded: 0, refused: 2 } });
    expect(await refusedLines()).toEqual(['2 file-not-whole', '3 cut-line']);
  });

  test('is needed of the terms of an authority, which cannot leave them to another', async () => {
    expect((await imported('calendar.csv', inset)).rows.refusedBy).toEqual({ 'terms-of-an-authority': 1 });
  });

  test('is one of at most ten terms and a hundred other days', async () => {
    const many = Array.from({ length: 101 }, () => inset);
    expect((await imported('calendar.csv', autumn, ...many)).rows.refusedBy).toEqual({ 'too-many': 102 });
  });
});
