/** Education arranged away from the school that has the pupil on roll: where, why, and how good the provider is. */
import { asPlainDate } from '../calendar/plain-date.js';
import { codeList, type CodeList } from './code-list.js';

const shape = /^[a-z][a-z-]{1,39}$/;

/** The school census asks for a placement's setting from 2021/22, at first of those who volunteered. */
const settingsFrom = asPlainDate('2021-09-01');

// [check] Labels from memory of the published list.
export const provisionSetting: CodeList = codeList({
  name: 'provision-setting',
  source: 'DfE common basic data set (CBDS), alternative provision: type of setting without URN or UKPRN',
  shape: /^[A-Z]{3}$/,
  codes: [
    { code: 'NFE', label: 'Non-maintained further education college', from: settingsFrom },
    { code: 'OOT', label: 'One-to-one tuition', from: settingsFrom },
    { code: 'OTH', label: 'Other unregistered provider', from: settingsFrom },
    { code: 'WBP', label: 'Work-based placement', from: settingsFrom },
  ],
});

/** Trials of a school by way of a direction are named in the guidance in force from this day. */
const trialsByDirectionFrom = asPlainDate('2026-07-26');

export const placementReason: CodeList = codeList({
  name: 'placement-reason',
  source: 'this ledger: DfE’s list was not to be had',
  shape,
  codes: [
    { code: 'behaviour', label: 'To improve behaviour (Education Act 2002 s.29A)' },
    { code: 'preventative', label: 'To prevent exclusion' },
    { code: 'instead-of-exclusion', label: 'Instead of a permanent exclusion' },
    { code: 'trial-of-school', label: 'To try a school before a managed move', from: trialsByDirectionFrom },
    { code: 'after-permanent-exclusion', label: 'After a permanent exclusion (Education Act 1996 s.19)' },
    { code: 'during-suspension', label: 'From the sixth day of suspension' },
    { code: 'assessment', label: 'For assessment' },
    { code: 'health', label: 'Physical or mental health (Education Act 1996 s.19)' },
    { code: 'no-school-place', label: 'No school place can be found (Education Act 1996 s.19)' },
    { code: 'vocational', label: 'A course that the school does not have' },
    { code: 'other', label: 'Another reason' },
  ],
});

export const directionObjective: CodeList = codeList({
  name: 'direction-objective',
  source: 'this ledger',
  shape,
  codes: [
    { code: 'behaviour', label: 'Better behaviour' },
    { code: 'attendance', label: 'Better attendance' },
    { code: 'engagement', label: 'To take part in learning again' },
    { code: 'emotional-health', label: 'Emotional health and well-being' },
    { code: 'assessment-of-need', label: 'To find out what the pupil needs' },
    { code: 'reintegration', label: 'To prepare the return to school' },
    { code: 'trial-of-school', label: 'To try a school before a managed move', from: trialsByDirectionFrom },
  ],
});

/** What the written notice of a direction has to say (SI 2010/1156 reg 3 as amended by SI 2012/2532). */
export const directionNoticeItem: CodeList = codeList({
  name: 'direction-notice-item',
  source: 'SI 2010/1156 as amended',
  shape,
  codes: [
    { code: 'address', label: 'The address' },
    { code: 'person', label: 'The person to report to on the first day' },
    { code: 'days', label: 'The number of days' },
    { code: 'reasons', label: 'The reasons' },
    { code: 'objectives', label: 'The objectives' },
    { code: 'session-times', label: 'The times of sessions' },
  ],
});

/** Ofsted ceased to give one grade to the whole of a school with the framework in use from this day. */
const lastDayOfGrades = asPlainDate('2025-11-09');

// [check] The last day on which an independent provider could be given a grade.
export const providerQuality: CodeList = codeList({
  name: 'provider-quality',
  source: 'Ofsted, overall effectiveness; an authority’s own quality assurance',
  shape,
  codes: [
    { code: 'outstanding', label: 'Outstanding', to: lastDayOfGrades },
    { code: 'good', label: 'Good', to: lastDayOfGrades },
    { code: 'requires-improvement', label: 'Requires improvement', to: lastDayOfGrades },
    { code: 'inadequate', label: 'Inadequate', to: lastDayOfGrades },
    { code: 'assured', label: 'Found good by the authority or school itself' },
    { code: 'not-assured', label: 'Not found good by the authority or school itself' },
    { code: 'not-rated', label: 'Nobody has rated it' },
  ],
});

/** Rated good or better: what an authority asks of its providers (requirements BR23). */
export const isGoodOrBetter = (quality: string): boolean =>
  quality === 'outstanding' || quality === 'good' || quality === 'assured';
