import { asAuthorityCode, authorityStream } from '../../events/identifiers.js';
import { wholePlaces } from '../../projections/publication/known-levels.js';
import { listedAuthorities } from '../../projections/publication/lists/authorities.js';
import { regionOf } from '../../projections/publication/lists/regions.js';
import { lineOf } from '../../projections/publication/school-type.js';
import { Register, type School } from '../../projections/register/register.js';
import { day, fact, recorded, urn } from '../support/history.js';

describe('the line of the tables that a school stands in', () => {
  const line = (described: Partial<School>) => lineOf({ urn: urn(1), standing: 'described', ...described });

  it.each<[string, Partial<School>, string]>([
    ['a primary school or academy', { type: 'mainstream', phase: 'primary' }, 'State-funded primary'],
    ['a secondary school or academy', { type: 'mainstream', phase: 'secondary' }, 'State-funded secondary'],
    ['an all-through school', { type: 'mainstream', phase: 'all-through' }, 'State-funded secondary'],
    ['a studio school or UTC', { type: 'studio-or-utc', phase: 'secondary' }, 'State-funded secondary'],
    ['a special school', { type: 'special', phase: 'not-applicable' }, 'Special'],
    ['a pupil referral unit', { type: 'alternative-provision', phase: 'secondary' }, 'outside'],
    ['an independent school', { type: 'independent', phase: 'all-through' }, 'outside'],
    ['a school of which no phase is known', { type: 'mainstream' }, 'not-known'],
    ['a school of which no type is known', { phase: 'primary' }, 'not-known'],
  ])('of %s', (_, described, expected) => {
    expect(line(described)).toBe(expected);
  });

  it.each([
    [8, 12, 'State-funded primary'],
    [9, 12, 'State-funded primary'],
    [9, 13, 'State-funded secondary'],
    [10, 14, 'State-funded secondary'],
  ])(
    'of a middle school from %i to %i is what most of its year groups are',
    (lowestAge, highestAge, expected) => {
      expect(line({ type: 'mainstream', phase: 'middle', lowestAge, highestAge })).toBe(expected);
    },
  );

  it('of a middle school is not known without its ages', () => {
    expect(line({ type: 'mainstream', phase: 'middle' })).toBe('not-known');
  });
});

describe('the places that a ledger can speak for', () => {
  const of2016 = day('2016-01-21');
  const northEast = [
    ...['E06000001', 'E06000002', 'E06000003', 'E06000004', 'E06000005', 'E06000047', 'E06000057'],
    ...['E08000021', 'E08000022', 'E08000023', 'E08000024', 'E08000037'],
  ];

  it('are the regions of which it holds every authority of the day', () => {
    const whole = wholePlaces(new Set(northEast), Register.empty, of2016, 'one');
    expect(whole).toEqual({ nation: false, regions: new Set(['E12000001']), lacking: 140 });
    const [, ...lacking] = northEast;
    expect(wholePlaces(new Set(lacking), Register.empty, of2016, 'one').regions.size).toBe(0);
  });

  it('are the nation where it holds all, those that have ended by then apart', () => {
    const live = listedAuthorities.filter(
      ({ startedOn, endedOn }) => startedOn <= of2016 && (endedOn === null || endedOn >= of2016),
    );
    const held = new Set(live.map(({ code }) => code));
    expect(held.size).toBe(152);
    expect(wholePlaces(held, Register.empty, of2016, 'inner-and-outer')).toMatchObject({ nation: true });
    expect(wholePlaces(held, Register.empty, day('2021-01-21'), 'one').nation).toBe(false);
  });

  it('count an authority that the register alone describes', () => {
    const merged = asAuthorityCode('E06000099');
    const register = Register.from(
      recorded([
        fact(
          'AuthorityDescribed',
          {
            effectiveOn: day('2015-04-01'),
            standing: 'described',
            name: 'Tees and Wear',
            region: 'E12000001',
            startedOn: day('2015-04-01'),
          },
          authorityStream(merged),
        ),
      ]),
    );
    expect(wholePlaces(new Set(northEast), register, of2016, 'one').regions.size).toBe(0);
    expect(wholePlaces(new Set([...northEast, merged]), register, of2016, 'one').regions.size).toBe(1);
  });
});

describe('the region that an authority is published under', () => {
  it('is London, or its inner or outer part', () => {
    expect(regionOf('E09000007', 'E12000007', 'one')?.name).toBe('London');
    expect(regionOf('E09000007', 'E12000007', 'inner-and-outer')?.name).toBe('Inner London');
    expect(regionOf('E09000011', 'E12000007', 'inner-and-outer')?.name).toBe('Outer London');
    expect(regionOf('E09000011', 'E13000002', 'one')?.code).toBe('E12000007');
  });

  it('is not known where nobody says it', () => {
    expect(regionOf('E06000099', undefined, 'one')).toBeUndefined();
  });
});
