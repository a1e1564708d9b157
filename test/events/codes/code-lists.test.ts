import { asPlainDate } from '../../../events/calendar/plain-date.js';
import { codeLists } from '../../../events/codes/all.js';
import { standingOf } from '../../../events/codes/code-list.js';
import { ncYear, yearGroupNumber } from '../../../events/codes/nc-year.js';
import { enrolmentStatus, isMainRegistration } from '../../../events/codes/enrolment-status.js';
import { firstLanguage } from '../../../events/codes/first-language.js';
import { mappedSenProvision, senProvision } from '../../../events/codes/sen-provision.js';

const on = asPlainDate('2024-10-03');
const named = codeLists.map((list) => [list.name, list] as const);

describe('every code list', () => {
  test('has a name of its own', () => {
    expect(new Set(codeLists.map((list) => list.name)).size).toBe(codeLists.length);
  });

  test.each(named)('%s has codes of its own shape only, each with a label', (_, list) => {
    expect(list.source).not.toBe('');
    for (const [key, { code, label }] of list.codes) {
      expect(key).toBe(code);
      expect(code).toMatch(list.shape);
      expect(label.trim()).toBe(label);
      expect(label).not.toBe('');
    }
  });

  test.each(named)('%s counts codes only under listed ones that are counted under no other', (_, list) => {
    for (const { countedAs } of list.codes.values()) {
      if (countedAs !== undefined) expect(list.codes.get(countedAs)).not.toHaveProperty('countedAs');
    }
  });

  test.each(named)('%s has no code that ends before it begins', (_, list) => {
    for (const { from, to } of list.codes.values()) if (from && to) expect(from <= to).toBe(true);
  });

  test.each(named)('%s refuses by shape: blanks, line breaks, accents and long texts', (_, list) => {
    for (const text of ['', ' ', '\n', 'É', 'A\n', '\u0000', 'ABCDEFGHIJ'])
      expect(text).not.toMatch(list.shape);
  });
});

describe('enrolment status', () => {
  test.each([
    ['C', true],
    ['M', true],
    ['S', false],
    ['F', false],
    ['O', false],
    ['G', false],
    ['P', false],
  ])('%s: counted in denominators %s', (status, main) => {
    expect(standingOf(enrolmentStatus, status, on)).toBe('listed');
    expect(isMainRegistration(status)).toBe(main);
  });
});

describe('national curriculum year', () => {
  test.each([
    ['R', 0],
    ['1', 1],
    ['7', 7],
    ['14', 14],
    ['E1', undefined],
    ['N2', undefined],
    ['X', undefined],
    ['M', undefined],
    ['0', undefined],
    ['15', undefined],
    ['07', undefined],
  ])('%s is taught as year group %s', (code, year) => {
    expect(yearGroupNumber(code)).toBe(year);
  });

  test('M, a mixed class, is kept as reported because it has the shape, and flagged because no pupil is in year M', () => {
    expect('M').toMatch(ncYear.shape);
    expect(standingOf(ncYear, 'M', on)).toBe('unlisted');
  });

  test('holds the twenty published years', () => {
    expect([...ncYear.codes.keys()].join(' ')).toBe('E1 E2 N1 N2 R 1 2 3 4 5 6 7 8 9 10 11 12 13 14 X');
  });
});

describe('SEN provision', () => {
  test.each([
    ['S', 'E'],
    ['A', 'K'],
    ['P', 'K'],
    ['Q', 'Q'],
    ['N', 'N'],
    ['K', 'K'],
    ['E', 'E'],
    ['Z', 'Z'],
    ['constructor', 'constructor'],
  ])('%s is recorded as %s', (reported, recorded) => {
    expect(mappedSenProvision(reported)).toBe(recorded);
  });

  test.each(['S', 'A', 'P', 'Q'])('%s is out of its period in autumn 2024', (code) => {
    expect(standingOf(senProvision, code, on)).toBe('outside-its-period');
  });

  test('what older codes are recorded as is listed in their day too', () => {
    for (const code of ['K', 'E'])
      expect(standingOf(senProvision, code, asPlainDate('2012-01-19'))).toBe('listed');
  });
});

describe('first language', () => {
  test.each(['ENG', 'ENB', 'OTH', 'OTB', 'NOT', 'REF', 'CYM', 'PNJA', 'PRST'])('%s is listed', (code) => {
    expect(standingOf(firstLanguage, code, on)).toBe('listed');
  });

  test('an extended code is counted as its main language', () => {
    expect(firstLanguage.codes.get('PNJA')?.countedAs).toBe('PNJ');
  });

  test('an unlisted code of three or four letters is kept and flagged', () => {
    expect('QQQ').toMatch(firstLanguage.shape);
    expect(standingOf(firstLanguage, 'QQQ', on)).toBe('unlisted');
  });
});
