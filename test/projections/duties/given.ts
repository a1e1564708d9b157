/** A pupil on one school's roll, in a year whose calendar is known, and what is owed of the pupil. */
import { asAuthorityCode, authorityStream, calendarStream } from '../../../events/identifiers.js';
import type { EventType } from '../../../events/catalogue.js';
import { addDays } from '../../../events/calendar/plain-date.js';
import type { DutyKind } from '../../../projections/duties/catalogue.js';
import { dutyOn, type Duty } from '../../../projections/duties/duty.js';
import { dutiesOf } from '../../../projections/duties/duties.js';
import type { Register } from '../../../projections/register/register.js';
import { interpret } from '../../../projections/trajectory/interpret.js';
import {
  added,
  day,
  fact,
  pupilA,
  recorded,
  registerOf,
  told,
  urn,
  type Told,
} from '../../support/history.js';

export const [alder, birch, unit] = [urn(1), urn(2), urn(3)];
export const camden = asAuthorityCode('E09000007');
export const other = asAuthorityCode('E09000002');

const period = (startsOn: string, endsOn: string) => ({ startsOn: day(startsOn), endsOn: day(endsOn) });
const halfTerm = (startsOn: string, endsOn: string) =>
  ({ kind: 'half-term', ...period(startsOn, endsOn) }) as const;

const calendar = fact(
  'TermDatesSet',
  {
    effectiveOn: day('2024-06-01'),
    authority: camden,
    schoolYear: '2024/25',
    terms: [
      period('2024-09-03', '2024-12-20'),
      period('2025-01-06', '2025-04-04'),
      period('2025-04-22', '2025-07-22'),
    ],
    closures: [
      halfTerm('2024-10-28', '2024-11-01'),
      halfTerm('2025-02-17', '2025-02-21'),
      halfTerm('2025-05-26', '2025-05-30'),
    ],
  },
  calendarStream(camden, '2024/25'),
);
const scheme = fact(
  'CostRecoverySchemeSet',
  { effectiveOn: day('2024-09-01'), provisions: [{ school: unit }] },
  authorityStream(camden),
);

export const registerWith = (...more: readonly Told[]): Register =>
  registerOf({ [alder]: {}, [birch]: {}, [unit]: { type: 'alternative-provision' } }, [
    calendar,
    scheme,
    ...more,
  ]);
export const register = registerWith();

/** A fact of pupil A as a test writes it. */
export const said = (type: EventType, effectiveOn: string, data: object): Told =>
  told(type, { effectiveOn, ...data });

/** In Year 8 at the beginning of 2022, in Year 10 at that of 2024. */
export const onRoll = [
  said('PupilIdentified', '2020-09-01', { birthYear: 2010, birthMonth: 3 }),
  added(alder, '2013-09-03', 'C'),
];

export const duties = (facts: readonly Told[], against = register): Duty[] =>
  dutiesOf(interpret(pupilA, recorded([...onRoll, ...facts]), against), against);

/** The duty of that kind that was triggered last. */
export function dutyOf(kind: DutyKind, facts: readonly Told[], against = register): Duty {
  const found = duties(facts, against)
    .filter((duty) => duty.kind === kind)
    .sort((a, b) => (a.trigger.on < b.trigger.on ? -1 : 1))
    .at(-1);
  if (!found) throw new Error(`no ${kind}`);
  return found;
}

/** Its state and by how many of its units it is late, on a day. */
export const stands = (duty: Duty, on: string, against = register): [string, number] => {
  const { state, late } = dutyOn(duty, day(on), against);
  return [state, late.units];
};

export const later = (on: string, days: number): string => addDays(day(on), days);

export const permanently = (on: string, more: object = {}): Told =>
  said('PermanentlyExcluded', on, { school: alder, reasons: ['PP'], ...more });

export const suspendedFor = (on: string, lengthSessions: number, more: object = {}): Told =>
  said('Suspended', on, { school: alder, category: 'SUSP', lengthSessions, reasons: ['DB'], ...more });

export const reviewed = (on: string, outcome: string, more: object = {}): Told =>
  said('ExclusionReviewed', on, { school: alder, review: 'GB', outcome, ...more });

export const notified = (on: string, party: string, about: Told): Told =>
  said('PartyNotified', on, { party, notifiedBy: 'head-teacher', about: about.id });

export const kindsOf = (...of: Parameters<typeof duties>): string[] => duties(...of).map(({ kind }) => kind);
