import { asPlainDate } from '../../../events/calendar/plain-date.js';
import { asUrn } from '../../../events/identifiers.js';
import { readCensusRow, type RowContext } from '../../../src/importing/census/census-row.js';
import type { CensusTable } from '../../../src/importing/census/tables.js';
import type { CsvRow } from '../../../src/importing/csv/read-rows.js';

const context: RowContext = {
  term: '2024-autumn',
  censusDay: asPlainDate('2024-10-03'),
  schools: new Map([['SCH1', asUrn('100049')]]),
  identifierKind: 'opaque',
  identifierFor: (_table, row) => (row.value('pupilonrolltableid') === 'r1' ? 'u1' : undefined),
};

const rollRow = {
  nativeid: 'SCH1',
  upn: 'u1',
  dob: '2012-Jan-21 00:00:00',
  entrydate: '2023-Sep-04 00:00:00',
  enrolstatus: 'C',
  ncyearactual: '7',
  sex: 'F',
};
const leaverRow = { ...rollRow, leavingdate: '2024-Jul-19 00:00:00', ncyearleaving: '6' };
const exclusionRow = {
  pupilonrolltableid: 'r1',
  nativeid: 'SCH1',
  startdate: '2024-Sep-09 00:00:00',
  sessions: '10.0',
  reason1: 'PP',
  reason2: '',
  reason3: '',
  category: 'SUSP',
  senprovision: 'N',
};

const row = (cells: Record<string, string>): CsvRow => ({
  line: 2,
  cells: Object.values(cells),
  columns: () => Object.keys(cells),
  value: (column) => cells[column],
});

const read = (table: CensusTable, cells: Record<string, string>, change: Partial<RowContext> = {}) =>
  readCensusRow(table, row(cells), { ...context, ...change });

const refusalOf = (...args: Parameters<typeof read>) => {
  const result = read(...args);
  return 'refused' in result ? [result.refused.field, result.refused.code] : 'recorded';
};

const flagsOf = (...args: Parameters<typeof read>) => {
  const result = read(...args);
  return 'refused' in result ? result.refused : result.remarks.flags;
};

const factOf = (...args: Parameters<typeof read>) => {
  const result = read(...args);
  return 'refused' in result ? result.refused : result.fact;
};

test('a roll row is an observation of the census day, its characteristics in clear, personal data apart', () => {
  expect(
    read('pupilonroll', {
      ...rollRow,
      surname: 'Made-up',
      formerupn: 'u0',
      uniquelearnernumber: '7',
      ethnicity: 'WBRI',
      plaa: 'A',
    }),
  ).toEqual({
    identifier: 'u1',
    fact: {
      type: 'CountedOnRoll',
      data: {
        effectiveOn: '2024-10-03',
        school: '100049',
        term: '2024-autumn',
        enteredOn: '2023-09-04',
        enrolmentStatus: 'C',
        ncYear: '7',
        characteristics: {
          sex: 'F',
          ethnicity: 'WBRI',
          postLookedAfter: 'A',
          birthYear: 2012,
          birthMonth: 1,
        },
      },
    },
    person: {
      identifier: 'u1',
      surname: 'Made-up',
      formerUpn: 'u0',
      uniqueLearnerNumber: '7',
      dateOfBirth: '2012-01-21',
    },
    remarks: { mapped: [], flags: [] },
  });
});

test('a leaver row has the day of leaving and the year group that the pupil left in', () => {
  expect(factOf('pupilnolongeronroll', leaverRow)).toMatchObject({
    type: 'CountedAsLeaver',
    data: { leftOn: '2024-07-19', ncYear: '6' },
  });
});

describe('a row is refused for', () => {
  test.each([
    [
      'a school that is not mapped',
      'pupilonroll',
      { ...rollRow, nativeid: 'SCH9' },
      ['NativeId', 'school-not-mapped'],
    ],
    ['no identifier', 'pupilonroll', { ...rollRow, upn: '' }, ['upn', 'identifier-missing']],
    ['an identifier of spaces', 'pupilonroll', { ...rollRow, upn: 'a b' }, ['upn', 'identifier-malformed']],
    ['no day of entry', 'pupilonroll', { ...rollRow, entrydate: '' }, ['entrydate', 'date-missing']],
    [
      'a day that does not exist',
      'pupilonroll',
      { ...rollRow, entrydate: '2023-Feb-29' },
      ['entrydate', 'date-impossible'],
    ],
    [
      'a birthday that does not exist',
      'pupilonroll',
      { ...rollRow, dob: '2012-Feb-30' },
      ['dob', 'date-impossible'],
    ],
    [
      'no day of leaving',
      'pupilnolongeronroll',
      { ...leaverRow, leavingdate: '' },
      ['leavingdate', 'date-missing'],
    ],
    [
      'leaving before entry',
      'pupilnolongeronroll',
      { ...leaverRow, leavingdate: '2023-Sep-03' },
      ['leavingdate', 'left-before-entry'],
    ],
    [
      'an exclusion of nobody in the term',
      'termlyexclusionsonroll',
      { ...exclusionRow, pupilonrolltableid: 'r2' },
      ['pupilonrolltableid', 'pupil-row-missing'],
    ],
    [
      'an exclusion without a day',
      'termlyexclusionsonroll',
      { ...exclusionRow, startdate: '' },
      ['startdate', 'date-missing'],
    ],
    [
      'a name longer than any',
      'pupilonroll',
      { ...rollRow, surname: 'x'.repeat(100_000) },
      ['surname', 'text-too-long'],
    ],
  ] as const)('%s', (_reason, table, cells, expected) => expect(refusalOf(table, cells)).toEqual(expected));

  test.each([
    ['A123', 'upn-length'],
    ['I801200001001', 'upn-characters'],
    ['A801200001001', 'upn-check-letter'],
  ])('the malformed UPN %s, by its rule, where UPNs are expected', (upn, code) =>
    expect(refusalOf('pupilonroll', { ...rollRow, upn }, { identifierKind: 'upn' })).toEqual(['upn', code]),
  );
});

test('a refused row lists its pupil, where it says which and at which school', () => {
  expect(read('pupilonroll', { ...rollRow, entrydate: '' })).toMatchObject({
    lists: { identifier: 'u1', school: '100049' },
  });
  expect(read('pupilonroll', { ...rollRow, upn: '' })).not.toHaveProperty('lists');
});

describe('a row is kept and flagged for', () => {
  test.each([
    ['entry before birth', { ...rollRow, entrydate: '2012-Jan-20' }, 'entry-before-birth'],
    ['an unlisted code', { ...rollRow, ncyearactual: 'M' }, 'code-unlisted'],
    ['a code that is not even shaped like one', { ...rollRow, ncyearactual: 'seven' }, 'code-malformed'],
    ['no enrolment status', { ...rollRow, enrolstatus: '' }, 'enrolment-status-not-stated'],
    ['no year group', { ...rollRow, ncyearactual: '' }, 'nc-year-not-stated'],
    ['no birthday', { ...rollRow, dob: '' }, 'birth-date-not-stated'],
  ])('%s', (_reason, cells, flag) => expect(flagsOf('pupilonroll', cells)).toEqual([flag]));

  test('codes that have expired: OT as a reason since 2020', () =>
    expect(flagsOf('termlyexclusionsonroll', { ...exclusionRow, reason1: 'OT' })).toEqual([
      'code-outside-its-period',
    ]));
});

test('a blank observes nothing: no characteristic stands for it', () => {
  expect(
    factOf('pupilonroll', { nativeid: 'SCH1', upn: 'u1', entrydate: '2023-Sep-04', enrolstatus: '' }),
  ).toEqual({
    type: 'CountedOnRoll',
    data: { effectiveOn: '2024-10-03', school: '100049', term: '2024-autumn', enteredOn: '2023-09-04' },
  });
});

describe('an exclusion row', () => {
  test('of the category FIXD is a suspension, mapped', () => {
    const result = read('termlyexclusionsonroll', { ...exclusionRow, category: 'FIXD', senprovision: 'S' });
    expect(result).toMatchObject({
      fact: {
        type: 'Suspended',
        data: {
          category: 'SUSP',
          effectiveOn: '2024-09-09',
          lengthSessions: 10,
          reasons: ['PP'],
          senProvision: 'E',
          term: '2024-autumn',
        },
      },
      remarks: { mapped: ['FIXD', 'S'], flags: [] },
    });
  });

  test('of the category PERM is permanent, its sessions no length', () => {
    const fact = factOf('termlyexclusionsonroll', { ...exclusionRow, category: 'PERM' });
    expect(fact).toMatchObject({ type: 'PermanentlyExcluded', data: { reportedSessions: 10 } });
    expect(fact).not.toHaveProperty('data.lengthSessions');
  });

  test('that repeats a reason has it once, flagged', () => {
    const result = read('termlyexclusionsonroll', { ...exclusionRow, reason2: 'VA', reason3: 'PP' });
    expect(result).toMatchObject({
      fact: { data: { reasons: ['PP', 'VA'] } },
      remarks: { flags: ['reason-repeated'] },
    });
  });

  test.each([
    ['', 'sessions-not-stated'],
    ['1.5', 'sessions-malformed'],
    ['99999', 'sessions-malformed'],
  ])('with %j sessions has no length, flagged', (sessions, flag) => {
    expect(flagsOf('termlyexclusionsonroll', { ...exclusionRow, sessions })).toEqual([flag]);
  });
});
