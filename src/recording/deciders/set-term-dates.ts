import { parseSchoolYear, startYearOf } from '../../../events/calendar/school-year.js';
import type { EventData } from '../../../events/catalogue.js';
import type { HistoryEvent } from '../../../events/envelope.js';
import { standsBefore, type TermDates } from '../../../projections/register/calendars.js';
import { ofType, standingFacts } from '../../../projections/standing-facts.js';
import { invalidFields, type FieldError } from '../../platform/errors/problem.js';
import type { Decision } from './decision.js';
import { sameData } from './same-data.js';

/**
 * Sets the calendar of a school year. Of two reports of the same year and school, the one with the later `effectiveOn`
 * stands, and of one day the one recorded later: a report is known where the one that stands on its day says the same.
 *
 * @param history of the calendar's stream
 * @throws Problem 422 for a calendar that cannot be: see `termDatesErrors`
 */
export function setTermDates(history: readonly HistoryEvent[], data: EventData<'TermDatesSet'>): Decision {
  const errors = termDatesErrors(data);
  if (errors.length > 0) throw invalidFields(errors);
  const standing = ofType(standingFacts(history).facts, 'TermDatesSet')
    .filter((fact) => fact.data.school === data.school && fact.data.effectiveOn <= data.effectiveOn)
    .reduce<TermDates | undefined>((a, b) => (a && standsBefore(b, a) ? a : b), undefined);
  return standing && sameData(withoutDay(standing.data), withoutDay(data))
    ? { known: standing.entry }
    : { record: { type: 'TermDatesSet', data } };
}

/**
 * What cannot be of a calendar: a year that is none (`2015/17`), days outside the year, terms out of order, a day with
 * two numbers of sessions, and an authority's calendar without terms.
 */
export function termDatesErrors(data: EventData<'TermDatesSet'>): FieldError[] {
  const year = parseSchoolYear(data.schoolYear);
  if (!year)
    return [
      { field: 'schoolYear', rule: 'school-year', problem: 'does not end in the year after it begins' },
    ];
  // A school year begins after July (Education Act 1996 s.579), so its terms lie between two Augusts.
  const [first, last] = [`${startYearOf(year)}-08-01`, `${startYearOf(year) + 1}-08-31`];
  const outside = (field: string, startsOn: string, endsOn: string): FieldError[] =>
    startsOn < first || endsOn > last
      ? [{ field, rule: 'within-school-year', problem: 'does not lie in the school year' }]
      : [];
  const { terms, closures = [], sessionDays = [] } = data;
  return [
    ...terms.flatMap(({ startsOn, endsOn }, at) => [
      ...outside(`terms[${at}].startsOn`, startsOn, endsOn),
      ...outOfOrder(terms, at),
    ]),
    ...closures.flatMap(({ startsOn, endsOn }, at) => outside(`closures[${at}].startsOn`, startsOn, endsOn)),
    ...sessionDays.flatMap(({ on }, at) => [
      ...outside(`sessionDays[${at}].on`, on, on),
      ...(sessionDays.findIndex((day) => day.on === on) < at
        ? [
            {
              field: `sessionDays[${at}].on`,
              rule: 'no-day-twice',
              problem: 'is a day that was named before',
            },
          ]
        : []),
    ]),
    ...(terms.length === 0 && data.school === undefined ? [noTerms] : []),
  ];
}

const noTerms: FieldError = {
  field: 'terms',
  rule: 'terms-of-an-authority',
  problem: 'names no term: only a school may leave the terms to its authority',
};

function outOfOrder(terms: EventData<'TermDatesSet'>['terms'], at: number): FieldError[] {
  const [before, term] = [terms[at - 1], terms[at]];
  if (!before || !term || term.startsOn > before.endsOn) return [];
  const problem = 'does not lie after the end of the term before';
  return [{ field: `terms[${at}].startsOn`, rule: 'after-the-term-before', problem }];
}

const withoutDay = ({ effectiveOn: _, ...calendar }: EventData<'TermDatesSet'>): object => calendar;
