/** Everything that is owed to one pupil, or about one: what projections, reports and trajectories tell of it. */
import { byText } from '../order.js';
import type { Register } from '../register/register.js';
import type { Trajectory } from '../trajectory/trajectory.js';
import { endedByDeath, type Duty } from './duty.js';
import { costRecoveryDutiesOf } from './families/cost-recovery.js';
import { directionDutiesOf } from './families/directions.js';
import { exclusionDutiesOf } from './families/exclusions.js';
import { fairAccessDutiesOf } from './families/fair-access.js';
import { homeEducationDutiesOf } from './families/home-education.js';
import { managedMoveDutiesOf } from './families/managed-moves.js';
import { rollDutiesOf } from './families/rolls.js';
import { timetableDutiesOf } from './families/reduced-timetables.js';
import { toldDutiesOf } from './families/told.js';

const families = [
  toldDutiesOf,
  exclusionDutiesOf,
  rollDutiesOf,
  managedMoveDutiesOf,
  directionDutiesOf,
  timetableDutiesOf,
  fairAccessDutiesOf,
  homeEducationDutiesOf,
  costRecoveryDutiesOf,
] as const;

/** In the order of their last days. @param register as of the same position */
export function dutiesOf(trajectory: Trajectory, register: Register): Duty[] {
  const { diedOn } = trajectory;
  const duties = families.flatMap((family) => family(trajectory, register)).sort(inOrder);
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
