import fc from 'fast-check';
import type { EventData } from '../../../events/catalogue.js';
import { asAuthorityCode, calendarStream, schoolStream } from '../../../events/identifiers.js';
import { Register } from '../../../projections/register/register.js';
import { day, fact, recorded, urn, type Told } from '../../support/history.js';

const authority = asAuthorityCode('E09000007');
const period = (startsOn: string, endsOn: string) => ({ startsOn: day(startsOn), endsOn: day(endsOn) });
const terms = [
  period('2024-09-03', '2024-12-20'),
  period('2025-01-06', '2025-04-04'),
  period('2025-04-22', '2025-07-22'),
];
const halfTerm = { kind: 'half-term', ...period('2024-10-28', '2024-11-01') } as const;
const inset = (on: string) => ({ kind: 'inset', ...period(on, on) }) as const;

const calendar = (data: Partial<EventData<'TermDatesSet'>>): Told =>
  fact(
    'TermDatesSet',
    { effectiveOn: day('2024-06-01'), authority, schoolYear: '2024/25', terms, ...data },
    calendarStream(authority, '2024/25'),
  );
const described = (n: number): Told =>
  fact(
    'SchoolDescribed',
    { effectiveOn: day('2020-09-01'), standing: 'described', authority },
    schoolStream(urn(n)),
  );
const registerOf = (...facts: Told[]): Register =>
  Register.from(recorded([described(1), described(2), ...facts]));
const meets = (register: Register, n: number, on: string) => register.calendarOf(urn(n)).on(day(on));

const general = calendar({ closures: [halfTerm, inset('2025-01-06')] });

describe('a school’s calendar', () => {
  test('is its authority’s, one for all its schools', () => {
    const register = registerOf(general);
    expect(meets(register, 1, '2025-01-06')).toEqual({ sessions: 0, byDefault: false });
    expect(register.calendarOf(urn(1))).toBe(register.calendarOf(urn(2)));
    expect(register.calendarOfAuthority(authority)).toBe(register.calendarOf(urn(1)));
    expect(register.termsOf(urn(1))).toEqual(terms);
  });

  test('is its own where it reports terms, and nothing of its authority’s year', () => {
    const register = registerOf(general, calendar({ school: urn(1), closures: [halfTerm] }));
    expect(meets(register, 1, '2025-01-06')).toEqual({ sessions: 2, byDefault: false });
    expect(meets(register, 2, '2025-01-06').sessions).toBe(0);
  });

  test('is its authority’s with its own INSET days on top, where it reports no terms', () => {
    const own = calendar({
      school: urn(1),
      terms: [],
      closures: [inset('2024-11-29')],
      sessionDays: [{ on: day('2024-12-20'), sessions: 1 }],
    });
    const register = registerOf(general, own);
    for (const closed of ['2024-11-29', '2025-01-06', '2024-10-30'])
      expect([closed, meets(register, 1, closed)]).toEqual([closed, { sessions: 0, byDefault: false }]);
    expect(meets(register, 1, '2024-12-20').sessions).toBe(1);
    expect(meets(register, 2, '2024-11-29').sessions).toBe(2);
  });

  test('is the default where nobody reported one, and for the years of which nobody did', () => {
    expect(meets(registerOf(), 1, '2024-11-29')).toEqual({ sessions: 2, byDefault: true });
    expect(meets(registerOf(general), 1, '2026-11-27')).toEqual({ sessions: 2, byDefault: true });
    expect(registerOf(general).calendarOf(urn(9)).on(day('2024-11-29')).byDefault).toBe(true);
  });

  test('is the one that holds from the latest day, whatever came first; of one day, the one recorded later', () => {
    const later = calendar({
      effectiveOn: day('2024-10-01'),
      closures: [halfTerm, inset('2024-11-29')],
    });
    fc.assert(
      fc.property(fc.shuffledSubarray([general, later], { minLength: 2 }), (facts) => {
        expect(meets(registerOf(...facts), 1, '2024-11-29').sessions).toBe(0);
      }),
    );
    const again = calendar({ closures: [halfTerm] });
    expect(meets(registerOf(general, again), 1, '2025-01-06').sessions).toBe(2);
    expect(meets(registerOf(again, general), 1, '2025-01-06').sessions).toBe(0);
  });
});
