/** A trajectory for people. */
import type { AsKnown } from '../../querying/documents/common.js';
import type { EndOfSpell, PupilIdentity, TrajectoryDocument } from '../../querying/documents/trajectory.js';
import { aroundMoves } from './around-moves.js';
import { managedMoves, placements } from './away-from-school.js';
import { openDuties } from './duties.js';
import { outOfSchool } from './out-of-school.js';
import { paragraph } from './table.js';
import { codeInWords, schoolInWords, section } from './words.js';

export function printTrajectory(document: TrajectoryDocument): string {
  const parts = [heading(document), rolls(document), moves(document), gaps(document), exclusions(document)];
  return [
    ...parts,
    sixthDays(document),
    separations(document),
    managedMoves(document),
    placements(document),
    ...outOfSchool(document),
    ...aroundMoves(document),
    openDuties(document),
    circumstances(document),
    flags(document),
    entries(document),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** `as known at position 1234 (2026-01-05T10:00:00.000Z)` */
export function asKnownInWords({ position, recordedAt, soFar }: AsKnown): string {
  const when = recordedAt ?? 'before the first entry';
  return `as known at position ${position} (${when})${soFar ? ', so far' : ''}`;
}

function heading({
  pupil,
  askedFor,
  records,
  asKnown,
  asAt,
  identity,
  diedOn,
  staleSince,
}: TrajectoryDocument): string {
  return [
    `Pupil ${pupil}, ${asAt === null ? '' : `as at ${asAt}, `}${asKnownInWords(asKnown)}`,
    ...(askedFor === undefined ? [] : [`The record ${askedFor} was merged into this one`]),
    ...(records.length > 1 ? [paragraph(`Records: ${records.join(' ')}`)] : []),
    ...(identity === undefined ? [] : [identityInWords(identity)]),
    ...(diedOn === null ? [] : [`Died on ${diedOn}`]),
    ...(staleSince === undefined
      ? []
      : [`The history cannot be read from position ${staleSince} on: this is what it said before`]),
  ].join('\n');
}

function identityInWords(identity: PupilIdentity): string {
  if (identity.erased) return 'Names, UPN and date of birth were erased';
  const { surname, forenames, upn, formerUpns, identifier, dateOfBirth } = identity;
  const name = [forenames, surname].filter((part) => part !== null).join(' ');
  return paragraph(
    [
      name === '' ? 'Name not reported' : name,
      upn === null ? 'no UPN' : `UPN ${upn}`,
      ...(formerUpns.length > 0 ? [`before: ${formerUpns.join(', ')}`] : []),
      ...(identifier === null ? [] : [`identifier ${identifier}`]),
      dateOfBirth === null ? 'date of birth not reported' : `born ${dateOfBirth}`,
    ].join(', '),
  );
}

function rolls({ spells }: TrajectoryDocument): string {
  if (spells.length === 0) return 'On no roll that is known here';
  const rows = spells.map(({ school, enteredOn, leftOn, statuses, end }) => [
    schoolInWords(school),
    enteredOn ?? 'not known',
    leftOn ?? '',
    statuses.map(({ status }) => status.code).join(', ') || '?',
    end === null ? 'on roll' : endInWords(end),
  ]);
  return section('On roll', ['School', 'From', 'To', 'Status', 'End'], rows);
}

function moves({ moves: made, method }: TrajectoryDocument): string {
  if (made.length === 0) return '';
  const rows = made.map(({ leftOn, from, to, joinedOn, whereabouts, classification }) => [
    leftOn,
    schoolInWords(from),
    to === null ? whereabouts : `${schoolInWords(to)}${joinedOn === null ? '' : `, ${joinedOn}`}`,
    classification.class,
    classification.meaning,
  ]);
  const underEach = made.flatMap(({ leftOn, methods }) =>
    methods.map((each) => [
      leftOn,
      each.method,
      each.standing === 'possible' ? `${each.class}, or more` : each.class,
      each.meaning,
      each.changedBy,
    ]),
  );
  return [
    section(
      `Moves, under ${method.name} version ${method.version}`,
      ['Left', 'From', 'To', 'Class', 'Rule'],
      rows,
    ),
    section(
      'Moves, under every method',
      ['Left', 'Method', 'Class', 'Rule', 'What would change it'],
      underEach,
    ),
  ].join('\n');
}

function gaps({ gaps: found }: TrajectoryDocument): string {
  if (found.length === 0) return '';
  const rows = found.map(({ from, to, after, destination }) => [
    from,
    to ?? 'still',
    schoolInWords(after),
    destination ?? '',
  ]);
  return section('On no roll', ['From', 'To', 'After', 'Destination reported'], rows);
}

function exclusions({ exclusions: found }: TrajectoryDocument): string {
  if (found.length === 0) return '';
  const rows = found.map((each) => [
    each.startedOn,
    each.kind === 'suspension' ? `${each.category.code} ${inDays(each.lengthSessions)}` : 'permanent',
    schoolInWords(each.school),
    each.reasons.map(codeInWords).join('; '),
    [each.state, each.course.at(-1)?.on].filter((part) => part !== undefined).join(' '),
    each.kind === 'suspension' ? `${inDays(each.sessionsInYear)} in ${each.schoolYear}` : '',
  ]);
  return section('Exclusions', ['From', 'What', 'School', 'Reasons', 'State', 'Sum of the year'], rows);
}

function sixthDays({ sixthDays: runs }: TrajectoryDocument): string {
  const rows = runs
    .filter(({ dueOn }) => dueOn !== null)
    .map(({ dueOn, from, dutyHolder, exemption, arrangements, daysWithoutEducation }) => [
      dueOn ?? '',
      from,
      dutyHolder.school
        ? schoolInWords(dutyHolder.school)
        : (dutyHolder.authority?.name ?? dutyHolder.authority?.code ?? 'an authority not known'),
      exemption ?? arrangements[0]?.from ?? 'none known',
      daysWithoutEducation === null ? '' : String(daysWithoutEducation),
    ]);
  if (rows.length === 0) return '';
  const columns = ['Due', 'Out since', 'Owed by', 'In place from', 'School days without'];
  return section('Education from the sixth day', columns, rows);
}

function separations({ separations: found }: TrajectoryDocument): string {
  if (found.length === 0) return '';
  const rows = found.map(({ from, to, school, outcome }) => [
    from,
    to ?? 'still',
    schoolInWords(school),
    outcome ?? '',
  ]);
  return section('Safeguarding separations', ['From', 'To', 'School', 'What followed'], rows);
}

function circumstances({ circumstances: known, homes }: TrajectoryDocument): string {
  const rows = [
    ...Object.entries(known).flatMap(([name, timeline]) =>
      timeline
        .filter(({ value }, at) => value !== timeline[at - 1]?.value)
        .map(({ from, value, meaning }) => [
          from,
          name,
          meaning === null ? String(value) : `${String(value)}: ${meaning}`,
        ]),
    ),
    ...homes.map(({ from, authority, outwardPostcode, place }) => [
      from,
      'home',
      `${[authority?.name ?? authority?.code, outwardPostcode].filter((part) => part !== undefined && part !== null).join(' ')} (place: ${place})`,
    ]),
  ];
  return rows.length === 0 ? '' : section('Circumstances', ['From', 'What', 'Value'], rows);
}

function flags({ flags: raised }: TrajectoryDocument): string {
  if (raised.length === 0) return '';
  const rows = raised.map(({ on, flag, about, meaning }) => [
    on,
    about === null ? flag : `${flag} (${about})`,
    meaning,
  ]);
  return section('Flags', ['On', 'Flag', 'Meaning'], rows);
}

function entries({ entries: all }: TrajectoryDocument): string {
  const rows = all.map(({ position, type, effectiveOn, recordedAt, saidBy, correctedBy, withdrawnBy }) => [
    position,
    type,
    effectiveOn,
    recordedAt.slice(0, 19),
    `${saidBy.system}${saidBy.line === null ? '' : ` line ${saidBy.line}`}, ${saidBy.actor}${saidBy.authority === null ? '' : ` of ${saidBy.authority}`}`,
    withdrawnBy !== null ? 'withdrawn' : correctedBy !== null ? 'corrected' : '',
  ]);
  return section('Entries', ['Position', 'Type', 'Happened', 'Recorded (UTC)', 'By', ''], rows);
}

/** Half-days as days. */
const inDays = (sessions: number | null): string =>
  sessions === null ? 'of unknown length' : sessions === 2 ? '1 day' : `${sessions / 2} days`;

function endInWords({ how, ground, destination }: EndOfSpell): string {
  const parts = [
    how,
    ground && codeInWords(ground),
    destination && `to ${destination.school ? schoolInWords(destination.school) : destination.kind}`,
  ];
  return parts.filter((part) => part !== null).join(', ');
}
