/** A made-up pupil as the simulation carries him or her from year to year. */
import type { AuthorityCode, PupilId, StreamName, Upn } from '../../events/identifiers.js';
import type { Agenda } from './agenda.js';
import type { Home } from './reports.js';
import type { Background } from './people.js';
import type { Leaving } from './rolls.js';
import type { School } from './schools.js';

export type SocialCare = 'NONE' | 'CIN' | 'CP' | 'CLA';

export interface OnRoll {
  school: School;
  /** Day number of the starting day. */
  enteredOn: number;
  status: 'C' | 'M' | 'S';
  /** The last day on it, once that has come. */
  leftOn?: number;
}

/** Days that a register marks by what is going on, beside the pupil's absences. */
export interface Marked {
  readonly roll: OnRoll;
  readonly from: number;
  readonly to: number;
  readonly code: string;
  /** Half-days in all, from the first day on; whole days where absent. */
  readonly sessions?: number;
  /** Whether only afternoons are. */
  readonly afternoons?: boolean;
}

export interface Pupil {
  readonly id: PupilId;
  readonly stream: StreamName;
  readonly background: Background;
  /** The calendar year in which the reception year begins. */
  readonly reception: number;
  upn: Upn;
  home: Home;
  /** When the ledger first hears of the pupil, milliseconds; nothing is heard of him or her before. */
  readonly knownSince: number;
  isIntroduced: boolean;
  main: OnRoll | undefined;
  /** A second registration, beside the main one. */
  second: OnRoll | undefined;
  /** Rolls left that the next January census has to list, and whether nothing else tells of them. */
  left: { readonly roll: OnRoll; readonly on: number; readonly isToldByRowOnly: boolean }[];
  /** A roll that the pupil has left and nobody has said so. */
  unreported: OnRoll | undefined;
  /** Where the pupil is who is on no roll; `gone` for good. */
  away: 'home-education' | 'missing' | 'gone' | undefined;
  /** Where a place is waiting from the first day of the next school year. */
  nextSchool: School | undefined;
  sen: 'N' | 'K' | 'E';
  freeSchoolMeals: boolean;
  socialCare: SocialCare;
  /** Of social care, while it is involved. */
  responsibleAuthority: AuthorityCode;
  youngCarer: boolean;
  readonly ahead: Agenda;
  /** What ends, and is told, when the pupil leaves the main roll. */
  readonly whenLeaving: ((day: number, leaving: Leaving) => void)[];
  /** Of the school year under way. */
  marked: Marked[];
  /** How liable to be excluded, beside what background says: 1 for most. */
  readonly liability: number;
  /** What makes the history worth a look; `transfers` are those of Year 7 and after that nobody gave a reason for. */
  readonly story: {
    transfers: number;
    moves: number;
    suspensions: number;
    dualRolls: number;
    failedMoves: number;
  };
}

/** 0 for reception. */
export const yearGroupOf = ({ reception }: Pupil, startYear: number): number => startYear - reception;

/** Where the pupil is taught, or will be from the first day of term. */
export const schoolOf = ({ main, nextSchool }: Pupil): School | undefined => main?.school ?? nextSchool;

export const ncYearOf = (yearGroup: number): string =>
  yearGroup <= 0 ? 'R' : String(Math.min(yearGroup, 14));
