/**
 * What a managed move is made of: why it was sought, what was tried before, who agreed, and the steps that a local
 * protocol may ask for. No national list exists (EPI 2024: one authority in five has no protocol at all), so these
 * are the ledger's own.
 */
import { codeList, type CodeList } from './code-list.js';

const shape = /^[a-z][a-z-]{1,39}$/;

export const managedMoveReason: CodeList = codeList({
  name: 'managed-move-reason',
  source: 'this ledger',
  shape,
  codes: [
    { code: 'fresh-start', label: 'A fresh start at another school' },
    { code: 'persistent-behaviour', label: 'Persistent breaches of the behaviour policy' },
    { code: 'serious-incident', label: 'One serious incident' },
    { code: 'at-risk-of-exclusion', label: 'At risk of permanent exclusion' },
    { code: 'attendance', label: 'Attendance' },
    { code: 'peers', label: 'Relations with other pupils, or bullying' },
    { code: 'safeguarding', label: 'The safety of this or another child' },
    { code: 'need-not-met', label: 'A need that the school cannot meet' },
    { code: 'other', label: 'Another reason' },
  ],
});

/** What the home school tried before it asked for another school: DfE guidance wants evidence of it. */
export const intervention: CodeList = codeList({
  name: 'intervention',
  source: 'this ledger',
  shape,
  codes: [
    { code: 'behaviour-plan', label: 'A behaviour or pastoral support plan' },
    { code: 'mentoring', label: 'Mentoring or coaching' },
    { code: 'counselling', label: 'Counselling or therapy' },
    { code: 'timetable-change', label: 'Another timetable, set or tutor group' },
    { code: 'in-school-unit', label: 'A unit inside the school' },
    { code: 'restorative-work', label: 'Restorative work' },
    { code: 'parent-meetings', label: 'Meetings with the parents' },
    { code: 'early-help', label: 'Early help assessment or plan' },
    { code: 'sen-support', label: 'SEN support, or an assessment of need' },
    { code: 'health-referral', label: 'Referral to a health service' },
    { code: 'outreach', label: 'Outreach by alternative provision or another school' },
    { code: 'off-site-direction', label: 'An off-site direction' },
    { code: 'external-agency', label: 'Another agency' },
  ],
});

/** A managed move is a voluntary agreement of these four (DfE guidance on suspension and permanent exclusion). */
export const managedMoveParty: CodeList = codeList({
  name: 'managed-move-party',
  source: 'this ledger, after DfE guidance',
  shape,
  codes: [
    { code: 'home-school', label: 'The home school' },
    { code: 'receiving-school', label: 'The receiving school' },
    { code: 'parent', label: 'A parent or carer' },
    { code: 'pupil', label: 'The pupil' },
  ],
});

/** In the order in which they are meant to be taken. */
export const managedMoveStep: CodeList = codeList({
  name: 'managed-move-step',
  source: 'this ledger, after local protocols',
  shape,
  codes: [
    { code: 'interventions', label: 'Evidence of what was tried before' },
    { code: 'parent-approval', label: 'The parent approves' },
    { code: 'pupil-view', label: 'The pupil was heard' },
    { code: 'independent-representative', label: 'Somebody independent speaks for the pupil' },
    { code: 'referral', label: 'Referral to the panel' },
    { code: 'panel-offer', label: 'The panel offers a school' },
    { code: 'meeting', label: 'Home school, receiving school, parent and pupil meet' },
    { code: 'agreement', label: 'All four agree' },
    { code: 'survey-before', label: 'The pupil’s attitudes before the move' },
    { code: 'review', label: 'A review during the trial' },
    { code: 'survey-after', label: 'The pupil’s attitudes at its end' },
  ],
});
