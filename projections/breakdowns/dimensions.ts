/** What figures can be broken down by: characteristics of pupils, kinds of school, and what the exclusions were. */
import { exclusionReason } from '../../events/codes/exclusion-reason.js';
import type { School } from '../register/register.js';
import { unlisted, type Category, type Characteristic, type Point, type Union } from './characteristic.js';
import { characteristics } from './characteristics.js';
import { allDays, lengthBands, reasonCategories, repeatBands } from './details.js';

/** Which measures a dimension has: those of people, of schools' people, or of the exclusions alone. */
export type DimensionKind = 'characteristic' | 'cohort' | 'school' | 'reason' | 'length' | 'repeats' | 'day';

export interface Dimension {
  readonly name: string;
  readonly label: string;
  readonly kind: DimensionKind;
  readonly says: string;
  readonly source: string;
  /** As at which day a category holds, in words. */
  readonly reference: {
    readonly ofEvents: string;
    readonly ofPupilsWithOneOrMore: string | null;
    readonly ofRoll: string | null;
  };
  readonly categories: readonly Category[];
  readonly unions: readonly Union[];
  readonly exclusive: boolean;
  /** The category that others are compared with; null for everybody. */
  readonly comparator: string | null;
}

const points: Readonly<Record<Point, string>> = {
  'now-known': 'as now known',
  january: 'on January census day of the school year',
  event: 'on the day of the event',
};

const ofCharacteristic = ({
  name,
  label,
  says,
  source,
  ofEvents,
  ofRoll,
  categories,
  unions,
  exclusive,
  comparator,
}: Characteristic): Dimension => ({
  name,
  label,
  kind: 'characteristic',
  says,
  source,
  reference: {
    ofEvents: points[ofEvents],
    ofPupilsWithOneOrMore:
      ofEvents === 'event' ? 'on the day of the most recent suspension' : points[ofEvents],
    ofRoll: points[ofRoll],
  },
  categories,
  unions,
  exclusive,
  comparator,
});

const whole = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);

const lastYearGroup = 14;
const beyond: Category = { code: 'beyond', label: 'Beyond Year 14: nobody reported the leaving' };
const before: Category = { code: 'before-reception', label: 'Before reception' };

/** The category of a year group, as its number: reception is 0. */
export function yearGroupCategory(yearGroup: number): string {
  if (yearGroup < 0) return before.code;
  if (yearGroup > lastYearGroup) return beyond.code;
  return yearGroup === 0 ? 'R' : String(yearGroup);
}

const ofCohort = {
  kind: 'cohort',
  unions: [],
  exclusive: true,
  comparator: null,
} as const;

const yearGroup: Dimension = {
  ...ofCohort,
  name: 'year-group',
  label: 'Year group',
  says: 'national curriculum year group as last reported by the day, moved by the school years between; else the one that year and month of birth lead to expect',
  source: 'DfE, Pupil exclusion statistics: methodology; decisions on reference points of this ledger',
  reference: {
    ofEvents: points.event,
    ofPupilsWithOneOrMore: 'on the day of the most recent suspension',
    ofRoll: points.january,
  },
  categories: [
    before,
    { code: 'R', label: 'Reception' },
    ...whole(1, lastYearGroup).map((year) => ({ code: String(year), label: `Year ${year}` })),
    beyond,
  ],
  unions: [
    { code: 'primary-years', label: 'Reception to Year 6', of: ['R', ...whole(1, 6).map(String)] },
    { code: 'years-7-to-11', label: 'Years 7 to 11', of: whole(7, 11).map(String) },
    { code: 'key-stage-4', label: 'Years 10 and 11', of: ['10', '11'] },
  ],
};

const [youngest, oldest] = [2, 19];

export function ageCategory(age: number): string {
  if (age < youngest) return 'younger';
  return age > oldest ? 'older' : String(age);
}

const age: Dimension = {
  ...ofCohort,
  name: 'age',
  label: 'Age',
  says: 'completed years on 31 August before the school year, from year and month of birth',
  source: 'DfE, Pupil exclusion statistics: methodology (age at the start of the academic year)',
  reference: {
    ofEvents: 'on 31 August before the school year',
    ofPupilsWithOneOrMore: 'on 31 August before the school year',
    ofRoll: 'on 31 August before the school year',
  },
  categories: [
    { code: 'younger', label: `Younger than ${youngest}` },
    ...whole(youngest, oldest).map((years) => ({ code: String(years), label: String(years) })),
    { code: 'older', label: `Older than ${oldest}: nobody reported the leaving` },
  ],
  unions: [{ code: '5-to-10', label: '5 to 10', of: whole(5, 10).map(String) }],
};

const schoolKinds: readonly Category[] = [
  { code: 'nursery', label: 'Nursery' },
  { code: 'primary', label: 'Primary, mainstream' },
  { code: 'middle', label: 'Middle, mainstream' },
  { code: 'secondary', label: 'Secondary, mainstream' },
  { code: 'all-through', label: 'All-through, mainstream' },
  { code: 'post-16', label: 'Post-16, mainstream' },
  { code: 'studio-or-utc', label: 'Studio school or university technical college' },
  { code: 'special', label: 'Special' },
  { code: 'alternative-provision', label: 'Alternative provision, pupil referral units among it' },
  { code: 'independent', label: 'Independent, special or not' },
  { code: 'other', label: 'Any other, colleges among them' },
];

/** By what teaches whom: of mainstream the phase, else the type. Undefined where the register does not say. */
export function schoolKind({ type, phase }: School): string | undefined {
  switch (type) {
    case undefined:
      return undefined;
    case 'mainstream':
      return phase === undefined || phase === 'not-applicable' ? 'other' : phase;
    case 'independent-special':
      return 'independent';
    case 'further-education':
      return 'other';
    default:
      return type;
  }
}

const schoolType: Dimension = {
  name: 'school-type',
  label: 'School type and phase',
  kind: 'school',
  says: 'type and phase of the school, as described on January census day of the school year. Pupils with one or more suspensions are counted as enrolments alone: a pupil may be at two schools of a type',
  source: 'DfE, Pupil exclusion statistics: methodology; Get Information About Schools',
  reference: {
    ofEvents: points.january,
    ofPupilsWithOneOrMore: points.january,
    ofRoll: points.january,
  },
  categories: schoolKinds,
  unions: [
    {
      code: 'mainstream',
      label: 'Mainstream, all phases',
      of: ['primary', 'middle', 'secondary', 'all-through', 'post-16', 'studio-or-utc'],
    },
    {
      code: 'secondary-lines',
      label: 'Secondary, all-through, studio schools and university technical colleges',
      of: ['secondary', 'all-through', 'studio-or-utc'],
    },
  ],
  exclusive: true,
  comparator: null,
};

const ofExclusions = {
  unions: [],
  comparator: null,
  reference: { ofEvents: 'as its report states it', ofPupilsWithOneOrMore: null, ofRoll: null },
} as const;

const reason: Dimension = {
  ...ofExclusions,
  name: 'reason',
  label: 'Reason',
  kind: 'reason',
  says: 'each reason that was given, one of an exclusion until August 2020 and up to three since: shares are of reasons, not of exclusions. Codes are those of the day of the exclusion; the list was remade in September 2020 and in September 2026, so that shares over those years do not compare',
  source: exclusionReason.source,
  categories: reasonCategories,
  exclusive: false,
};

const length: Dimension = {
  ...ofExclusions,
  name: 'length',
  label: 'Length',
  kind: 'length',
  says: 'sessions of half a day out of school, of suspensions whose report gives a length',
  source: 'DfE, Pupil exclusion statistics: methodology; bands are ours, but for the school week',
  categories: lengthBands,
  unions: [
    {
      code: 'over-5-days',
      label: 'More than five school days',
      of: ['up-to-10-days', 'up-to-15-days', 'over-15-days'],
    },
  ],
  exclusive: true,
};

const repeats: Dimension = {
  ...ofExclusions,
  name: 'repeats',
  label: 'Suspensions of one pupil',
  kind: 'repeats',
  says: 'how many suspensions the pupil had in the school year: at one school for enrolments, at all schools of the place for distinct pupils',
  source: 'Timpson Review of School Exclusion (2019); bands are ours, but for one and for more than ten',
  reference: {
    ofEvents: 'in the school year',
    ofPupilsWithOneOrMore: 'in the school year',
    ofRoll: null,
  },
  categories: repeatBands,
  exclusive: true,
};

const day: Dimension = {
  ...ofExclusions,
  name: 'school-day',
  label: 'On an average school day',
  kind: 'day',
  says: 'the year’s numbers over 190 school days: exclusions that begin on one, and pupils who are out on one by a suspension, each once however many suspensions',
  source: 'DfE, local authority interactive tool, data dictionary: average per day is the number over 190',
  categories: [{ code: allDays, label: 'All pupils' }],
  exclusive: true,
};

export const dimensions: readonly Dimension[] = [
  ...characteristics.map(ofCharacteristic),
  yearGroup,
  age,
  schoolType,
  reason,
  length,
  repeats,
  day,
];

/** The label of a category, or of a code that is none. */
export const labelOf = ({ categories, unions }: Dimension, code: string): string =>
  [...categories, ...unions, unlisted].find((each) => each.code === code)?.label ?? code;
