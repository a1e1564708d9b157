/** A year of as many pupils as asked for, in schools and authorities of England's sizes and with its rates of exclusion. */
import { asAuthorityCode } from '../../../events/identifiers.js';
import type { SchoolYear } from '../../../events/calendar/school-year.js';
import type { CountedYear } from '../england/establishments.js';
import type { AreaCounts, PublishedSchool } from '../england/published-files.js';
import { schoolYearDays } from '../england/school-year-days.js';

/** An authority of England's average: 152 of them had 7.9 million pupils in 21,245 schools in 2015/16. */
const averages = [
  {
    schoolType: 'State-funded primary',
    digit: 2,
    schools: 110,
    headcount: 275,
    permanent: 0,
    suspended: 2,
    each: 2,
  },
  {
    schoolType: 'State-funded secondary',
    digit: 4,
    schools: 22,
    headcount: 950,
    permanent: 2,
    suspended: 43,
    each: 2,
  },
  { schoolType: 'Special', digit: 7, schools: 7, headcount: 100, permanent: 0, suspended: 5, each: 3 },
] as const;
const sumOf = (count: (type: (typeof averages)[number]) => number): number =>
  averages.reduce((sum, type) => sum + type.schools * count(type), 0);
const total = {
  headcount: sumOf(({ headcount }) => headcount),
  permanentExclusions: sumOf(({ permanent }) => permanent),
  suspensions: sumOf(({ suspended, each }) => suspended * each),
  pupilsSuspended: sumOf(({ suspended }) => suspended),
};

/** As many whole authorities as have about so many pupils, at least one. */
export function madeYear(pupils: number, schoolYear: SchoolYear): CountedYear {
  const days = schoolYearDays(schoolYear);
  const period = schoolYear.replace('/', '');
  const schools: PublishedSchool[] = [];
  const areas: AreaCounts[] = [];
  for (let n = 0; n < Math.max(1, Math.round(pupils / total.headcount)); n++) {
    const authority = asAuthorityCode(`E0900${String(9_000 + n)}`);
    const oldCode = String(100 + n);
    const place = { period, authority, oldCode, name: `Authority ${oldCode}`, region: 'E12000006' };
    areas.push({ ...place, schoolType: 'Total', ...total });
    for (const { schoolType, digit, schools: number, headcount, permanent, suspended, each } of averages)
      for (let school = 0; school < number; school++)
        schools.push({
          period,
          laestab: `${oldCode}${digit}${String(school).padStart(3, '0')}`,
          authority,
          schoolType,
          academyType: 'Total',
          headcount,
          permanentExclusions: permanent,
          suspensions: suspended * each,
          pupilsSuspended: suspended,
        });
  }
  return { days, schools, areas };
}
