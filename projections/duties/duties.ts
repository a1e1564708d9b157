/** Everything that is owed to one pupil, or about one: what projections, reports and trajectories tell of it. */
import { byText, sorted } from '../order.js';
import type { Register } from '../register/register.js';
import type { Trajectory } from '../trajectory/trajectory.js';
import { endedByDeath, type Duty } from './duty.js';
import { addCostRecoveryDuties } from './families/cost-recovery.js';
import { addDirectionDuties } from './families/directions.js';
import { addExclusionDuties } from './families/exclusions.js';
import { addFairAccessDuties } from './families/fair-access.js';
import { addHomeEducationDuties } from './families/home-education.js';
import { addManagedMoveDuties } from './families/managed-moves.js';
import { addRollDuties } from './families/rolls.js';
import { addTimetableDuties } from './families/reduced-timetables.js';
import { addToldDuties } from './families/told.js';

/** Each adds the duties of its kind to those that others told. */
const families: readonly ((trajectory: Trajectory, register: Register, duties: Duty[]) => void)[] = [
  addToldDuties,
  addExclusionDuties,
  addRollDuties,
  addManagedMoveDuties,
  addDirectionDuties,
  addTimetableDuties,
  addFairAccessDuties,
  addHomeEducationDuties,
  addCostRecoveryDuties,
];

/** In the order of their last days. @param register as of the same position */
export function dutiesOf(trajectory: Trajectory, register: Register): Duty[] {
  const { diedOn } = trajectory;
  const duties: Duty[] = [];
  for (const addDuties of families) addDuties(trajectory, register, duties);
  sorted(duties, inOrder);
  if (diedOn === null) return duties;
  // The name of a child who died is deleted, and returned, all the same.
  return duties.map((duty) => (duty.kind === 'deletion-return' ? duty : endedByDeath(duty, diedOn)));
}

const inOrder = (a: Duty, b: Duty): number =>
  byText(a.dueOn, b.dueOn) ||
  byText(a.trigger.on, b.trigger.on) ||
  byText(a.kind, b.kind) ||
  byText(a.school ?? '', b.school ?? '') ||
  byText(a.trigger.event, b.trigger.event);
