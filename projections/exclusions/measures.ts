/** The measures of exclusions. *Rate* and *one-or-more* are two measures; issued, upheld and overturned are three. */
import {
  count,
  dfe,
  dfeDictionary,
  ledger,
  onRoll,
  own,
  rate,
  type Measure,
  type Part,
} from '../measures/measure.js';

const permanentExclusions: Part = {
  count: 'permanent_exclusions',
  says: 'permanent exclusions that begin in the school year and were not cancelled, all year groups',
};
const upheld: Part = {
  count: 'permanent_exclusions_upheld',
  says: 'permanent exclusions of the school year that a board or panel left standing, no review of them being open',
};
const overturned: Part = {
  count: 'permanent_exclusions_overturned',
  says: 'permanent exclusions of the school year whose pupils a board or tribunal offered to reinstate',
};
const returned: Part = {
  count: 'permanent_exclusions_returned',
  says: 'permanent exclusions of the school year whose pupils were later back in a mainstream school, for however long',
};
const panelApplications: Part = {
  count: 'panel_applications',
  says: 'permanent exclusions of the school year for which an independent review panel was asked, all year groups',
};
const panelReinstatements: Part = {
  count: 'panel_reinstatements',
  says: 'permanent exclusions of the school year whose pupils were offered reinstatement after a panel was asked for',
};
const suspensions: Part = {
  count: 'suspensions',
  says: 'suspensions, of lunchtimes too, that begin in the school year and were not cancelled, all year groups',
};
const suspendedSessions: Part = {
  count: 'suspended_sessions',
  says: 'sessions (half-days) of those suspensions, where the report gives a length',
};
const withLength: Part = {
  count: 'suspensions_with_length',
  says: 'suspensions whose report gives a length, all year groups',
};
const overWeek: Part = {
  count: 'suspensions_over_5_days',
  says: 'suspensions of more than five school days',
};
const pupilsAtEachSchool: Part = {
  count: 'pupils_suspended',
  says: 'pupils with one or more suspensions in the school year, once for each school that suspended them, all year groups',
};
const distinctPupils: Part = {
  count: 'distinct_pupils_suspended',
  says: 'pupils with one or more suspensions in the school year, each once however many schools, all year groups',
};
const reasons: Part = {
  count: 'exclusion_reasons',
  says: 'reasons given for exclusions of the school year, up to three of one since September 2020, all year groups',
};
const otherReasons: Part = {
  count: 'exclusion_reasons_other',
  says: 'reasons ‘other’ (OT, withdrawn in September 2020) given for exclusions of the school year',
};
const withoutSen: Part = {
  count: 'excluded_without_sen',
  says: 'permanent exclusions of the school year of pupils without special educational provision then, all year groups',
};
const firstExcluded: Part = {
  count: 'first_excluded_years_7_to_11',
  says: 'pupils permanently excluded for the first time, in Years 7 to 11',
};

/** Of pupils over all their schools, once in each authority that suspended them in the year. */
const pupils = (name: Part['count'], says: string, measure: string): Measure =>
  count(
    measure,
    {
      count: name,
      says: `pupils ${says}, over all their schools, once in each authority that suspended them`,
    },
    own,
    ledger,
    'pupils',
    'poisson',
  );

export const exclusionCounts: readonly Measure[] = [
  count('suspensions', suspensions, dfe, dfeDictionary, 'suspensions', 'quasi-poisson'),
  count('suspended-sessions', suspendedSessions, dfe, dfeDictionary, 'sessions'),
  count('suspensions-over-5-days', overWeek, own, ledger, 'suspensions'),
  count(
    'suspensions-overturned',
    {
      count: 'suspensions_overturned',
      says: 'suspensions of the school year whose pupils a board or tribunal reinstated',
    },
    own,
    ledger,
    'suspensions',
  ),
  count(
    'one-or-more-suspensions-enrolments',
    pupilsAtEachSchool,
    dfe,
    dfeDictionary,
    'pupil enrolments',
    'poisson',
  ),
  count('one-or-more-suspensions-distinct-pupils', distinctPupils, own, ledger, 'pupils', 'poisson'),
  pupils('pupils_suspended_once', 'with exactly one suspension in the school year', 'suspended-once'),
  pupils(
    'pupils_suspended_over_10_times',
    'with more than ten suspensions in the school year',
    'suspended-over-10-times',
  ),
  pupils(
    'pupils_suspended_for_45_days',
    'suspended for exactly 45.0 school days of the school year',
    'suspended-for-45-days',
  ),
  pupils(
    'pupils_suspended_beyond_45_days',
    'suspended for more than 45.0 school days of the school year',
    'suspended-beyond-45-days',
  ),
  count(
    'suspended-over-50-times-ever',
    {
      count: 'pupils_suspended_over_50_times_ever',
      says: 'pupils whose suspensions in the whole of school life went beyond fifty in the school year',
    },
    own,
    ledger,
    'pupils',
    'poisson',
  ),
  count('permanent-exclusions', permanentExclusions, dfe, dfeDictionary, 'permanent exclusions', 'poisson'),
  count('permanent-exclusions-upheld', upheld, own, ledger, 'permanent exclusions', 'poisson'),
  count('permanent-exclusions-overturned', overturned, own, ledger, 'permanent exclusions', 'poisson'),
  count('permanent-exclusions-returned', returned, own, ledger, 'permanent exclusions', 'poisson'),
  count('panel-applications', panelApplications, own, ledger, 'permanent exclusions', 'poisson'),
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
  count(
    'safeguarding-separations',
    {
      count: 'safeguarding_separations',
      says: 'safeguarding separations that begin in the school year: no exclusions',
    },
    own,
    ledger,
    'separations',
  ),
];

export const exclusionRates: readonly Measure[] = [
  rate('permanent-exclusion-rate', permanentExclusions, onRoll, dfe, dfeDictionary, undefined, 'poisson'),
  rate('permanent-exclusion-rate-upheld', upheld, onRoll, own, ledger, undefined, 'poisson'),
  rate('suspension-rate', suspensions, onRoll, dfe, dfeDictionary),
  rate(
    'one-or-more-suspensions-rate-enrolments',
    pupilsAtEachSchool,
    onRoll,
    dfe,
    dfeDictionary,
    undefined,
    'wilson',
  ),
  rate(
    'one-or-more-suspensions-rate-distinct-pupils',
    distinctPupils,
    onRoll,
    own,
    ledger,
    undefined,
    'wilson',
  ),
  {
    ...rate('suspension-length', suspendedSessions, withLength, dfe, dfeDictionary, 'sessions'),
    says: 'Sessions (half-days) of a suspension on average, where the report gives a length',
    per: 1,
    interval: null,
  },
  rate('suspensions-over-5-days-share', overWeek, withLength, own, ledger, 'per 100 suspensions', null),
  rate(
    'return-to-mainstream-share',
    returned,
    permanentExclusions,
    own,
    ledger,
    'per 100 permanent exclusions',
  ),
  rate(
    'panel-application-share',
    panelApplications,
    permanentExclusions,
    own,
    ledger,
    'per 100 permanent exclusions',
  ),
  rate(
    'panel-reinstatement-share',
    panelReinstatements,
    panelApplications,
    own,
    ledger,
    'per 100 applications',
  ),
  rate('other-reason-share', otherReasons, reasons, own, ledger, 'per 100 reasons', null),
  rate(
    'sen-support-after-exclusion-share',
    {
      count: 'excluded_without_sen_now_support',
      says: 'of them whose pupils have SEN support as last known',
    },
    withoutSen,
    own,
    ledger,
    'per 100 permanent exclusions',
  ),
  rate(
    'ehc-plan-after-exclusion-share',
    { count: 'excluded_without_sen_now_plan', says: 'of them whose pupils have an EHC plan as last known' },
    withoutSen,
    own,
    ledger,
    'per 100 permanent exclusions',
  ),
  rate(
    'excluded-without-suspension-share',
    {
      count: 'first_excluded_without_suspension',
      says: 'of them who were never suspended before',
    },
    firstExcluded,
    own,
    ledger,
    'per 100 pupils',
  ),
];
