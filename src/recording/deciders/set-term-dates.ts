import { parseSchoolYear } from '../../../events/calendar/school-year.js';
import type { EventData } from '../../../events/catalogue.js';
import type { HistoryEvent } from '../../../events/envelope.js';
import { ofType, standingFacts } from '../../../projections/standing-facts.js';
import { invalidFields, type FieldError } from '../../platform/errors/problem.js';
import type { Decision } from './decision.js';
import { sameData } from './same-data.js';

/**
 * Sets the terms of a school year. A later report of the same year and school replaces the earlier one, so only the
 * newest is known when it is sent again.
 *
 * @param history of the calendar's stream
 * @throws Problem 422 for a year that is none (`2015/17`), and for terms out of order or outside their year
 */
export function setTermDates(history: readonly HistoryEvent[], data: EventData<'TermDatesSet'>): Decision {
  const errors = [...yearErrors(data), ...termErrors(data)];
  if (errors.length > 0) throw invalidFields(errors);
  const newest = ofType(standingFacts(history).facts, 'TermDatesSet').findLast(
    (fact) => fact.data.school === data.school,
  );
  return newest && sameData(newest.data, data)
    ? { known: newest.entry }
    : { record: { type: 'TermDatesSet', data } };
}

function yearErrors({ schoolYear }: EventData<'TermDatesSet'>): FieldError[] {
  if (parseSchoolYear(schoolYear)) return [];
  return [{ field: 'schoolYear', rule: 'school-year', problem: 'does not end in the year after it begins' }];
}

/** A school year begins after July (Education Act 1996 s.579), so its terms lie between two Augusts. */
function termErrors({ schoolYear, terms }: EventData<'TermDatesSet'>): FieldError[] {
  const start = Number(schoolYear.slice(0, 4));
  return terms.flatMap(({ startsOn, endsOn }, at) => {
    const errors: FieldError[] = [];
    const field = `terms[${at}].startsOn`;
    if (startsOn < `${start}-08-01` || endsOn > `${start + 1}-08-31`)
      errors.push({
        field,
        rule: 'within-school-year',
        problem: 'begins a term that does not lie in the school year',
      });
    const before = terms[at - 1];
    if (before && startsOn <= before.endsOn)
      errors.push({
        field,
        rule: 'after-the-term-before',
        problem: 'does not lie after the end of the term before',
      });
    return errors;
  });
}
