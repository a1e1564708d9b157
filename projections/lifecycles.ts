/** Every lifecycle there is, in the order of docs/guides/lifecycles.md, which is made from this list. */
import { exclusionLifecycle } from './exclusions/lifecycle.js';
import { challengeLifecycle } from './challenges/lifecycle.js';
import { costRecoveryLifecycle } from './cost-recovery/lifecycle.js';
import { managedMoveLifecycle } from './managed-moves/lifecycle.js';
import { directionLifecycle, provisionLifecycle } from './off-site-directions/lifecycle.js';
import { homeEducationLifecycle } from './home-education/lifecycle.js';
import { orderLifecycle } from './home-education/order-lifecycle.js';
import type { Lifecycle } from './lifecycle.js';
import { fairAccessLifecycle } from './missing-education/fair-access-lifecycle.js';
import { missingEducationLifecycle } from './missing-education/lifecycle.js';
import { concernLifecycle } from './unrecorded-practice/concern-lifecycle.js';
import { timetableLifecycle } from './unrecorded-practice/timetable-lifecycle.js';

export const lifecycles: readonly Lifecycle[] = [
  exclusionLifecycle,
  managedMoveLifecycle,
  directionLifecycle,
  provisionLifecycle,
  homeEducationLifecycle,
  orderLifecycle,
  missingEducationLifecycle,
  fairAccessLifecycle,
  timetableLifecycle,
  concernLifecycle,
  costRecoveryLifecycle,
  challengeLifecycle,
];
