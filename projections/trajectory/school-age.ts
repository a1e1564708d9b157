/** Compulsory school age, as far as the month of birth is known. */
import {
  compulsorySchoolAge,
  type CompulsorySchoolAge,
} from '../../events/calendar/compulsory-school-age.js';
import type { Circumstances } from './circumstances.js';

/** By the birth that was told last; null while none is known. */
export function compulsoryAgeOf({
  birthYear,
  birthMonth,
}: Pick<Circumstances, 'birthYear' | 'birthMonth'>): CompulsorySchoolAge | null {
  const [year, month] = [birthYear.at(-1)?.value, birthMonth.at(-1)?.value];
  return year === undefined || month === undefined ? null : compulsorySchoolAge(year, month);
}
