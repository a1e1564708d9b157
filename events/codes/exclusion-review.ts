/** Who reviewed an exclusion, and how far the review came. */
import { asPlainDate } from '../calendar/plain-date.js';
import { codeList, type CodeList } from './code-list.js';

/** Independent review panels took the place of appeal panels on this day (SI 2012/1033 reg 1). */
const panelsFrom = asPlainDate('2012-09-01');

export const exclusionReview: CodeList = codeList({
  name: 'exclusion-review',
  source: 'DfE common basic data set (CBDS), CS137 exclusion review category',
  shape: /^[A-Z]{2,3}$/,
  codes: [
    { code: 'GB', label: 'Governing board' },
    { code: 'IRP', label: 'Independent review panel', from: panelsFrom },
  ],
});

// [check] Labels are ours; that those of panels begin with the panels, and HWD is an application withdrawn, is inferred.
export const exclusionReviewOutcome: CodeList = codeList({
  name: 'exclusion-review-outcome',
  source: 'DfE common basic data set (CBDS), CS105 exclusion review outcome',
  shape: /^[A-Z]{3}$/,
  codes: [
    { code: 'ANO', label: 'Not reinstated, no panel asked for', from: panelsFrom },
    { code: 'BRE', label: 'Reinstatement decided, not yet back' },
    { code: 'CNO', label: 'Reinstatement offered and declined' },
    { code: 'DNO', label: 'Not reinstated, a panel may still be asked for', from: panelsFrom },
    { code: 'EON', label: 'Representations made, review under way' },
    { code: 'FRE', label: 'Reinstated by the governing board' },
    { code: 'GNO', label: 'Not reinstated, a panel asked for and not decided', from: panelsFrom },
    { code: 'HWD', label: 'Not reinstated, the application for a panel withdrawn', from: panelsFrom },
    { code: 'INO', label: 'Not reinstated, upheld by the panel', from: panelsFrom },
    { code: 'JRE', label: 'Reinstated after a panel recommended reconsideration', from: panelsFrom },
    { code: 'KRE', label: 'Reinstated after a panel directed reconsideration', from: panelsFrom },
    { code: 'LNO', label: 'Not reinstated after a panel recommended reconsideration', from: panelsFrom },
    { code: 'MNO', label: 'Not reinstated after a panel directed reconsideration', from: panelsFrom },
    { code: 'NOG', label: 'Review under way' },
  ],
});
