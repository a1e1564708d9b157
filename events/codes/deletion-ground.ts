/**
 * The grounds on which a name is deleted from the admission register. The same letter means other things before
 * and after 19 August 2024 (`d` was home education, `D` is a changed school attendance order), so a ground is
 * never told without its regime.
 */
import { asPlainDate, type PlainDate } from '../calendar/plain-date.js';
import { codeList, type Code, type CodeList } from './code-list.js';

/** The regulations that a register was kept under. */
export type RegisterRegime = 'SI2006/1751' | 'SI2024/208';

export const registerRegimes: readonly RegisterRegime[] = ['SI2006/1751', 'SI2024/208'];

/** What a ground says of the move, whichever regulations it stands in. */
export type DeletionMeaning =
  | 'transfer'
  | 'transition'
  | 'dual-roll-end'
  | 'authority-directed'
  | 'home-education'
  | 'moved-away'
  | 'missing-education-risk'
  | 'custody'
  | 'died'
  | 'over-compulsory-age'
  | 'independent'
  | 'permanent-exclusion'
  | 'other';

interface DeletionGround extends Code {
  readonly meaning: DeletionMeaning;
}

/** School Attendance (Pupil Registration) (England) Regulations 2024, SI 2024/208, in force on this day. */
export const registersOf2024From = asPlainDate('2024-08-19');

const ground = (code: string, meaning: DeletionMeaning, label: string): DeletionGround => ({
  code,
  label,
  meaning,
});

// [check] Letters and meanings of 2006 are from memory of regulation 8(1).
const grounds2006: readonly DeletionGround[] = [
  ground('a', 'authority-directed', 'School attendance order changed to another school, or revoked'),
  ground('b', 'transfer', 'Registered at another school'),
  ground('c', 'dual-roll-end', 'Dual registered, ceased to attend, the other school agrees'),
  ground('d', 'home-education', "Parent's written notice of education otherwise than at school"),
  ground('e', 'moved-away', 'No longer lives at a reasonable distance'),
  ground('f', 'missing-education-risk', 'Not returned within ten school days after a leave of more than ten'),
  ground(
    'g',
    'other',
    'Certified unfit to attend before the end of compulsory school age, and not staying after',
  ),
  ground(
    'h',
    'missing-education-risk',
    'Twenty school days of continuous unauthorised absence, enquiries failed',
  ),
  ground('i', 'custody', 'In custody for four months or more, not expected to return'),
  ground('j', 'died', 'Died'),
  ground(
    'k',
    'over-compulsory-age',
    'Over compulsory school age before the school next meets, and not staying',
  ),
  ground('l', 'independent', 'Ceased to be a pupil of an independent or non-maintained school'),
  ground('m', 'permanent-exclusion', 'Permanently excluded'),
  ground('n', 'transition', 'Nursery education completed, not moving up'),
  ground('o', 'other', 'Boarder, fees unpaid'),
];

const grounds2024: readonly DeletionGround[] = [
  ground('A', 'transfer', 'Registered at another school'),
  ground('B', 'transition', 'Nursery education completed, not continuing'),
  ground('C', 'dual-roll-end', 'Dual registered, and the other school agrees'),
  ground('D', 'authority-directed', 'School attendance order amended to name another school'),
  ground('E', 'authority-directed', 'School attendance order revoked'),
  ground('F', 'home-education', 'Parent notified in writing of education otherwise than at school'),
  ground('G', 'moved-away', 'No longer normally lives a reasonable distance from the school'),
  ground('H', 'missing-education-risk', 'Not returned after leave of absence, joint enquiries failed'),
  ground(
    'I',
    'missing-education-risk',
    'Absent without authority for twenty school days, joint enquiries failed',
  ),
  ground('J', 'custody', 'Detained under a sentence of detention'),
  ground('K', 'died', 'Died'),
  ground('L', 'over-compulsory-age', 'Will be over compulsory school age, and not continuing'),
  ground('M', 'other', 'Boarder at a maintained school or academy, fees unpaid'),
  ground('N', 'independent', 'Ceased to be a pupil at an independent or non-maintained special school'),
  ground('O', 'permanent-exclusion', 'Permanently excluded'),
];

// One letter of either case fits both lists, so that a ground told in the other regime's case is kept and flagged.
export const deletionGroundShape = /^[A-Za-z]$/;

export const deletionGround2006: CodeList = codeList({
  name: 'deletion-ground-2006',
  source: 'Education (Pupil Registration) (England) Regulations 2006, SI 2006/1751, reg 8(1)',
  shape: deletionGroundShape,
  codes: grounds2006.map((each) => ({ ...each, to: asPlainDate('2024-08-18') })),
});

export const deletionGround2024: CodeList = codeList({
  name: 'deletion-ground-2024',
  source: 'School Attendance (Pupil Registration) (England) Regulations 2024, SI 2024/208, reg 9(1)',
  shape: deletionGroundShape,
  codes: grounds2024.map((each) => ({ ...each, from: registersOf2024From })),
});

const meanings = new Map<string, ReadonlyMap<string, DeletionMeaning>>([
  ['SI2006/1751', new Map(grounds2006.map(({ code, meaning }) => [code, meaning]))],
  ['SI2024/208', new Map(grounds2024.map(({ code, meaning }) => [code, meaning]))],
] satisfies [RegisterRegime, ReadonlyMap<string, DeletionMeaning>][]);

export function groundsOf(regime: RegisterRegime): CodeList {
  return regime === 'SI2024/208' ? deletionGround2024 : deletionGround2006;
}

/** The regulations in force on a day. All days before SI 2024/208 are read under SI 2006/1751. */
export function regimeOn(date: PlainDate): RegisterRegime {
  return date >= registersOf2024From ? 'SI2024/208' : 'SI2006/1751';
}

/** What a ground means under its regime; undefined when the regime does not have it. */
export function meaningOfGround(regime: RegisterRegime, code: string): DeletionMeaning | undefined {
  return meanings.get(regime)?.get(code);
}
