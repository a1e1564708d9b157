/** What kind of school a school year's figures take a school for: as described on January census day. */
import type { SchoolYear } from '../../events/calendar/school-year.js';
import { isStateFunded, type SchoolType } from '../../events/codes/school-type.js';
import type { Urn } from '../../events/identifiers.js';
import type { Register } from '../register/register.js';
import { dayOfYear } from './school-authority.js';

export const typeIn = (school: Urn, schoolYear: SchoolYear, register: Register): SchoolType | undefined =>
  register.school(school, dayOfYear(schoolYear))?.type;

/** A school of which no type is known is taken for one, as rules of methods take it: its pupils are not lost. */
export function isStateFundedIn(school: Urn, schoolYear: SchoolYear, register: Register): boolean {
  const type = typeIn(school, schoolYear, register);
  return type === undefined || isStateFunded(type);
}
