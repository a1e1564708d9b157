/** Attendance, support, money, challenges and who was told, for people. */
import type { EntryAbout } from '../../querying/documents/around-moves.js';
import type { TrajectoryDocument } from '../../querying/documents/trajectory.js';
import { codeInWords, schoolInWords, section } from './words.js';

/** Each part under its title; none where nothing is known. */
export function aroundMoves(document: TrajectoryDocument): string[] {
  return [
    attendance(document),
    units(document),
    money(document),
    challenges(document),
    notifications(document),
    transferFiles(document),
  ];
}

/** By month: one line a week would fill the screen. */
function attendance({ attendance: weeks }: TrajectoryDocument): string {
  if (weeks.length === 0) return '';
  const sums = new Map<string, { possible: number; attended: number; weeks: number }>();
  for (const { from, school, sessionsPossible, attended } of weeks) {
    const key = `${from.slice(0, 7)} ${schoolInWords(school)}`;
    const sum = sums.get(key) ?? { possible: 0, attended: 0, weeks: 0 };
    sums.set(key, {
      possible: sum.possible + sessionsPossible,
      attended: sum.attended + attended,
      weeks: sum.weeks + 1,
    });
  }
  const rows = [...sums].map(([key, { possible, attended, weeks: count }]) => [
    key.slice(0, 7),
    key.slice(8),
    String(count),
    `${attended} of ${possible} sessions`,
  ]);
  return section('Attendance', ['Month', 'School', 'Weeks', 'Attended'], rows);
}

function units({ inSchoolUnits }: TrajectoryDocument): string {
  if (inSchoolUnits.length === 0) return '';
  const rows = inSchoolUnits.map(({ from, to, school, purpose, outcome }) => [
    from,
    to ?? 'still',
    schoolInWords(school),
    codeInWords(purpose),
    outcome ?? '',
  ]);
  return section('In-school units', ['From', 'To', 'School', 'What for', 'What followed'], rows);
}

function money({ costRecoveries, budgetShares }: TrajectoryDocument): string {
  const rows = [
    ...costRecoveries.map(({ excludedOn, school, state, settlements }) => [
      'cost recovery',
      excludedOn ?? 'not known',
      schoolInWords(school),
      state,
      settlements.length === 0 ? '' : inPounds(settlements.reduce((sum, { pence }) => sum + pence, 0)),
    ]),
    ...budgetShares.map(({ excludedOn, school, weeks, financialYear, pence }) => [
      'budget share',
      excludedOn,
      schoolInWords(school),
      `${weeks} weeks of ${financialYear}`,
      pence === null ? 'amounts not set' : inPounds(pence),
    ]),
  ];
  if (rows.length === 0) return '';
  return section('Money after exclusion', ['What', 'Excluded', 'School', 'State', 'Amount'], rows);
}

const inPounds = (pence: number): string => `£${(pence / 100).toFixed(2)}`;

function challenges({ challenges: found }: TrajectoryDocument): string {
  if (found.length === 0) return '';
  const rows = found.map(({ raisedOn, raisedBy, ground, about, state }) => [
    raisedOn,
    raisedBy,
    codeInWords(ground),
    aboutInWords(about),
    state,
  ]);
  return section('Challenges', ['Raised', 'By', 'Ground', 'About', 'State'], rows);
}

function notifications({ notifications: found }: TrajectoryDocument): string {
  if (found.length === 0) return '';
  const rows = found.map(({ on, party, notifiedBy, about, acknowledgedOn }) => [
    on,
    codeInWords(party),
    notifiedBy,
    aboutInWords(about),
    acknowledgedOn ?? '',
  ]);
  return section('Who was told', ['On', 'Whom', 'By', 'About', 'Acknowledged'], rows);
}

function transferFiles({ transferFiles: found }: TrajectoryDocument): string {
  if (found.length === 0) return '';
  const rows = found.map(({ on, school, sentTo, receivingSchool, about }) => [
    on,
    schoolInWords(school),
    receivingSchool === null ? sentTo : schoolInWords(receivingSchool),
    aboutInWords(about),
  ]);
  return section('Common transfer files', ['Sent', 'By', 'To', 'About'], rows);
}

const aboutInWords = (about: EntryAbout | null): string =>
  about === null ? 'nothing known here' : `${about.type} ${about.on}`;
