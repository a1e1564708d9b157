/**
 * The measures that exist: what each counts, out of whom, by whose definition. A figure cites its measure by name and
 * version; a change of what one says gives it a new version. *Rate* and *one-or-more rate* are different measures.
 */
import type { authorityCountNames } from '../authority-rates/projection.js';
import { epi2024 } from '../moves/profiles/epi-2024.js';

/** The counts that figures are made of; those that end in `_change` are headcounts, as `on-roll.ts` keeps them. */
export type CountedName = (typeof authorityCountNames)[number];

export interface Part {
  readonly count: CountedName;
  /** Who or what is counted, with the year groups. */
  readonly says: string;
}

/** Whose way of counting it is. */
export interface CountedBy {
  readonly name: string;
  readonly version: number;
}

export interface Measure {
  readonly name: string;
  readonly version: number;
  readonly says: string;
  readonly numerator: Part;
  /** Null for a count. */
  readonly denominator: Part | null;
  /** The numerator is multiplied by it before it is divided: 100 for a rate per 100. */
  readonly per: 1 | 100;
  readonly unit: string;
  readonly decimalPlaces: number;
  readonly method: CountedBy;
  /** Where the definition stands. */
  readonly source: string;
}

const dfe: CountedBy = { name: 'DfE-exclusions', version: 1 };
const epi: CountedBy = { name: epi2024.name, version: epi2024.version };
/** Counts of what the ledger holds, by no published method. */
const own: CountedBy = { name: 'ledger-counts', version: 1 };

const dfeDictionary =
  'DfE, Pupil exclusion statistics: methodology; local authority interactive tool, data dictionary (exclusions)';
const epiReport = 'Education Policy Institute, Unexplained school transfers and managed moves, March 2024';
const ledger = 'this ledger';

const onRoll: Part = {
  count: 'january_on_roll_change',
  says: 'sole and dual main registrations (C and M) on roll on January census day, all year groups',
};
const onRollYears7to11: Part = {
  count: 'january_on_roll_years_7_to_11_change',
  says: 'sole and dual main registrations (C and M) in Years 7 to 11 on roll on January census day',
};
const permanentExclusions: Part = {
  count: 'permanent_exclusions',
  says: 'permanent exclusions that begin in the school year and were not cancelled, all year groups',
};
const suspensions: Part = {
  count: 'suspensions',
  says: 'suspensions, of lunchtimes too, that begin in the school year and were not cancelled, all year groups',
};
const pupilsAtEachSchool: Part = {
  count: 'pupils_suspended',
  says: 'pupils with one or more suspensions in the school year, once for each school that suspended them, all year groups',
};
const distinctPupils: Part = {
  count: 'distinct_pupils_suspended',
  says: 'pupils with one or more suspensions in the school year, each once however many schools, all year groups',
};
const unexplained: Part = {
  count: 'unexplained_moves',
  says: `moves that no rule of ${epi2024.name} takes out, by the school left and the school year of leaving, Years 7 to 11`,
};

export const authorityCounts: readonly Measure[] = [
  count('headcount', onRoll, own, 'DfE, school census: pupils on roll', 'registrations'),
  count(
    'headcount-years-7-to-11',
    onRollYears7to11,
    own,
    'DfE, school census: pupils on roll',
    'registrations',
  ),
  count(
    'joined',
    {
      count: 'joined',
      says: 'main registrations that began in the school year, those apart that go on with one by succession or a quick return, all year groups',
    },
    own,
    ledger,
    'registrations',
  ),
  count(
    'exits',
    {
      count: 'exits',
      says: 'main registrations that ended in the school year by leaving the school, wherever that led (no succession, quick return, end of a dual registration or death), all year groups',
    },
    own,
    ledger,
    'registrations',
  ),
  count('suspensions', suspensions, dfe, dfeDictionary, 'suspensions'),
  count(
    'suspended-sessions',
    {
      count: 'suspended_sessions',
      says: 'sessions (half-days) of those suspensions, where the report gives a length',
    },
    dfe,
    dfeDictionary,
    'sessions',
  ),
  count('one-or-more-suspensions-enrolments', pupilsAtEachSchool, dfe, dfeDictionary, 'pupil enrolments'),
  count('one-or-more-suspensions-distinct-pupils', distinctPupils, own, ledger, 'pupils'),
  count('permanent-exclusions', permanentExclusions, dfe, dfeDictionary, 'permanent exclusions'),
  count(
    'cancelled-exclusions',
    {
      count: 'cancelled_exclusions',
      says: 'suspensions and permanent exclusions of the school year that were cancelled',
    },
    own,
    ledger,
    'exclusions',
  ),
  count('unexplained-moves', unexplained, epi, epiReport, 'moves'),
  count(
    'family-reason-moves',
    {
      count: 'family_reason_moves',
      says: `moves that ${epi2024.name} takes out by a family reason in the data`,
    },
    epi,
    epiReport,
    'moves',
  ),
  count(
    'out-of-scope-moves',
    {
      count: 'out_of_scope_moves',
      says: `exits that ${epi2024.name} does not count as moves between schools in Years 7 to 11`,
    },
    epi,
    epiReport,
    'moves',
  ),
];

export const authorityRates: readonly Measure[] = [
  rate('permanent-exclusion-rate', permanentExclusions, onRoll, dfe, dfeDictionary),
  rate('suspension-rate', suspensions, onRoll, dfe, dfeDictionary),
  rate('one-or-more-suspensions-rate-enrolments', pupilsAtEachSchool, onRoll, dfe, dfeDictionary),
  rate('one-or-more-suspensions-rate-distinct-pupils', distinctPupils, onRoll, own, ledger),
  rate('unexplained-move-rate', unexplained, onRollYears7to11, epi, epiReport),
];

/** At one school, pupils with one or more suspensions are distinct already. */
const ofSchools = ({ numerator }: Measure): boolean => numerator.count !== distinctPupils.count;

export const schoolCounts: readonly Measure[] = authorityCounts.filter(ofSchools);
export const schoolRates: readonly Measure[] = authorityRates.filter(ofSchools);

function count(name: string, numerator: Part, method: CountedBy, source: string, unit: string): Measure {
  return {
    name,
    version: 1,
    says: `Number of ${numerator.says}`,
    numerator,
    denominator: null,
    per: 1,
    unit,
    decimalPlaces: 0,
    method,
    source,
  };
}

/** Per 100, to two decimal places: what DfE prints of exclusions, and EPI of moves. */
function rate(name: string, numerator: Part, denominator: Part, method: CountedBy, source: string): Measure {
  return {
    name,
    version: 1,
    says: `Number of ${numerator.says}, per 100 ${denominator.says}`,
    numerator,
    denominator,
    per: 100,
    unit: 'per 100 on roll',
    decimalPlaces: 2,
    method,
    source,
  };
}
