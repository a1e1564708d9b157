/** One case for each duty: what triggers it, what meets it, and the days of both. */
import type { DutyCase } from './cases/case.js';
import { exclusions } from './cases/exclusions.js';
import { moves } from './cases/moves.js';
import { rolls } from './cases/rolls.js';
import { told } from './cases/told.js';

export const dutyCases: readonly DutyCase[] = [...told, ...exclusions, ...rolls, ...moves];
