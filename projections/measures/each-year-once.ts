import type { SchoolYear } from '../../events/calendar/school-year.js';

/** The same function, each school year's answer kept. */
export function eachYearOnce<Answer>(
  answer: (schoolYear: SchoolYear) => Answer,
): (schoolYear: SchoolYear) => Answer {
  const answers = new Map<SchoolYear, Answer>();
  return (schoolYear) => {
    const kept = answers.get(schoolYear);
    if (kept !== undefined) return kept;
    const found = answer(schoolYear);
    answers.set(schoolYear, found);
    return found;
  };
}
