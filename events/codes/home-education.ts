/** Why a child is educated at home, and whose words the notice of it is in. */
import { asPlainDate } from '../calendar/plain-date.js';
import { codeList, type CodeList } from './code-list.js';

/** The first termly collection of home education at pupil level. [check] */
const collectedFrom = asPlainDate('2022-10-06');
const lastCovidTerm = asPlainDate('2024-08-31');

// [check] The collection's guide was not at hand: reasons as its published tables name them, codes ours.
export const homeEducationReason: CodeList = codeList({
  name: 'home-education-reason',
  source: 'this ledger, after DfE elective home education collection',
  shape: /^[A-Z]{3}$/,
  codes: [
    { code: 'DIF', label: 'Difficulty in access to a suitable school place', from: collectedFrom },
    { code: 'PRF', label: 'Did not get the school preferred', from: collectedFrom },
    { code: 'DIS', label: 'Dissatisfaction with the school, general' },
    { code: 'DBU', label: 'Dissatisfaction with the school, bullying' },
    { code: 'DSN', label: 'Dissatisfaction with the school, special educational needs' },
    { code: 'LIF', label: 'Lifestyle' },
    { code: 'COV', label: 'Health concerns about COVID-19', to: lastCovidTerm },
    { code: 'MEN', label: 'Mental health' },
    { code: 'PHY', label: 'Physical health' },
    { code: 'PHI', label: 'Philosophical or preferential' },
    { code: 'REL', label: 'Religious' },
    { code: 'PEX', label: 'Permanent exclusion' },
    { code: 'RSK', label: 'Risk of exclusion' },
    { code: 'SCH', label: 'Suggested by the school' },
    { code: 'OTH', label: 'Other' },
    { code: 'NON', label: 'The parent gave no reason' },
    { code: 'UNK', label: 'Not known' },
  ],
});

/** Reasons that name the school, not the family: signs to look into. */
export const reasonsOfPressure: ReadonlySet<string> = new Set(['RSK', 'SCH']);

/** Whose letter the notice is: Timpson (2019) tells of pro-forma letters and of letters that a school prepared. */
export const homeEducationLetter: CodeList = codeList({
  name: 'home-education-letter',
  source: 'this ledger, after the Timpson Review of School Exclusion (2019)',
  shape: /^[a-z][a-z-]{1,39}$/,
  codes: [
    { code: 'parent', label: 'The parent’s own letter' },
    { code: 'authority-form', label: 'A form of the authority, filled in by the parent' },
    { code: 'school-prepared', label: 'A letter that the school prepared and the parent signed' },
    { code: 'pro-forma', label: 'A standard letter' },
    { code: 'head-teacher', label: 'A letter of the head teacher' },
    { code: 'none', label: 'No letter' },
  ],
});

/** Letters in words that are not the parent's: signs to look into. */
export const lettersOfPressure: ReadonlySet<string> = new Set([
  'school-prepared',
  'pro-forma',
  'head-teacher',
]);
