/** Managed moves, off-site directions, reduced timetables, fair access, home education, and money after an exclusion. */
import { asPlainDate } from '../../../events/calendar/plain-date.js';
import { noTrialFrom } from '../../managed-moves/regimes.js';
import { clocks } from '../clocks.js';
import { local, type DutiesInWords, type DutyRule } from './rule.js';

/** Directions of academies and of pupil referral units are by the same procedure from this day. */
export const directionsForAllFrom = asPlainDate('2026-07-26');
/** [check] the first day of the Code that has the twenty school days. */
const admissionsCode2021 = asPlainDate('2021-09-01');

/** The guidance on attendance is statutory from this day. */
const workingTogether = asPlainDate('2024-08-19');

const trialRule: Pick<DutyRule, 'clock'> = {
  clock: {
    named: 'the day that the schools or a review set, else the end of the protocol’s weeks',
    unit: 'calendar days',
  },
};

/** The first is chosen by its name alone: the one after it holds for every day too. */
const directionRules = (clock: DutyRule['clock']): readonly DutyRule[] => [
  {
    regime: 'academies-before-2026',
    standing: 'guidance',
    source: 'DfE guidance, after SI 2010/1156 as amended by SI 2012/2532',
    clock,
  },
  {
    regime: 'SI2010/1156',
    standing: 'statutory',
    source: 'SI 2010/1156 as amended by SI 2012/2532',
    clock,
  },
  {
    regime: 'SI2010/1156-for-all',
    from: directionsForAllFrom,
    standing: 'statutory',
    source: 'SI 2010/1156 as applied to academies and referral units from 26 July 2026',
    clock,
  },
];

const timetableReview: Pick<DutyRule, 'standing' | 'clock'> = {
  standing: 'guidance',
  clock: { standard: 'reduced-timetable-review' },
};

export const moveDuties = {
  'managed-move-decision': {
    says: 'A trial is decided at its end',
    triggeredBy: 'the first day of the trial, and a review that sets another day for the decision',
    metBy: 'success or failure; it ends where the move is given up, or another day is agreed',
    rules: [
      { ...trialRule, regime: 'trial-before-move', standing: 'local', source: 'local protocol' },
      {
        ...trialRule,
        regime: 'no-trial',
        from: noTrialFrom,
        standing: 'guidance',
        source: 'statutory guidance on suspension and permanent exclusion, 2026: a managed move has no trial',
      },
    ],
  },
  'direction-notice': {
    says: 'Written notice of an off-site direction at least two school days before its first day',
    triggeredBy: 'the notice, or the first day off-site where none came before it',
    metBy: 'a notice that the parent was given',
    rules: directionRules(clocks.directionNotice),
  },
  'direction-review': {
    says: 'An off-site direction is reviewed on request',
    triggeredBy:
      'a request in writing by the parent, or by the authority of an EHC plan, with no review in the ten weeks before',
    metBy: 'the review',
    rules: directionRules({ standard: 'direction-review' }),
  },
  'reduced-timetable-review': {
    says: 'A reduced timetable is reviewed',
    triggeredBy:
      'its beginning, and every review after which it goes on; by the day that these name, else by the authority’s own standard',
    metBy: 'the next review; it ends with the timetable',
    rules: [
      { ...timetableReview, regime: 'attendance-guidance', source: 'DfE guidance on school attendance' },
      {
        ...timetableReview,
        regime: 'working-together-2024',
        from: workingTogether,
        source: 'Working together to improve school attendance, statutory guidance from 19 August 2024',
      },
    ],
  },
  'fair-access-placement': {
    says: 'A place is allocated within 20 school days',
    triggeredBy: 'a child who is accepted under the fair access protocol',
    metBy: 'the place allocated',
    rules: [
      {
        regime: 'admissions-code-2014',
        standing: 'guidance',
        source: 'School Admissions Code 2014: as quickly as possible, for which the later number stands in',
        clock: clocks.fairAccessPlacement,
      },
      {
        regime: 'admissions-code-2021',
        from: admissionsCode2021,
        standing: 'statutory',
        source: 'School Admissions Code 2021, 3.14 to 3.22',
        clock: clocks.fairAccessPlacement,
      },
    ],
  },
  'home-education-meeting': {
    says: 'Professionals meet the family that gave notice of home education',
    triggeredBy: 'the notice',
    metBy: 'the meeting',
    rules: [local('home-education-meeting', 'the authority’s own standard')],
  },
  'home-education-return': {
    says: 'The school that was left takes the pupil back',
    triggeredBy: 'a name deleted for home education; from the last day on roll',
    metBy: 'the return to that school; it lapses where nobody asks within the window',
    rules: [local('home-education-return-window', 'the authority’s own standard')],
  },
  'cost-recovery-opened': {
    says: 'The cost of an excluded pupil’s place is claimed',
    triggeredBy: 'the first day in a provision that the authority’s scheme names',
    metBy: 'a recovery opened; it ends with a return to a mainstream school',
    rules: [local('cost-recovery-opening', 'the authority’s own scheme')],
  },
  'cost-recovery-concluded': {
    says: 'A recovery is settled, or the pupil is back at a mainstream school',
    triggeredBy: 'a recovery opened',
    metBy: 'its settlement, its end, or the return',
    rules: [local('cost-recovery-conclusion', 'the authority’s own scheme')],
  },
} as const satisfies DutiesInWords;
