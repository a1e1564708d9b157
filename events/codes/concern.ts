/** What a concern is about, and who has it. A concern is no verdict. The ledger's own lists. */
import { codeList, type CodeList } from './code-list.js';

export const concernKind: CodeList = codeList({
  name: 'concern-kind',
  source:
    'this ledger, after the Timpson Review of School Exclusion (2019) and Ofsted’s definition of off-rolling',
  shape: /^[a-z][a-z-]{1,39}$/,
  codes: [
    { code: 'off-rolling', label: 'Taken off the roll in the school’s interest, not the pupil’s' },
    { code: 'exclusion-threatened', label: 'The family was told to leave, or exclusion would follow' },
    { code: 'pressure-to-home-educate', label: 'Home education was not the family’s own choice' },
    { code: 'pressure-to-move', label: 'A move to another school was not the family’s own choice' },
    { code: 'informal-exclusion', label: 'Sent or kept away without a recorded exclusion' },
    { code: 'reduced-timetable', label: 'A reduced timetable without consent, review or end' },
    { code: 'education-unsuitable', label: 'The education received may not be suitable' },
    { code: 'unregistered-provision', label: 'Taught at a provider that should be registered and is not' },
    { code: 'admission-refused', label: 'A school avoided admitting the pupil' },
    { code: 'safeguarding', label: 'The pupil may not be safe' },
    { code: 'other', label: 'Other' },
  ],
});

export const reporter: CodeList = codeList({
  name: 'reporter',
  source: 'this ledger',
  shape: /^[a-z][a-z-]{1,39}$/,
  codes: [
    { code: 'pupil', label: 'The pupil' },
    { code: 'parent', label: 'A parent or carer' },
    { code: 'school', label: 'The school concerned' },
    { code: 'other-school', label: 'Another school' },
    { code: 'governing-board', label: 'A governing board or trust' },
    { code: 'local-authority', label: 'The local authority' },
    { code: 'other-authority', label: 'Another authority' },
    { code: 'social-worker', label: 'A social worker' },
    { code: 'virtual-school-head', label: 'A virtual school head' },
    { code: 'health', label: 'A health service' },
    { code: 'police', label: 'The police' },
    { code: 'youth-justice', label: 'The youth justice service' },
    { code: 'housing', label: 'A housing service' },
    { code: 'inspectorate', label: 'Ofsted' },
    { code: 'department', label: 'The Department for Education' },
    { code: 'public', label: 'A member of the public' },
    { code: 'other', label: 'Other' },
  ],
});
