/** What follows on an exclusion. */
import { type Told } from '../../../support/history.js';
import { alder, later, permanently, reviewed, said, suspendedFor } from '../given.js';
import { within10, within15, type DutyCase } from './case.js';

const ofOctober = { excludedOn: '2024-10-01' };

export const exclusions: readonly DutyCase[] = [
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
