/** The categories of exclusion that a school reports. */
import { asPlainDate } from '../calendar/plain-date.js';
import { codeList, type CodeList } from './code-list.js';

export const exclusionCategory: CodeList = codeList({
  name: 'exclusion-category',
  source: 'DfE common basic data set (CBDS), CS048 exclusion category',
  shape: /^[A-Z]{4}$/,
  codes: [
    // No first day: suspensions of before 2020 are recorded under this code too, mapped from FIXD.
    { code: 'SUSP', label: 'Suspension' },
    { code: 'PERM', label: 'Permanent exclusion' },
    { code: 'LNCH', label: 'Lunchtime suspension' },
    { code: 'FIXD', label: 'Fixed-period exclusion', to: asPlainDate('2020-08-31'), countedAs: 'SUSP' },
  ],
});

/** The category as the ledger records it: `FIXD`, the name of a suspension until 2020, is `SUSP`; others stay. */
export function mappedExclusionCategory(code: string): string {
  return exclusionCategory.codes.get(code)?.countedAs ?? code;
}
