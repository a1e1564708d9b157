/** What was recorded stays; a correction is an event that points at it. */
import { Fact } from './fact.js';
import type { EventId } from './identifiers.js';
import { AnyObject, EntryIdField, FilingNumber, Optional } from './validation/fields.js';

/** The entry reads so from now on: whole data of the entry's own type. `effectiveOn` is that of the corrected fact. */
export class EntryCorrected extends Fact {
  @EntryIdField() entry!: EventId;
  @AnyObject() data!: object;
  @Optional() @FilingNumber() reference?: string;
}

/** The entry should not have been made. */
export class EntryWithdrawn extends Fact {
  @EntryIdField() entry!: EventId;
  @Optional() @FilingNumber() reference?: string;
}
