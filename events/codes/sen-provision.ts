/** The provision that a school makes for special educational needs. */
import { asPlainDate } from '../calendar/plain-date.js';
import { codeList, type CodeList } from './code-list.js';

// [check] The last days of the codes that the SEND Code of Practice of September 2014 replaced.
export const senProvision: CodeList = codeList({
  name: 'sen-provision',
  source: 'DfE common basic data set (CBDS), CS096 SEN provision',
  shape: /^[A-Z]$/,
  codes: [
    { code: 'N', label: 'No special educational need' },
    // No first day for K and E: older provision is recorded under them too, mapped from A, P and S.
    { code: 'K', label: 'SEN support' },
    { code: 'E', label: 'Education, health and care plan' },
    { code: 'S', label: 'Statement', to: asPlainDate('2018-08-31'), countedAs: 'E' },
    { code: 'A', label: 'School Action', to: asPlainDate('2015-08-31'), countedAs: 'K' },
    { code: 'P', label: 'School Action Plus', to: asPlainDate('2015-08-31'), countedAs: 'K' },
    { code: 'Q', label: 'School Action Plus and statutory assessment', to: asPlainDate('2014-08-31') },
  ],
});

/** The provision as the ledger records it: a statement is a plan, School Action (Plus) is support; others stay. */
export function mappedSenProvision(code: string): string {
  return senProvision.codes.get(code)?.countedAs ?? code;
}

/**
 * What a provision counts as, in whichever code it was reported: none, support or a plan; undefined where the list does not
 * hold the code. School Action Plus with an assessment under way is support until there is a plan.
 */
export function senProvisionCounted(code: string): 'N' | 'K' | 'E' | undefined {
  const counted = code === 'Q' ? 'K' : mappedSenProvision(code);
  return counted === 'N' || counted === 'K' || counted === 'E' ? counted : undefined;
}
