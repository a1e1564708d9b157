/** What a pupil is in an in-school unit for. The ledger's own list, after the Timpson Review (2019). */
import { codeList, type CodeList } from './code-list.js';

export const inSchoolUnitPurpose: CodeList = codeList({
  name: 'in-school-unit-purpose',
  source: 'this ledger, after the Timpson Review of School Exclusion (2019), recommendation 7',
  shape: /^[a-z][a-z-]{1,39}$/,
  codes: [
    { code: 'behaviour', label: 'To improve behaviour' },
    { code: 'instead-of-suspension', label: 'Instead of a suspension' },
    { code: 'instead-of-exclusion', label: 'Instead of a permanent exclusion' },
    { code: 'wellbeing', label: 'Social, emotional and mental health' },
    { code: 'nurture', label: 'Nurture group' },
    { code: 'reintegration', label: 'Return to lessons after time away' },
    { code: 'sixth-day', label: 'Education from the sixth day of a suspension' },
    { code: 'other', label: 'Other' },
  ],
});
