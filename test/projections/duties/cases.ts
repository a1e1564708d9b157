/** One case for each duty: what triggers it, what meets it, and the days of both. */
import type { DutyKind } from '../../../projections/duties/catalogue.js';
import { type Duty } from '../../../projections/duties/duty.js';
import { added, type Told } from '../../support/history.js';
import {
  alder,
  birch,
  camden,
  later,
  notified,
  other,
  permanently,
  reviewed,
  said,
  suspendedFor,
  unit,
} from './given.js';

type Regimes = readonly (readonly [on: string, regime: string | null])[];

export interface DutyCase {
  readonly kind: DutyKind;
  readonly owedBy: Duty['owedBy'];
  readonly owedTo: Duty['owedTo'];
  /** What else is known. */
  readonly given?: (on: string) => readonly Told[];
  readonly trigger: (on: string) => Told;
  readonly met: (on: string, trigger: Told) => Told;
  /** Triggered on the first day: the last day in time, and the first that is one unit late. */
  readonly days: readonly [on: string, due: string, late: string];
  /** Triggered on the first day: the last day in time, over a holiday. */
  readonly overHoliday: readonly [on: string, due: string];
  /** A window, after which nothing is owed. */
  readonly lapses?: true;
  /** The regime of what is triggered on a day; null for no duty. */
  readonly regimes?: Regimes;
}

const lookedAfter = () => [
  said('SocialCareStatusChanged', '2021-10-04', { status: 'CLA', responsibleAuthority: other }),
];
const livesElsewhere = () => [said('AddressChanged', '2021-10-04', { homeAuthority: other })];

const withoutDelay = {
  days: ['2024-11-04', '2024-11-05', '2024-11-06'],
  overHoliday: ['2024-12-20', '2025-01-06'],
} as const;
const within10 = {
  days: ['2024-11-04', '2024-11-18', '2024-11-19'],
  overHoliday: ['2024-12-13', '2025-01-10'],
} as const;
const within15 = {
  days: ['2024-11-04', '2024-11-25', '2024-11-26'],
  overHoliday: ['2024-12-13', '2025-01-17'],
} as const;
const within20 = {
  days: ['2024-11-04', '2024-12-02', '2024-12-03'],
  overHoliday: ['2024-12-13', '2025-01-24'],
} as const;

const referredToMove = (on: string): Told =>
  said('ManagedMoveReferred', on, { school: alder, reason: 'behaviour', interventions: [] });
const trial = (on: string): Told =>
  said('ManagedMoveTrialStarted', on, { school: alder, receivingSchool: birch });

const toldTo = (
  what: 'exclusion' | 'proposal' | 'move',
  owedTo: Duty['owedTo'],
  kind: DutyKind,
  more: Partial<DutyCase> = {},
): DutyCase => ({
  kind,
  owedBy: 'head-teacher',
  owedTo,
  trigger: { exclusion: permanently, proposal: referredToMove, move: trial }[what],
  met: (on, trigger) => notified(on, owedTo, trigger),
  ...withoutDelay,
  ...more,
});

const since2022 = (before: string | null): Regimes => [
  ['2022-08-31', before],
  ['2022-09-01', 'SI2012/1033-amended-2022'],
];

const told: readonly DutyCase[] = [
  toldTo('exclusion', 'parent', 'exclusion-told-to-parent'),
  toldTo('exclusion', 'authority', 'exclusion-told-to-authority', { regimes: since2022('SI2012/1033') }),
  toldTo('exclusion', 'authority', 'exclusion-told-to-authority', {
    trigger: (on) => suspendedFor(on, 2),
    regimes: since2022(null),
  }),
  toldTo('exclusion', 'home-authority', 'exclusion-told-to-home-authority', { given: livesElsewhere }),
  toldTo('exclusion', 'governing-board', 'exclusion-told-to-governing-board'),
  toldTo('exclusion', 'social-worker', 'exclusion-told-to-social-worker', {
    given: lookedAfter,
    regimes: since2022('recommended'),
  }),
  toldTo('exclusion', 'virtual-school-head', 'exclusion-told-to-virtual-school-head', {
    given: lookedAfter,
    regimes: since2022('recommended'),
  }),
  toldTo('proposal', 'parent', 'proposal-told-to-parent'),
  toldTo('proposal', 'social-worker', 'proposal-told-to-social-worker', { given: lookedAfter }),
  toldTo('proposal', 'virtual-school-head', 'proposal-told-to-virtual-school-head', { given: lookedAfter }),
  toldTo('move', 'parent', 'move-told-to-parent'),
  toldTo('move', 'social-worker', 'move-told-to-social-worker', { given: lookedAfter }),
  toldTo('move', 'virtual-school-head', 'move-told-to-virtual-school-head', { given: lookedAfter }),
  {
    kind: 'risk-considered',
    owedBy: 'social-worker',
    owedTo: 'pupil',
    given: (on) => [...lookedAfter(), permanently(on)],
    trigger: (on) => notified(on, 'social-worker', permanently(on)),
    met: (on, { data }) =>
      said('RiskConsidered', on, { consideredBy: 'social-worker', risk: 'no-greater', ...aboutOf(data) }),
    ...withoutDelay,
  },
];

const aboutOf = (data: object) => ('about' in data ? { about: data.about } : {});

const ofOctober = { excludedOn: '2024-10-01' };

const exclusions: readonly DutyCase[] = [
  {
    kind: 'board-reinstatement',
    owedBy: 'governing-board',
    owedTo: 'parent',
    trigger: permanently,
    met: (on, trigger) => reviewed(on, 'FRE', { exclusion: trigger.id }),
    ...within15,
  },
  {
    kind: 'board-representations',
    owedBy: 'governing-board',
    owedTo: 'parent',
    given: (on) => [suspendedFor(on, 12)],
    trigger: (on) => reviewed(later(on, 3), 'EON', { excludedOn: on }),
    met: (on, { data }) => reviewed(on, 'DNO', 'excludedOn' in data ? { excludedOn: data.excludedOn } : {}),
    days: ['2024-11-04', '2025-01-27', '2025-01-28'],
    overHoliday: ['2025-01-13', '2025-03-31'],
  },
  {
    kind: 'panel-application',
    owedBy: 'governing-board',
    owedTo: 'parent',
    given: () => [permanently(ofOctober.excludedOn)],
    trigger: (on) => reviewed(on, 'DNO', ofOctober),
    met: (on) => reviewed(on, 'GNO', ofOctober),
    ...within15,
    lapses: true,
  },
  {
    kind: 'panel-review',
    owedBy: 'authority',
    owedTo: 'parent',
    given: () => [permanently(ofOctober.excludedOn)],
    trigger: (on) => reviewed(on, 'GNO', ofOctober),
    met: (on) => reviewed(on, 'INO', { ...ofOctober, review: 'IRP' }),
    ...within15,
  },
  {
    kind: 'board-reconsideration',
    owedBy: 'governing-board',
    owedTo: 'parent',
    given: () => [permanently(ofOctober.excludedOn)],
    trigger: (on) => reviewed(on, 'NOG', { ...ofOctober, review: 'IRP', panelDecision: 'quashed' }),
    met: (on) => reviewed(on, 'MNO', ofOctober),
    ...within10,
  },
  {
    kind: 'sixth-day-education',
    owedBy: 'authority',
    owedTo: 'pupil',
    trigger: permanently,
    met: (on, trigger) => sixthDayEducation(on, 'authority', { exclusion: trigger.id }),
    days: ['2024-11-04', '2024-11-11', '2024-11-12'],
    overHoliday: ['2024-12-16', '2025-01-06'],
  },
  {
    kind: 'sixth-day-education',
    owedBy: 'school',
    owedTo: 'pupil',
    trigger: (on) => suspendedFor(on, 20),
    met: (on, trigger) => sixthDayEducation(on, 'school', { exclusion: trigger.id }),
    days: ['2024-11-04', '2024-11-11', '2024-11-12'],
    overHoliday: ['2024-12-16', '2025-01-06'],
  },
];

export const sixthDayEducation = (on: string, arrangedBy: string, more: object = {}): Told =>
  said('SixthDayEducationArranged', on, {
    school: alder,
    arrangedBy,
    provider: 'tuition',
    hours: 'full-time',
    ...more,
  });

const deleted = (on: string, more: object = {}): Told =>
  said('RemovedFromRoll', on, {
    school: alder,
    ...(on < '2024-08-19' ? { regime: 'SI2006/1751', ground: 'e' } : { regime: 'SI2024/208', ground: 'G' }),
    ...more,
  });

const rolls: readonly DutyCase[] = [
  {
    kind: 'deletion-return',
    owedBy: 'school',
    owedTo: 'authority',
    trigger: deleted,
    met: (on, { data }) =>
      said('DeletionReturned', on, {
        school: alder,
        regime: 'SI2024/208',
        leavesOn: 'effectiveOn' in data ? data.effectiveOn : on,
      }),
    days: ['2024-11-04', '2024-11-04', '2024-11-05'],
    overHoliday: ['2024-12-24', '2024-12-24'],
    regimes: [
      ['2016-08-31', 'SI2006/1751'],
      ['2016-09-01', 'SI2006/1751-amended-2016'],
      ['2024-08-18', 'SI2006/1751-amended-2016'],
      ['2024-08-19', 'SI2024/208'],
    ],
  },
  {
    kind: 'new-pupil-return',
    owedBy: 'school',
    owedTo: 'authority',
    trigger: (on) => added(birch, on, 'C'),
    met: (on, trigger) => notified(on, 'authority', trigger),
    days: ['2024-11-04', '2024-11-09', '2024-11-10'],
    overHoliday: ['2024-12-20', '2024-12-25'],
    regimes: [
      ['2016-03-14', null],
      ['2024-03-11', 'SI2006/1751-amended-2016'],
      ['2024-11-04', 'SI2024/208'],
    ],
  },
  {
    kind: 'destination-confirmed',
    owedBy: 'authority',
    owedTo: 'pupil',
    trigger: (on) => deleted(on, { destination: { kind: 'other-uk' } }),
    met: (on, { data }) =>
      said('DestinationConfirmed', on, {
        school: alder,
        leftOn: 'effectiveOn' in data ? data.effectiveOn : on,
        destination: { kind: 'other-uk' },
        arrived: true,
      }),
    ...within10,
  },
];

const directed = (on: string): Told =>
  said('OffSiteDirectionStarted', on, {
    school: alder,
    provider: { reference: 'STEPS' },
    pattern: 'full-time',
    registration: 'single',
  });
const taughtAtUnit = (on: string): Told =>
  said('AlternativeProvisionStarted', on, {
    authority: camden,
    school: alder,
    provider: { school: unit },
    pattern: 'full-time',
    registration: 'single',
  });
const recoveryOpened = (on: string): Told =>
  said('CostRecoveryOpened', on, { school: alder, provider: { school: unit } });

const moves: readonly DutyCase[] = [
  {
    kind: 'managed-move-decision',
    owedBy: 'school',
    owedTo: 'pupil',
    trigger: trial,
    met: (on) => said('ManagedMoveFailed', on, { school: alder, reason: 'behaviour' }),
    days: ['2024-09-09', '2024-12-02', '2024-12-03'],
    overHoliday: ['2024-12-02', '2025-02-24'],
    regimes: [
      ['2026-07-25', 'trial-before-move'],
      ['2026-07-26', 'no-trial'],
    ],
  },
  {
    kind: 'direction-notice',
    owedBy: 'governing-board',
    owedTo: 'parent',
    trigger: directed,
    met: (on, { data }) =>
      said('OffSiteDirectionNotified', on, {
        school: alder,
        provider: { reference: 'STEPS' },
        startsOn: 'effectiveOn' in data ? data.effectiveOn : on,
        objectives: [],
        states: [],
        parentTold: true,
      }),
    days: ['2024-11-07', '2024-11-05', '2024-11-06'],
    overHoliday: ['2025-01-07', '2024-12-20'],
    regimes: [
      ['2026-07-25', 'SI2010/1156'],
      ['2026-07-26', 'SI2010/1156-for-all'],
    ],
  },
  {
    kind: 'direction-review',
    owedBy: 'governing-board',
    owedTo: 'parent',
    given: (on) => [directed(later(on, -21))],
    trigger: (on) => said('OffSiteDirectionReviewRequested', on, { school: alder, by: 'parent' }),
    met: (on) => said('OffSiteDirectionReviewed', on, { school: alder, decision: 'continues' }),
    ...within10,
    regimes: [
      // Judged by its first day, which lies before that of the request.
      ['2026-08-14', 'SI2010/1156'],
      ['2026-08-16', 'SI2010/1156-for-all'],
    ],
  },
  {
    kind: 'fair-access-placement',
    owedBy: 'authority',
    owedTo: 'pupil',
    given: (on) => [
      said('FairAccessReferred', later(on, -7), {
        route: 'without-a-place',
        referredBy: 'school',
        school: alder,
      }),
    ],
    trigger: (on) => said('FairAccessConsidered', on, { outcome: 'accepted' }),
    met: (on) => said('FairAccessPlaced', on, { school: birch }),
    ...within20,
    regimes: [
      ['2021-08-31', 'admissions-code-2014'],
      ['2021-09-01', 'admissions-code-2021'],
    ],
  },
  {
    kind: 'home-education-meeting',
    owedBy: 'authority',
    owedTo: 'parent',
    trigger: (on) =>
      said('HomeEducationNotified', on, { school: alder, notifiedBy: 'parent', letter: 'parent' }),
    met: (on) => said('HomeEducationMeetingHeld', on, { attended: [] }),
    ...within10,
  },
  {
    kind: 'home-education-return',
    owedBy: 'school',
    owedTo: 'pupil',
    given: (on) => [said('ReturnRequested', later(on, 7), {})],
    trigger: (on) => deleted(on, { ground: 'F' }),
    met: (on) => added(alder, on, 'C'),
    ...within20,
  },
  {
    kind: 'cost-recovery-opened',
    owedBy: 'authority',
    owedTo: 'authority',
    given: () => [permanently('2024-10-07')],
    trigger: taughtAtUnit,
    met: recoveryOpened,
    ...within20,
  },
  {
    kind: 'cost-recovery-concluded',
    owedBy: 'authority',
    owedTo: 'school',
    given: () => [permanently('2024-10-07')],
    trigger: recoveryOpened,
    met: (on) => said('CostRecoverySettled', on, { school: alder, amountPence: 500_000 }),
    days: ['2024-11-04', '2025-02-10', '2025-02-11'],
    overHoliday: ['2025-01-13', '2025-04-29'],
  },
];

export const dutyCases: readonly DutyCase[] = [...told, ...exclusions, ...rolls, ...moves];
