/** In which capacity somebody was at a meeting about a pupil: never who. The ledger's own list. */
import { codeList, type CodeList } from './code-list.js';

export const meetingAttendee: CodeList = codeList({
  name: 'meeting-attendee',
  source: 'this ledger, after DfE guidance on exclusion and on managed moves',
  shape: /^[a-z][a-z-]{1,39}$/,
  codes: [
    { code: 'pupil', label: 'The pupil' },
    { code: 'parent', label: 'A parent or carer' },
    { code: 'representative', label: 'Somebody who speaks for the pupil or the parent' },
    { code: 'head-teacher', label: 'The head teacher' },
    { code: 'school-staff', label: 'Other staff of the school' },
    { code: 'other-school', label: 'Staff of another school' },
    { code: 'local-authority', label: 'The local authority' },
    { code: 'social-worker', label: 'The social worker' },
    { code: 'virtual-school-head', label: 'The virtual school head' },
    { code: 'sen-expert', label: 'An expert in special educational needs' },
    { code: 'police', label: 'The police' },
    { code: 'health', label: 'A health service' },
    { code: 'youth-justice', label: 'The youth justice service' },
  ],
});
