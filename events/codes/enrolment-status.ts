/** How a pupil is registered at a school on the school census. */
import { codeList, type CodeList } from './code-list.js';

export const enrolmentStatus: CodeList = codeList({
  name: 'enrolment-status',
  source: 'DfE common basic data set (CBDS), enrolment status',
  shape: /^[A-Z]$/,
  codes: [
    { code: 'C', label: 'Current, single registration at this school' },
    { code: 'M', label: 'Current main, dual registration' },
    { code: 'S', label: 'Current subsidiary, dual registration' },
    { code: 'F', label: 'Further education college' },
    { code: 'O', label: 'Other provider' },
    { code: 'G', label: 'Guest: attends some sessions, not registered at this school' },
    { code: 'P', label: 'Previous' },
  ],
});

/** Sole or dual main registration: what DfE's and FFT's denominators count, each pupil once. */
export const isMainRegistration = (status: string): boolean => status === 'C' || status === 'M';
