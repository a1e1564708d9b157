/** Characteristics of made pupils, so that every category that figures are told by has pupils in every authority. */
import type { Characteristics } from '../../../events/admission-register.js';
import type { Urn } from '../../../events/identifiers.js';

/**
 * One pupil in so many. An authority's figures are made of as many rows as if all were described: its categories, years and
 * counts; and pupils who are described alike are rarer, which makes a rebuild many times as long.
 */
const pupilsPerDescribed = 20;

export function described(school: Urn, n: number): Characteristics | undefined {
  if (n % pupilsPerDescribed !== 0) return undefined;
  const number = Number(school) + n / pupilsPerDescribed;
  const of = (values: readonly string[]): string => values[number % values.length] ?? '';
  return {
    sex: of(sexes),
    ethnicity: of(ethnicities),
    senProvision: of(provisions),
    freeSchoolMeals: number % 6 === 0,
    firstLanguage: of(languages),
    serviceChild: of(['N', 'N', 'N', 'Y', 'N']),
    youngCarer: of(['N', 'N', 'P', 'N', 'N', 'S', 'N']),
    postLookedAfter: of(['N', 'A', 'N', 'G', 'N', 'R', 'N', 'C', 'N', 'O', 'N']),
  };
}

const sexes = ['F', 'M', 'M'];
const provisions = ['N', 'N', 'K', 'N', 'N', 'E', 'N'];
const languages = ['ENG', 'ENG', 'POL', 'ENG', 'URD', 'ENG', 'ENG', 'BNG'];
const ethnicities = [
  ...['WBRI', 'WBRI', 'WBRI', 'WIRI', 'WIRT', 'WROM', 'WOTH', 'MWBC', 'MWBA', 'MWAS', 'MOTH'],
  ...['AIND', 'APKN', 'ABAN', 'AOTH', 'CHNE', 'BCRB', 'BAFR', 'BOTH', 'OOTH', 'REFU', 'NOBT', 'WBRI'],
];
