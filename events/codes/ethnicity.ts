/** Ethnic background: the codes that statistics use (main), and the finer ones that a school may report (extended). */
import { asPlainDate } from '../calendar/plain-date.js';
import { codeList, type Code, type CodeList } from './code-list.js';

const main: Readonly<Record<string, string>> = {
  WBRI: 'White British',
  WIRI: 'White Irish',
  WIRT: 'Traveller of Irish heritage',
  WROM: 'Gypsy or Roma',
  WOTH: 'Any other White background',
  MWBC: 'White and Black Caribbean',
  MWBA: 'White and Black African',
  MWAS: 'White and Asian',
  MOTH: 'Any other mixed background',
  AIND: 'Indian',
  APKN: 'Pakistani',
  ABAN: 'Bangladeshi',
  AOTH: 'Any other Asian background',
  BCRB: 'Black Caribbean',
  BAFR: 'Black African',
  BOTH: 'Any other Black background',
  CHNE: 'Chinese',
  OOTH: 'Any other ethnic group',
  REFU: 'Refused',
  NOBT: 'Information not yet obtained',
};

/** Since then Asian and Black pupils may be reported as British or Welsh. */
export const britishAndWelshFrom = asPlainDate('2024-09-01');

/** Main codes since the school year 2024/25, and the older code that comparisons over years count them under. */
const since2024: readonly Code[] = [
  { code: 'ABRI', label: 'Asian British', countedAs: 'AOTH', from: britishAndWelshFrom },
  { code: 'AWEL', label: 'Asian Welsh', countedAs: 'AOTH', from: britishAndWelshFrom },
  { code: 'BBRI', label: 'Black British', countedAs: 'BOTH', from: britishAndWelshFrom },
  { code: 'BWEL', label: 'Black Welsh', countedAs: 'BOTH', from: britishAndWelshFrom },
];

// [check] The extended codes of WBRI are from memory.
const extended: Readonly<Record<string, string>> = {
  WBRI: 'WCOR WENG WSCO WWEL WOWB',
  WOTH: 'WALB WBOS WCRO WGRE WGRK WGRC WITA WKOS WPOR WSER WTUR WTUK WTUC WEUR WEEU WWEU WOTW',
  WROM: 'WROG WROR WROO',
  MWAS: 'MWAP MWAI MWAO',
  MOTH: 'MAOE MABL MACH MBOE MBCH MCOE MWOE MWCH MOTM',
  APKN: 'AMPK AKPA AOPK',
  AOTH: 'AAFR AKAO ANEP ASNL ASLT ASRO AOTA',
  BAFR: 'BANN BCON BGHA BNGN BSLN BSOM BSUD BAOF',
  BOTH: 'BEUR BNAM BOTB',
  CHNE: 'CHKC CMAL CSNG CTWN COCH',
  OOTH: 'OAFG OARA OEGY OFIL OIRN OIRQ OJPN OKOR OKRD OLAM OLEB OLIB OMAL OMRC OPOL OTHA OVIE OYEM OOEG',
};

export const ethnicity: CodeList = codeList({
  name: 'ethnicity',
  source: 'DfE common basic data set (CBDS), ethnicity, main and extended',
  shape: /^[A-Z]{4}$/,
  codes: [
    ...Object.entries(main).map(([code, label]) => ({ code, label })),
    ...since2024,
    ...Object.entries(extended).flatMap(([countedAs, codes]) =>
      codes
        .split(' ')
        .map((code) => ({ code, label: `${main[countedAs] ?? countedAs}, extended`, countedAs })),
    ),
  ],
});

const mainCodes: ReadonlySet<string> = new Set([...Object.keys(main), ...since2024.map(({ code }) => code)]);

/** The main code that a code stands under: itself for a main one; undefined for one that is not listed. */
export function mainEthnicity(code: string): string | undefined {
  return mainCodes.has(code) ? code : ethnicity.codes.get(code)?.countedAs;
}

/**
 * The main code for comparison with years before 2024/25, when Asian and Black British and Welsh were counted as any
 * other Asian or Black background (DfE analysts' guide). Undefined for a code that is not listed.
 */
export function comparableEthnicity(code: string): string | undefined {
  const listed = ethnicity.codes.get(code);
  return listed && (listed.countedAs ?? listed.code);
}
