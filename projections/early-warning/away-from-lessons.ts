/** Managed moves that failed or come again, reduced timetables, and directions off-site that run long. */
import { addDays, type PlainDate } from '../../events/calendar/plain-date.js';
import type { EventId } from '../../events/identifiers.js';
import { nothingFound, type Found } from '../finding.js';
import type { ManagedMove } from '../managed-moves/managed-move.js';
import { placedOn } from '../managed-moves/steps.js';
import type { Placement } from '../off-site-directions/placement.js';
import type { Spell } from '../trajectory/trajectory.js';
import { toldUpTo } from '../up-to.js';
import type { EarlyWarningRule } from './rule.js';

const movesRememberedDays = 365;
const timetableRememberedDays = 91;
const longDirectionDays = 84;

const movesRemembered = {
  value: movesRememberedDays,
  says: 'For how long after it a managed move counts: the year in which it is to hold',
  source: 'ours',
} as const;

const managedMoveFailed: EarlyWarningRule = {
  name: 'managed-move-failed',
  concerns: 'pupil',
  says: `A managed move failed in the last ${movesRememberedDays} days`,
  parameters: { movesRememberedDays: movesRemembered },
  source:
    'Timpson Review 2019: authorities learn of failing placements from the notice of permanent exclusion',
  find: ({ managedMoves }) => {
    if (managedMoves.length === 0) return nothingFound;
    return managedMoves.flatMap((move): Found[] => {
      const { failure, decidedOn, homeSchool: school } = move;
      const from = decidedOn ?? failure?.consideredOn;
      if (!failure || !from) return [];
      return [
        {
          school,
          from,
          to: addDays(from, movesRememberedDays - 1),
          reason: `A managed move from ${school} failed on ${from}`,
          evidence: entriesUpTo(move, from),
        },
      ];
    });
  },
};

const leastMoves = 2;

const managedMoveAgain: EarlyWarningRule = {
  name: 'managed-move-again',
  concerns: 'pupil',
  says: `The pupil's managed move number ${leastMoves} or later, in the last ${movesRememberedDays} days`,
  parameters: {
    leastMoves: {
      value: leastMoves,
      says: 'Moves that came to a trial or were made: repeated moves without coordination are what the review warns of',
      source: 'published',
    },
    movesRememberedDays: movesRemembered,
  },
  source: 'Timpson Review 2019: pupils moved repeatedly between schools',
  find: ({ managedMoves }) => {
    if (managedMoves.length < leastMoves) return nothingFound;
    return managedMoves.flatMap((move): Found[] => {
      const from = placedOn(move);
      if (from === null || move.ordinal === null || move.ordinal < leastMoves) return [];
      return [
        {
          school: move.homeSchool,
          from,
          to: addDays(from, movesRememberedDays - 1),
          reason: `Managed move number ${move.ordinal}, ${move.daysAfterPrevious ?? 0} days after the one before`,
          evidence: entriesUpTo(move, from),
        },
      ];
    });
  },
};

const reducedTimetable: EarlyWarningRule = {
  name: 'reduced-timetable',
  concerns: 'pupil',
  says: `On a reduced timetable, now or in the last ${timetableRememberedDays} days`,
  parameters: {
    timetableRememberedDays: {
      value: timetableRememberedDays,
      says: 'For how long after its end a reduced timetable counts: a term',
      source: 'ours',
    },
  },
  source: 'Timpson Review 2019; DfE guidance on school attendance: only in very exceptional circumstances',
  find: ({ reducedTimetables }) => {
    if (reducedTimetables.length === 0) return nothingFound;
    return reducedTimetables.flatMap(({ school, from, to, evidence }): Found[] => {
      if (from === null) return [];
      return [
        {
          school,
          from,
          to: to && addDays(to, timetableRememberedDays),
          reason: `A reduced timetable began on ${from}`,
          evidence: evidence.slice(0, 1),
        },
      ];
    });
  },
};

const directionRunningLong: EarlyWarningRule = {
  name: 'direction-running-long',
  concerns: 'pupil',
  says: `Directed off-site for more than ${longDirectionDays / 7} weeks`,
  parameters: {
    longDirectionDays: {
      value: longDirectionDays,
      says: 'Days in which a direction may do its work: the twelve weeks that protocols give the trial of a managed move',
      source: 'ours',
    },
  },
  source:
    'Timpson Review 2019; Education Act 2002 s.29A: a direction is to improve behaviour, and is reviewed',
  find: ({ placements, spells }) => {
    if (placements.length === 0) return nothingFound;
    return placements.flatMap((placement): Found[] => {
      const { kind, school, startedOn, evidence } = placement;
      if (kind !== 'direction' || startedOn === null) return [];
      return [
        {
          school,
          from: addDays(startedOn, longDirectionDays),
          to: placement.endedOn ?? leftOn(placement, startedOn, spells),
          reason: `Directed off-site since ${startedOn}`,
          evidence: evidence.slice(0, 1),
        },
      ];
    });
  },
};

export const awayRules: readonly EarlyWarningRule[] = [
  managedMoveFailed,
  managedMoveAgain,
  reducedTimetable,
  directionRunningLong,
];

const entriesUpTo = ({ course }: ManagedMove, day: PlainDate): EventId[] =>
  toldUpTo(course, day).map(({ evidence }) => evidence);

/** The last day on the roll of the school that directs: with it a direction ends of which nobody reported the end. */
const leftOn = ({ school }: Placement, startedOn: PlainDate, spells: readonly Spell[]): PlainDate | null =>
  spells.find((spell) => spell.school === school && (spell.leftOn === null || spell.leftOn >= startedOn))
    ?.leftOn ?? null;
