import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { MalformedIdentifier } from '../../events/identifiers.js';
import { asUpn, checkLetter, isTemporaryUpn, isWellFormedUpn, makeUpn, whyNotUpn } from '../../events/upn.js';

interface Vector {
  readonly upn: string;
  readonly valid: boolean;
  readonly temporary?: boolean;
  readonly expected_letter?: string;
}

interface Vectors {
  readonly alphabet: string;
  readonly vectors: readonly Vector[];
}

const published = JSON.parse(
  readFileSync(new URL('../fixtures/upn/upn_vectors.json', import.meta.url), 'utf8'),
) as Vectors;
const named = published.vectors.map((vector, index) => [index + 1, vector] as const);

const digits = (count: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count })
    .map((each) => each.join(''));
const lastCharacter = fc.constantFrom(...Array.from(`${published.alphabet}0123456789`));
const twelve = fc.tuple(digits(11), lastCharacter).map(([front, last]) => front + last);

describe('a unique pupil number', () => {
  test.each(named)('is judged as its publisher judges published example %i', (_, { upn, valid }) => {
    expect(isWellFormedUpn(upn)).toBe(valid);
  });

  test.each(named.filter(([, vector]) => vector.valid))(
    'is known as temporary or permanent in published example %i',
    (_, { upn, temporary }) => {
      expect(isTemporaryUpn(asUpn(upn))).toBe(temporary ?? false);
    },
  );

  test.each(named.filter(([, vector]) => vector.expected_letter))(
    'calls for the check letter that is given with published example %i',
    (_, { upn, expected_letter }) => {
      expect(checkLetter(upn.slice(1))).toBe(expected_letter);
      expect(whyNotUpn(upn)).toBe('check-letter');
    },
  );

  test.each([
    ['has its right letter', 'B801200005001', undefined],
    ['has another letter', 'A801200005001', 'check-letter'],
    ['is temporary', 'M80120000500A', undefined],
    ["is a supplier's worked example, added up wrongly there", 'Q207000016049', 'check-letter'],
    ['is that example with the sum done right', 'P207000016049', undefined],
    ['is empty', '', 'length'],
    ['is a character short', 'B80120000500', 'length'],
    ['is a character long', 'B8012000050011', 'length'],
    ['is in lower case', 'b801200005001', 'characters'],
    ['begins with a digit', '1801200005001', 'characters'],
    ['begins with a letter that reads as a digit', 'I801200005001', 'characters'],
    ['ends with a letter that reads as a digit', 'B80120000500O', 'characters'],
    ['has a letter in the middle', 'X80120000A001', 'characters'],
    ['has digits of another script', 'B80120000500١', 'characters'],
    ['ends with a line break', 'B80120000500\n', 'characters'],
  ] as const)('that %s is told apart by what is wrong with it', (_, text, fault) => {
    expect(whyNotUpn(text)).toBe(fault);
  });

  test('has exactly one letter that validates any twelve characters', () => {
    fc.assert(
      fc.property(twelve, (rest) => {
        const fitting = Array.from(published.alphabet).filter((letter) => isWellFormedUpn(letter + rest));
        expect(fitting).toEqual([checkLetter(rest)]);
      }),
    );
  });

  test('shows any single digit that was mistyped', () => {
    fc.assert(
      fc.property(digits(12), fc.nat(11), fc.integer({ min: 1, max: 9 }), (rest, at, by) => {
        const mistyped = `${rest.slice(0, at)}${(Number(rest.charAt(at)) + by) % 10}${rest.slice(at + 1)}`;
        expect(whyNotUpn(checkLetter(rest) + mistyped)).toBe('check-letter');
      }),
    );
  });

  test('is made well-formed from its parts, permanent with a digit at the end and temporary with a letter', () => {
    fc.assert(
      fc.property(
        digits(3),
        digits(4),
        digits(2),
        digits(2),
        lastCharacter,
        (la, estab, year, serial, last) => {
          const upn = makeUpn(la, estab, year, serial + last);
          expect(whyNotUpn(upn)).toBeUndefined();
          expect(isTemporaryUpn(upn)).toBe(/[A-Z]/.test(last));
        },
      ),
    );
  });

  test.each([
    ['authority', ['80', '1200', '05', '001']],
    ['establishment', ['801', '12000', '5', '001']],
    ['year', ['801', '2000', '5', '0001']],
    ['serial', ['801', '2000', '05', 'A01']],
  ] as const)('is not made from a wrong %s', (_, [authority, establishment, year, serial]) => {
    expect(() => makeUpn(authority, establishment, year, serial)).toThrow(MalformedIdentifier);
  });

  test('is never quoted by the error about it', () => {
    expect(() => asUpn('A801200005001')).toThrow(new MalformedIdentifier('UPN'));
    expect(() => asUpn('A801200005001')).not.toThrow(/801200005001/);
  });

  test('has no check letter before it has twelve characters of its kind', () => {
    expect(() => checkLetter('80120000500')).toThrow(MalformedIdentifier);
  });
});
