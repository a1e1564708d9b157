/** Home education, missing education, fair access and what no register shows, for people. */
import type { TrajectoryDocument } from '../../querying/documents/trajectory.js';
import { codeInWords, schoolInWords, section } from './words.js';

/** Each part under its title; none where nothing is known. */
export function outOfSchool(document: TrajectoryDocument): string[] {
  return [
    homeEducation(document),
    attendanceOrders(document),
    missingEducation(document),
    fairAccess(document),
    reducedTimetables(document),
    informalExclusions(document),
    concerns(document),
  ];
}

function homeEducation({ homeEducation: found }: TrajectoryDocument): string {
  if (found.length === 0) return '';
  const rows = found.map(({ notifiedOn, startedOn, endedOn, school, state, pressure }) => [
    notifiedOn ?? 'not known',
    startedOn ?? '',
    endedOn ?? (startedOn === null ? '' : 'still'),
    school === null ? 'none known' : schoolInWords(school),
    state,
    pressure.map(({ sign }) => sign).join(', '),
  ]);
  const columns = ['Told', 'From', 'To', 'School left', 'State', 'Signs to look into'];
  return section('Home education', columns, rows);
}

function attendanceOrders({ attendanceOrders: found }: TrajectoryDocument): string {
  if (found.length === 0) return '';
  const rows = found.map(({ noticeServedOn, orderMadeOn, school, state }) => [
    noticeServedOn ?? 'not known',
    orderMadeOn ?? '',
    school === null ? '' : schoolInWords(school),
    state,
  ]);
  return section('School attendance orders', ['Notice', 'Order', 'School', 'State'], rows);
}

function missingEducation({ missingEducation: found }: TrajectoryDocument): string {
  if (found.length === 0) return '';
  const rows = found.map(({ from, to, because, school, enquiries, state }) => [
    from,
    to ?? 'still',
    because,
    school === null ? 'none known' : schoolInWords(school),
    String(enquiries.length),
    state,
  ]);
  const columns = ['From', 'To', 'Began with', 'Last school', 'Enquiries', 'State'];
  return section('Missing education', columns, rows);
}

function fairAccess({ fairAccess: found }: TrajectoryDocument): string {
  if (found.length === 0) return '';
  const rows = found.map(({ referredOn, category, placementDue, placedOn, placedAt, state }) => [
    referredOn ?? 'not known',
    category === null ? '' : codeInWords(category),
    placementDue?.on ?? '',
    [placedOn, placedAt && schoolInWords(placedAt)].filter((part) => part !== null).join(' '),
    state,
  ]);
  return section('Fair access', ['Referred', 'Category', 'Place due', 'Placed', 'State'], rows);
}

function reducedTimetables({ reducedTimetables: found }: TrajectoryDocument): string {
  if (found.length === 0) return '';
  const rows = found.map(({ from, to, school, sessionsAWeek, reviewDue, state }) => [
    from ?? 'not known',
    to ?? 'still',
    schoolInWords(school),
    sessionsAWeek === null ? 'not known' : `${sessionsAWeek} sessions a week`,
    reviewDue ?? '',
    state,
  ]);
  const columns = ['From', 'To', 'School', 'Attends', 'Review due', 'State'];
  return section('Reduced timetables', columns, rows);
}

function informalExclusions({ informalExclusions: found }: TrajectoryDocument): string {
  if (found.length === 0) return '';
  const rows = found.map(({ from, to, school, kinds, reportedBy }) => [
    from,
    to ?? '',
    schoolInWords(school),
    kinds.join(', '),
    reportedBy.map(codeInWords).join('; '),
  ]);
  return section('Informal exclusions, as told', ['From', 'To', 'School', 'What', 'Told by'], rows);
}

function concerns({ concerns: found }: TrajectoryDocument): string {
  if (found.length === 0) return '';
  const rows = found.map(({ raisedOn, kind, raisedBy, school, state, resolvedOn }) => [
    raisedOn,
    codeInWords(kind),
    codeInWords(raisedBy),
    school === null ? '' : schoolInWords(school),
    [state, resolvedOn].filter((part) => part !== null).join(' '),
  ]);
  return section('Concerns', ['Raised', 'What', 'By', 'School', 'State'], rows);
}
