/** A row for each managed move, in dates: what is overdue, and what was sustained, is told for the day asked for. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { AuthorityCode, Urn } from '../../events/identifiers.js';
import type { Projection } from '../projection.js';
import type { DecisionDay, ManagedMove } from './managed-move.js';
import { outcomeOf, type MoveOutcome } from './read.js';
import { placedOn } from './steps.js';

/** What figures are made of. */
export interface ManagedMoveRow {
  readonly homeSchool: Urn;
  readonly receivingSchool: Urn | null;
  /** Of the home school when the move began. */
  readonly authority: AuthorityCode | null;
  readonly referredOn: PlainDate | null;
  readonly placedOn: PlainDate | null;
  /** Of a trial: see `Trial.decisionDays`. */
  readonly decisionDays: readonly Pick<DecisionDay, 'agreedOn' | 'dueOn'>[];
  readonly decidedOn: PlainDate | null;
  readonly outcome: MoveOutcome | null;
  readonly followUps: ManagedMove['followUps'];
}

/** A row as the read model holds it. */
export interface StoredMove {
  readonly home_school: Urn;
  readonly receiving_school: Urn | null;
  readonly authority: AuthorityCode | null;
  readonly referred_on: PlainDate | null;
  readonly placed_on: PlainDate | null;
  readonly decision_days: ManagedMoveRow['decisionDays'];
  readonly decided_on: PlainDate | null;
  readonly outcome: ManagedMoveRow['outcome'];
  readonly follow_ups: ManagedMoveRow['followUps'];
}

export const readMoveRow = (stored: StoredMove): ManagedMoveRow => ({
  homeSchool: stored.home_school,
  receivingSchool: stored.receiving_school,
  authority: stored.authority,
  referredOn: stored.referred_on,
  placedOn: stored.placed_on,
  decisionDays: stored.decision_days,
  decidedOn: stored.decided_on,
  outcome: stored.outcome,
  followUps: stored.follow_ups,
});

function rowOfMove(move: ManagedMove): ManagedMoveRow {
  const { homeSchool, receivingSchool, protocol, referredOn, trial, decidedOn, followUps } = move;
  return {
    homeSchool,
    receivingSchool,
    authority: protocol.authority,
    referredOn,
    placedOn: placedOn(move),
    decisionDays: (trial?.decisionDays ?? []).map(({ agreedOn, dueOn }) => ({ agreedOn, dueOn })),
    decidedOn,
    outcome: outcomeOf(move),
    followUps,
  };
}

export const managedMoves: Projection = {
  name: 'managed-moves',
  version: 3,
  rowTables: [
    {
      name: 'managed_move',
      columns: [
        { name: 'pupil_id', type: 'uuid' },
        { name: 'ordinal', type: 'smallint' },
        { name: 'home_school', type: 'text' },
        { name: 'receiving_school', type: 'text' },
        { name: 'authority', type: 'text' },
        { name: 'regime', type: 'text' },
        { name: 'referred_on', type: 'date' },
        { name: 'placed_on', type: 'date' },
        { name: 'decision_days', type: 'json' },
        { name: 'decided_on', type: 'date' },
        { name: 'outcome', type: 'text' },
        { name: 'follow_ups', type: 'json' },
        { name: 'evidence', type: 'text[]' },
      ],
      key: ['pupil_id', 'ordinal'],
      indexes: [['home_school'], ['receiving_school'], ['authority']],
    },
  ],
  tallyTables: [],
  rows: (trajectory) => [
    trajectory.managedMoves.map((move, at) => {
      const row = rowOfMove(move);
      return [
        trajectory.pupil,
        at + 1,
        row.homeSchool,
        row.receivingSchool,
        row.authority,
        move.regime,
        row.referredOn,
        row.placedOn,
        JSON.stringify(row.decisionDays),
        row.decidedOn,
        row.outcome,
        JSON.stringify(row.followUps),
        move.evidence,
      ];
    }),
  ],
  tallies: () => [],
};
