/** Who the pupil is, and what the school census asks of the family. */
import { comparableEthnicity, ethnicity, mainEthnicity } from '../../../events/codes/ethnicity.js';
import { firstLanguage } from '../../../events/codes/first-language.js';
import { serviceChild } from '../../../events/codes/service-child.js';
import { sex } from '../../../events/codes/sex.js';
import { youngCarer } from '../../../events/codes/young-carer.js';
import type { CodeList } from '../../../events/codes/code-list.js';
import { asNowKnown, asReported, categoriesOf, unlisted, type Characteristic } from '../characteristic.js';

const dfe = 'DfE, Pupil exclusion statistics: methodology';

const within =
  ({ codes }: CodeList) =>
  (code: string): string =>
    codes.has(code) ? code : unlisted.code;

export const ofSex: Characteristic = {
  name: 'sex',
  label: 'Sex',
  says: 'sex as the school census collects it, as now known',
  source: dfe,
  ofEvents: 'now-known',
  ofRoll: 'now-known',
  categories: categoriesOf(sex),
  unions: [],
  exclusive: true,
  comparator: 'F',
  stretches: ({ sex: timeline }) => asNowKnown(timeline, within(sex)),
};

const ethnicityOf = (code: string): string => mainEthnicity(code) ?? unlisted.code;

/** The main codes that stand under one in comparisons over years. */
const comparedAs = (comparable: string): string[] =>
  [...ethnicity.codes.keys()].filter(
    (code) => mainEthnicity(code) === code && comparableEthnicity(code) === comparable,
  );

export const ofEthnicity: Characteristic = {
  name: 'ethnicity',
  label: 'Ethnicity',
  says: 'ethnic background as now known, extended codes under their main ones; British and Welsh codes of 2024 stand apart, so that their broader groups have no break',
  source: dfe,
  ofEvents: 'now-known',
  ofRoll: 'now-known',
  categories: categoriesOf(ethnicity, (code) => mainEthnicity(code) === code),
  unions: [
    { code: 'gypsy-roma-traveller', label: 'Gypsy, Roma or Traveller', of: ['WIRT', 'WROM'] },
    {
      code: 'other-asian',
      label: 'Any other Asian background, with the codes of 2024',
      of: comparedAs('AOTH'),
    },
    {
      code: 'other-black',
      label: 'Any other Black background, with the codes of 2024',
      of: comparedAs('BOTH'),
    },
  ],
  exclusive: true,
  comparator: 'WBRI',
  stretches: ({ ethnicity: timeline }) => asNowKnown(timeline, ethnicityOf),
};

const notTold = new Set(['NOT', 'REF']);
const english = new Set(['ENG', 'ENB']);

function languageOf(code: string): string {
  const language = firstLanguage.codes.get(code)?.countedAs ?? code;
  if (!firstLanguage.codes.has(code)) return unlisted.code;
  if (english.has(language)) return 'english';
  return notTold.has(language) ? 'not-told' : 'other';
}

export const ofLanguage: Characteristic = {
  name: 'first-language',
  label: 'First language',
  says: 'whether the first language is known or believed to be English, as now known',
  source: dfe,
  ofEvents: 'now-known',
  ofRoll: 'now-known',
  categories: [
    { code: 'english', label: 'English, known or believed' },
    { code: 'other', label: 'Other than English, known or believed' },
    { code: 'not-told', label: 'Refused or not obtained' },
    unlisted,
  ],
  unions: [],
  exclusive: true,
  comparator: 'english',
  stretches: ({ firstLanguage: timeline }) => asNowKnown(timeline, languageOf),
};

export const ofYoungCarer: Characteristic = {
  name: 'young-carer',
  label: 'Young carer',
  says: 'whether, and by whom, the pupil was named as a young carer by the day',
  source: youngCarer.source,
  ofEvents: 'event',
  ofRoll: 'january',
  categories: categoriesOf(youngCarer),
  unions: [{ code: 'identified', label: 'Identified, by whomever', of: ['P', 'S'] }],
  exclusive: true,
  comparator: 'N',
  stretches: ({ youngCarer: timeline }) => asReported(timeline, within(youngCarer)),
};

export const ofServiceChild: Characteristic = {
  name: 'service-child',
  label: 'Service child',
  says: 'whether a parent serves in the armed forces, as reported by the day',
  source: serviceChild.source,
  ofEvents: 'event',
  ofRoll: 'january',
  categories: categoriesOf(serviceChild),
  unions: [],
  exclusive: true,
  comparator: 'N',
  stretches: ({ serviceChild: timeline }) => asReported(timeline, within(serviceChild)),
};
