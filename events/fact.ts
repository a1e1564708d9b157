/** What every event's data has: the day on which it happened in the world. */
import type { PlainDate } from './calendar/plain-date.js';
import { DateField } from './validation/fields.js';

export abstract class Fact {
  /** When it happened in the world; when the ledger learned it is the envelope's `recordedAt`. */
  @DateField() effectiveOn!: PlainDate;
}
