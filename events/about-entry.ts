/** What is said about another entry of the same history: a notice, a challenge, a signpost. */
import type { PlainDate } from './calendar/plain-date.js';
import { Fact } from './fact.js';
import type { EventId } from './identifiers.js';
import { DateField, EntryIdField, Optional, ShapedText } from './validation/fields.js';

/** The entry by its id or, as forms know it, by the name of what happened and its day. */
export abstract class AboutEntry extends Fact {
  @Optional() @EntryIdField() about?: EventId;
  @Optional()
  @ShapedText('the name of an event, such as PermanentlyExcluded', /^[A-Z][A-Za-z]{2,59}$/)
  aboutType?: string;
  @Optional() @DateField() aboutOn?: PlainDate;
}
