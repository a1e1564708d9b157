/** Why a pupil was excluded. The list was remade in 2020, when three reasons were first allowed, and in 2026. */
import { asPlainDate, type PlainDate } from '../calendar/plain-date.js';
import { codeList, type Code, type CodeList } from './code-list.js';

const labels: Readonly<Record<string, string>> = {
  PP: 'Physical assault against a pupil',
  PA: 'Physical assault against an adult',
  VP: 'Verbal abuse or threatening behaviour against a pupil',
  VA: 'Verbal abuse or threatening behaviour against an adult',
  OW: 'Use or threat of use of an offensive weapon or prohibited item',
  BW: 'Brought a weapon or prohibited item into school',
  BU: 'Bullying',
  TB: 'Cyber-bullying or threatening behaviour online',
  RA: 'Racist abuse',
  LG: 'Abuse against sexual orientation and gender identity',
  DS: 'Abuse relating to disability',
  SM: 'Sexual misconduct',
  SB: 'Harmful sexual behaviour',
  MB: 'Misogynistic behaviour',
  AB: 'Misandrist behaviour',
  DR: 'Drug related',
  AR: 'Alcohol related',
  SR: 'Smoking related',
  VR: 'Vape related',
  DA: 'Drug and alcohol related',
  DM: 'Damage to property',
  TH: 'Theft',
  LD: 'Persistent disruptive behaviour: low-level disruption',
  CB: 'Persistent disruptive behaviour: challenging behaviour',
  DB: 'Persistent or general disruptive behaviour',
  MT: 'Inappropriate use of social media or online technology',
  MP: 'Use of a mobile phone',
  OS: 'Misbehaviour outside school',
  PH: 'Wilful and repeated transgression of protective measures for public health',
  OT: 'Other',
};

interface ReasonSet {
  readonly from?: PlainDate;
  readonly to?: PlainDate;
  readonly most: 1 | 3;
  readonly codes: readonly string[];
}

// [check] Where each set begins and ends; CBDS of May 2026 names the third without dates.
const sets: readonly ReasonSet[] = [
  {
    to: asPlainDate('2020-08-31'),
    most: 1,
    codes: 'PP PA VP VA BU RA SM DA DM TH DB OT'.split(' '),
  },
  {
    from: asPlainDate('2020-09-01'),
    to: asPlainDate('2026-08-31'),
    most: 3,
    codes: 'PP PA VP VA BU RA SM DA DM TH DB LG DS OW MT PH'.split(' '),
  },
  {
    from: asPlainDate('2026-09-01'),
    most: 3,
    codes: 'PP PA VP VA OW BW BU TB RA LG DS SM SB MB AB DR AR SR VR DA DM TH LD CB DB MT MP OS PH'.split(
      ' ',
    ),
  },
];

export const exclusionReason: CodeList = codeList({
  name: 'exclusion-reason',
  source: 'DfE common basic data set (CBDS), CS010 exclusion reason',
  shape: /^[A-Z]{2}$/,
  codes: Object.entries(labels).map(([code, label]) => overItsSets(code, label)),
});

/** The first day of each set but the first. */
export const reasonSetsFrom: readonly PlainDate[] = sets.flatMap(({ from }) => from ?? []);

/** How many reasons one exclusion could carry on that day: one until 31 August 2020, three since. */
export function mostExclusionReasons(on: PlainDate): 1 | 3 {
  return sets.find((set) => set.to === undefined || on <= set.to)?.most ?? 3;
}

/** A code that stands in sets that follow on each other holds from the first one's first day to the last one's last. */
function overItsSets(code: string, label: string): Code {
  const holding = sets.filter((set) => set.codes.includes(code));
  const from = holding[0]?.from;
  const to = holding.at(-1)?.to;
  return { code, label, ...(from && { from }), ...(to && { to }) };
}
