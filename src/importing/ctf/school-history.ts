/** The school history of a pupil in a common transfer file as reports of rolls. */
import type { PlainDate } from '../../../events/calendar/plain-date.js';
import { deletionGroundShape, regimeOn } from '../../../events/codes/deletion-ground.js';
import { asUrn, urnShape, type Urn } from '../../../events/identifiers.js';
import { asUpn } from '../../../events/upn.js';
import type { School } from '../../../projections/register/register.js';
import { readReport } from '../../recording/reports/read-report.js';
import { reportedDate } from '../csv/reported-date.js';
import type { MovementRow } from '../movements/place-movements.js';
import { orRefusal, refused, type Refused, type RefusedRow } from '../movements/refused.js';
import { identifierProblem } from '../pupils/identifier.js';
import type { CtfPupil, CtfSchool, SchoolElement } from './read-ctf.js';

/** The schools that the register describes, by authority and establishment number. */
export type SchoolsByNumber = ReadonlyMap<string, readonly School[]>;

export const historyOf = (pupil: CtfPupil, schools: SchoolsByNumber): (MovementRow | RefusedRow)[] =>
  pupil.schools.map((school) => {
    const { line, number } = school;
    const read = readSchool(pupil, school, schools);
    return 'refused' in read ? { line, ...read } : { line, number, ...read };
  });

function readSchool(
  pupil: CtfPupil,
  school: CtfSchool,
  schools: SchoolsByNumber,
): Pick<MovementRow, 'movement' | 'flags'> | Refused {
  const problem = identifierProblem('UPN', 'upn', pupil.upn);
  if (problem) return { refused: problem };
  const enteredOn = dayIn(school, 'EntryDate');
  if (typeof enteredOn === 'object') return enteredOn;
  const leftOn = dayIn(school, 'LeavingDate');
  if (typeof leftOn === 'object') return leftOn;
  const urn = urnOf(school, schools, enteredOn ?? leftOn);
  if (typeof urn === 'object') return urn;
  if (enteredOn !== undefined && leftOn !== undefined && leftOn < enteredOn)
    return refused('LeavingDate', 'lies before EntryDate', 'left-before-entry');
  const read =
    leftOn === undefined ? entryOf(pupil, school, urn, enteredOn) : leavingOf(school, urn, leftOn, enteredOn);
  if ('refused' in read) return read;
  const { report, flags } = read;
  return { movement: { subject: { upn: asUpn(pupil.upn) }, report, references: [] }, flags };
}

/** A leaving carries its entry with it. What else it says of the leaving is a ground, or nothing that rules can read. */
function leavingOf(school: CtfSchool, urn: Urn, leftOn: PlainDate, enteredOn: PlainDate | undefined) {
  const regime = regimeOn(leftOn);
  const reason = school.text('LeavingReason');
  // Since CTF 18 the reason is a ground for removal [check]: small letters in the regulations of 2006, capitals since.
  const ground = deletionGroundShape.test(reason) ? groundIn(regime, reason) : undefined;
  const data = {
    effectiveOn: leftOn,
    school: urn,
    ...(enteredOn !== undefined && { enteredOn }),
    regime,
    ...(ground !== undefined && { ground }),
  };
  const flags = reason !== '' && ground === undefined ? ['leaving-reason-not-a-ground'] : [];
  return orRefusal(() => ({ report: readReport('RemovedFromRoll', data), flags }));
}

const groundIn = (regime: string, letter: string): string =>
  regime === 'SI2006/1751' ? letter.toLowerCase() : letter.toUpperCase();

/** The file has one enrolment status, of the school that sends it: of another school that is not left it says none. */
function entryOf(pupil: CtfPupil, school: CtfSchool, urn: Urn, enteredOn: PlainDate | undefined) {
  if (enteredOn === undefined) return refused('EntryDate', 'is missing', 'date-missing');
  const stays = pupil.schools.filter((each) => each.text('LeavingDate') === '');
  const isSender = stays.length === 1 || school.text('LastSchool') === 'true';
  if (!isSender || pupil.enrolmentStatus === '')
    return refused(
      'EnrolStatus',
      'is not stated of this school, which was not left',
      'enrolment-status-missing',
    );
  const data = { effectiveOn: enteredOn, school: urn, enrolmentStatus: pupil.enrolmentStatus };
  return orRefusal(() => ({ report: readReport('AddedToRoll', data), flags: [] }));
}

/** Schools that follow one another often keep their number: of these it is the one that was open on the day. */
function urnOf(school: CtfSchool, schools: SchoolsByNumber, on: PlainDate | undefined): Urn | Refused {
  const urn = school.text('URN');
  if (urnShape.test(urn)) return asUrn(urn);
  const known = schools.get(school.text('LEA') + school.text('Estab')) ?? [];
  const open = known.find(
    ({ openedOn, closedOn }) =>
      on !== undefined &&
      (openedOn === undefined || openedOn <= on) &&
      (closedOn === undefined || on <= closedOn),
  );
  return (
    (open ?? known.at(-1))?.urn ??
    refused('Estab', 'is with LEA no school of the register, and no URN is stated', 'school-unknown')
  );
}

/** Undefined where it is blank. */
function dayIn(school: CtfSchool, element: SchoolElement): PlainDate | undefined | Refused {
  const text = school.text(element);
  if (text === '') return undefined;
  return reportedDate(text) ?? refused(element, 'is not a date that exists', 'date-impossible');
}
