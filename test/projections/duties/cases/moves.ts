/** Managed moves, directions, reduced timetables, fair access, home education, money. */
import { added, type Told } from '../../../support/history.js';
import { alder, birch, camden, later, permanently, said, unit } from '../given.js';
import { within10, within20, type DutyCase } from './case.js';
import { deleted } from './rolls.js';
import { trial } from './told.js';

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

const onReducedTimetable = (on: string, more: object = {}): Told =>
  said('ReducedTimetableStarted', on, { school: alder, sessionsAWeek: 5, reason: 'behaviour', ...more });
const timetableReviewed = (on: string): Told =>
  said('ReducedTimetableReviewed', on, { school: alder, outcome: 'to-end' });

export const moves: readonly DutyCase[] = [
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
    kind: 'reduced-timetable-review',
    owedBy: 'school',
    owedTo: 'pupil',
    trigger: (on) => onReducedTimetable(on),
    met: timetableReviewed,
    days: ['2024-11-04', '2024-12-16', '2024-12-17'],
    overHoliday: ['2024-12-09', '2025-01-20'],
    regimes: [
      ['2024-08-18', 'attendance-guidance'],
      ['2024-08-19', 'working-together-2024'],
    ],
  },
  {
    kind: 'reduced-timetable-review',
    owedBy: 'school',
    owedTo: 'pupil',
    trigger: (on) => onReducedTimetable(on, { reviewBy: later(on, 10) }),
    met: timetableReviewed,
    days: ['2024-11-04', '2024-11-14', '2024-11-15'],
    overHoliday: ['2024-12-18', '2024-12-28'],
    regimes: [
      ['2024-08-18', 'attendance-guidance'],
      ['2024-08-19', 'working-together-2024'],
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
