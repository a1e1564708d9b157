/**
 * How children's social care is involved with a child. The ledger's own list: the school census has none, and the
 * children in need census and SSDA903 tell it by their episodes. A child has the last that applies, in this order.
 */
import { codeList, type CodeList } from './code-list.js';

export const socialCare: CodeList = codeList({
  name: 'social-care',
  source: 'this ledger, after the children in need census and SSDA903 (Children Act 1989 ss.17, 22 and 47)',
  shape: /^[A-Z]{2,4}$/,
  codes: [
    { code: 'NONE', label: 'No involvement' },
    { code: 'CIN', label: 'Child in need' },
    { code: 'CP', label: 'Child protection plan' },
    { code: 'CLA', label: 'Looked after' },
  ],
});
