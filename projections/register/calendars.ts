/** The calendars of schools and authorities, read from what was reported of each school year. */
import {
  SchoolCalendar,
  type Closure,
  type SchoolYearCalendar,
  type SessionDay,
} from '../../events/calendar/school-calendar.js';
import type { SchoolYear } from '../../events/calendar/school-year.js';
import type { AuthorityCode, Urn } from '../../events/identifiers.js';
import { byDayAsRecorded } from '../day-order.js';
import type { FactOf } from '../standing-facts.js';

export type TermDates = FactOf<'TermDatesSet'>;

export class Calendars {
  /** By authority or school, then by school year: the report that stands. */
  private readonly reported = new Map<AuthorityCode | Urn, Map<string, TermDates>>();
  /** Made once: a calendar never changes, it keeps the days that it was asked for, and many schools share one. */
  private readonly ofAuthorities = new Map<AuthorityCode, SchoolCalendar>();

  /** Takes a report in, before any calendar is asked for. */
  add(report: TermDates): void {
    const { school, authority, schoolYear } = report.data;
    const key = school ?? authority;
    const years = this.reported.get(key) ?? new Map<string, TermDates>();
    this.reported.set(key, years);
    const before = years.get(schoolYear);
    if (!before || standsBefore(before, report)) years.set(schoolYear, report);
  }

  ofAuthority(authority: AuthorityCode): SchoolCalendar {
    let calendar = this.ofAuthorities.get(authority);
    if (!calendar) {
      const years = [...(this.reported.get(authority)?.values() ?? [])].map(asReported);
      calendar = years.length === 0 ? SchoolCalendar.byDefault : new SchoolCalendar(years);
      this.ofAuthorities.set(authority, calendar);
    }
    return calendar;
  }

  /** The school's own calendar, made anew; its authority's for the years of which it has none. */
  ofSchool(urn: Urn, authority: AuthorityCode | undefined): SchoolCalendar {
    const own = this.reported.get(urn);
    if (own) return this.withOwn(own, authority);
    return authority ? this.ofAuthority(authority) : SchoolCalendar.byDefault;
  }

  private withOwn(own: ReadonlyMap<string, TermDates>, authority: AuthorityCode | undefined): SchoolCalendar {
    const years = new Map<string, SchoolYearCalendar>();
    const general = authority && this.reported.get(authority);
    for (const [schoolYear, report] of general ?? []) years.set(schoolYear, asReported(report));
    for (const [schoolYear, report] of own)
      years.set(schoolYear, overAuthority(asReported(report), years.get(schoolYear)));
    return new SchoolCalendar([...years.values()]);
  }
}

/** Of two reports of one year the one that holds from the later day stands; of one day, the one recorded later. */
export const standsBefore = (a: TermDates, b: TermDates): boolean => byDayAsRecorded(a, b) < 0;

/** A school that reports no terms keeps its authority's, with its own INSET days, closures and half-days on top. */
function overAuthority(own: SchoolYearCalendar, general: SchoolYearCalendar | undefined): SchoolYearCalendar {
  if (own.terms.length > 0 || !general) return own;
  return {
    schoolYear: own.schoolYear,
    terms: general.terms,
    closures: [...general.closures, ...own.closures],
    sessionDays: [...general.sessionDays, ...own.sessionDays],
  };
}

const noClosures: readonly Closure[] = [];
const noSessionDays: readonly SessionDay[] = [];

const asReported = ({ data }: TermDates): SchoolYearCalendar => ({
  // Every report's year was read when it was recorded.
  schoolYear: data.schoolYear as SchoolYear,
  terms: data.terms,
  closures: data.closures ?? noClosures,
  sessionDays: data.sessionDays ?? noSessionDays,
});
