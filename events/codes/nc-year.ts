/** National curriculum year groups. `M` (mixed) is a class's, not a pupil's: shaped like a code, not listed. */
import { codeList, type CodeList } from './code-list.js';

const numbered = Array.from({ length: 14 }, (_, index) => ({
  code: `${index + 1}`,
  label: `Year ${index + 1}`,
}));

export const ncYear: CodeList = codeList({
  name: 'nc-year',
  source: 'DfE common basic data set (CBDS), national curriculum year group',
  shape: /^[A-Z0-9]{1,2}$/,
  codes: [
    { code: 'E1', label: 'Early years, first year' },
    { code: 'E2', label: 'Early years, second year' },
    { code: 'N1', label: 'Nursery, first year' },
    { code: 'N2', label: 'Nursery, second year' },
    { code: 'R', label: 'Reception' },
    ...numbered,
    // [check] From memory of the published list.
    { code: 'X', label: 'National curriculum year not followed' },
  ],
});

/** R is 0, '7' is 7; undefined before reception, where no year is followed, and for a code that is not listed. */
export const yearGroupNumber = (code: string): number | undefined => yearGroupNumbers.get(code);

const yearGroupNumbers: ReadonlyMap<string, number> = new Map([
  ['R', 0],
  ...numbered.map(({ code }) => [code, Number(code)] as const),
]);
