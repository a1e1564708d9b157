/** Easter, on which the spring term of the exclusion thresholds ends (SI 2012/1033: terms run to Easter Monday). */
import { reckonedDate, type PlainDate } from './plain-date.js';

/** Easter Sunday of a year of the Gregorian calendar, by the anonymous algorithm of 1876. */
export function easterSunday(year: number): PlainDate {
  const goldenNumber = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const moonCorrection = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * goldenNumber + century - Math.floor(century / 4) - moonCorrection + 15) % 30;
  const toSunday =
    (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const lateMoon = Math.floor((goldenNumber + 11 * epact + 22 * toSunday) / 451);
  const fromMarch = epact + toSunday - 7 * lateMoon + 114;
  return reckonedDate(year, Math.floor(fromMarch / 31), (fromMarch % 31) + 1);
}
