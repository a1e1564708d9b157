/** Duties as documents tell them, on a day. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import { dutyCatalogue, ruleNamed } from '../../projections/duties/catalogue.js';
import { dutiesOf } from '../../projections/duties/duties.js';
import { dutyOn, type Duty } from '../../projections/duties/duty.js';
import type { Register } from '../../projections/register/register.js';
import type { Trajectory } from '../../projections/trajectory/trajectory.js';
import type { DutyTold } from './documents/duties.js';
import { authorityName, schoolName } from './words.js';

/** Those that were triggered by the day. @param trajectory all that is known, whatever the day */
export const dutiesTold = (trajectory: Trajectory, day: PlainDate, register: Register): DutyTold[] =>
  dutiesOf(trajectory, register)
    .filter(({ trigger }) => trigger.on <= day)
    .map((duty) => dutyInWords(duty, day, register));

/** @param register as of the same position as the duty */
export function dutyInWords(duty: Duty, day: PlainDate, register: Register): DutyTold {
  const { kind, regime, school, authority, recipientAuthority, clock, met, ended } = duty;
  const rule = ruleNamed(kind, regime);
  if (!rule) throw new RangeError('a duty is judged by a rule of its kind');
  const { state, late } = dutyOn(duty, day, register);
  return {
    kind,
    meaning: dutyCatalogue[kind].says,
    regime,
    standing: rule.standing,
    source: rule.source,
    owedBy: duty.owedBy,
    owedTo: duty.owedTo,
    recipientAuthority: recipientAuthority && authorityName(register, recipientAuthority),
    school: school && schoolName(register, school),
    authority: authority && authorityName(register, authority),
    triggeredBy: { ...duty.trigger },
    clock: { length: clock.length, unit: clock.unit, byDefault: clock.isDefault },
    sum: duty.sum && { ...duty.sum },
    dueOn: duty.dueOn,
    byDefaultCalendar: duty.byDefaultCalendar || late.byDefaultCalendar,
    state,
    late: late.units,
    // What is yet to come on that day is not told.
    metBy: met && met.on <= day ? { ...met } : null,
    ended: ended && ended.on <= day ? { ...ended } : null,
  };
}
