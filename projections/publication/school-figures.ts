/** The schools of one year's table, each with its authority and line, and what is left out of it and why. */
import type { SchoolYear } from '../../events/calendar/school-year.js';
import type { Urn } from '../../events/identifiers.js';
import { authorityIn, authorityNotKnown, dayOfYear } from '../measures/school-authority.js';
import type { Register } from '../register/register.js';
import { addedCounts, type Counts, type SchoolFigures } from './exclusions-table.js';
import { lineOf } from './school-type.js';

/** What the ledger counted of a school in a school year. */
export interface SchoolCounted {
  readonly school: Urn;
  readonly counts: Counts;
}

/**
 * `outside-tables`: alternative provision, nurseries, independent schools, colleges. The others are gaps of the register:
 * a type, phase or age range, or an authority, that nobody described; or of the ledger: an authority that it does not hold.
 */
const reasonsLeftOut = ['outside-tables', 'type-not-known', 'authority-not-known'] as const;
export type ReasonLeftOut = (typeof reasonsLeftOut)[number] | 'authority-not-held';

export interface LeftOut {
  readonly reason: ReasonLeftOut;
  readonly counts: Counts;
}

export interface FiguresOfYear {
  readonly figures: readonly SchoolFigures[];
  readonly leftOut: readonly LeftOut[];
}

/** A school stands in the table where it had pupils in January or exclusions in the year, as described in that January. */
export function figuresOfYear(
  counted: readonly SchoolCounted[],
  schoolYear: SchoolYear,
  register: Register,
): FiguresOfYear {
  const figures: SchoolFigures[] = [];
  const leftOut = new Map<ReasonLeftOut, Counts>();
  for (const { school: urn, counts } of counted) {
    const school = register.school(urn, dayOfYear(schoolYear));
    const code = authorityIn(urn, schoolYear, register);
    const line = school === undefined ? 'not-known' : lineOf(school);
    if (school === undefined || line === 'not-known') leaveOut('type-not-known', counts);
    else if (line === 'outside') leaveOut('outside-tables', counts);
    else if (code === authorityNotKnown) leaveOut('authority-not-known', counts);
    else {
      const authority = register.authority(code) ?? { code, standing: 'placeholder' };
      figures.push({ school, authority, type: line, counts });
    }
  }
  return {
    figures,
    leftOut: reasonsLeftOut.flatMap((reason) => {
      const counts = leftOut.get(reason);
      return counts === undefined ? [] : { reason, counts };
    }),
  };

  function leaveOut(reason: ReasonLeftOut, counts: Counts): void {
    leftOut.set(reason, addedCounts(leftOut.get(reason), counts));
  }
}
