import { createSecretKey } from 'node:crypto';
import { validateSync } from 'class-validator';
import { plainDate } from '../../events/calendar/plain-date.js';
import { PlaceToken } from '../../events/circumstances.js';
import { asAuthorityCode } from '../../events/identifiers.js';
import { addressParts, carriedAddresses } from '../../src/identity/addresses.js';
import type { PupilKeys } from '../../src/identity/keys/key-store.js';
import { normalisedPlace, outwardPostcode, placeToken } from '../../src/identity/place-token.js';
import { open } from '../../src/identity/sealing.js';
import { aPupil } from './given.js';

const keysWith = (fill: string): PupilKeys => ({
  pupil: aPupil(),
  data: createSecretKey(Buffer.alloc(32, `data ${fill}`)),
  token: createSecretKey(Buffer.alloc(32, `token ${fill}`)),
});
const keys = keysWith('one');
const lines = ['Flat 2, 10 St. John’s Road', 'Anytown'];
const home = { lines, postcode: 'SW1A 2AA' };

describe('a place token', () => {
  test('is the same for one address written in other ways', () => {
    const written = [
      { lines: ['FLAT 2', '10 ST JOHNS RD', 'ANYTOWN'], postcode: 'sw1a2aa' },
      { lines: ["flat 2 – 10 Saint John's  Road;", ' Anytown.'], postcode: 'SW1A  2AA' },
    ];
    for (const address of written) expect(placeToken(keys, address)).toEqual(placeToken(keys, home));
  });

  test('is another for another address, and for the same address of another pupil', () => {
    const { token } = placeToken(keys, home) ?? {};
    expect(placeToken(keys, { ...home, lines: ['Flat 3, 10 St. John’s Road', 'Anytown'] })?.token).not.toBe(
      token,
    );
    expect(placeToken(keysWith('two'), home)?.token).not.toBe(token);
  });

  test('is made of the property number where there is one, as a census writes it', () => {
    const numbered = placeToken(keys, { ...home, uprn: '100023336956' });
    expect(numbered?.form).toBe('uprn');
    expect(placeToken(keys, { lines: [], uprn: '0100023336956.0' })).toEqual(numbered);
  });

  test.each(['-1.0', '0', '0.0', '1.5', '1234567890123', 'unknown', ''])(
    'takes %p for no property number',
    (uprn) => {
      expect(normalisedPlace({ ...home, uprn })?.form).toBe('text');
    },
  );

  test('of a postcode alone says so, for it does not compare with a whole address', () => {
    expect(normalisedPlace({ lines: [' '], postcode: 'Y0 2RV' })).toEqual({
      form: 'text',
      normaliser: 'postcode-1',
      text: 'Y02RV',
    });
  });

  test('is not made of nothing', () => {
    expect(placeToken(keys, { lines: ['', '--'], postcode: ' ' })).toBeUndefined();
  });

  test('is shaped as events ask for it', () => {
    expect(validateSync(Object.assign(new PlaceToken(), placeToken(keys, home)))).toEqual([]);
  });
});

test.each([
  ['SW1A 2AA', 'SW1A'],
  ['m11aa', 'M1'],
  ['M11 1AA', 'M11'],
  ['B33 8TH', 'B33'],
  ['sw1a', 'SW1A'],
  ['Z8E 2EU', 'Z8E'],
  ['12345', undefined],
  ['BF1', 'BF1'],
  ['SW1A 2A', undefined],
  ['', undefined],
])('the outward part of %p is %p', (postcode, outward) => {
  expect(outwardPostcode(postcode)).toBe(outward);
});

describe('what an event says of an address', () => {
  const homeAuthority = asAuthorityCode('E09000007');

  test('is home authority and outward postcode in clear, the rest under the pupil’s keys', () => {
    const parts = addressParts(keys, home, homeAuthority);
    expect(parts).toMatchObject({ homeAuthority, outwardPostcode: 'SW1A' });
    expect(JSON.stringify(parts)).not.toMatch(/2AA|John|Anytown/i);
    expect(parts.address && open(keys, 'address', parts.address)).toEqual(home);
  });

  test('has neither token nor box once the keys are destroyed', () => {
    expect(addressParts('destroyed', home, homeAuthority)).toEqual({
      homeAuthority,
      outwardPostcode: 'SW1A',
    });
  });

  test('compares with the surviving record’s addresses when records are merged', () => {
    const surviving = keysWith('surviving');
    const absorbed = { effectiveOn: plainDate(2024, 9, 2), ...addressParts(keys, home, homeAuthority) };
    const [carried] = carriedAddresses(keys, surviving, [absorbed]);
    expect(carried).toMatchObject({
      effectiveOn: '2024-09-02',
      ...addressParts('destroyed', home, homeAuthority),
    });
    expect(carried?.place).toEqual(placeToken(surviving, home));
    expect(carried?.address && open(surviving, 'address', carried.address)).toEqual(home);
  });

  test('is carried in clear alone when either record’s keys are destroyed', () => {
    const absorbed = { effectiveOn: plainDate(2024, 9, 2), ...addressParts(keys, home, homeAuthority) };
    const inClear = [{ effectiveOn: '2024-09-02', homeAuthority, outwardPostcode: 'SW1A' }];
    expect(carriedAddresses('destroyed', keysWith('two'), [absorbed])).toEqual(inClear);
    expect(carriedAddresses(keys, 'destroyed', [absorbed])).toEqual(inClear);
  });
});
