/**
 * Exits by the weeks before the next October and the next January census: who leaves before the one is not paid for, who
 * leaves Year 11 before the other is in no results. When pupils leave is a fact, and no verdict on why.
 */
import { nextCensusDay, type CensusSeason } from '../../events/calendar/census-day.js';
import { daysBetween } from '../../events/calendar/plain-date.js';
import type { Tally, TallyTable } from '../projection.js';
import type { Trajectory } from '../trajectory/trajectory.js';

export const exitWeekTable: TallyTable = {
  name: 'school_exit_week',
  key: [
    { name: 'school', type: 'text' },
    { name: 'school_year', type: 'text' },
    { name: 'census', type: 'text' },
    { name: 'weeks_before', type: 'text' },
  ],
  counts: ['exits'],
};

/** The censuses that exits are told against. */
const censusesAhead = ['autumn', 'spring'] as const satisfies readonly CensusSeason[];

/** Whole weeks from the last day on roll: 0 for the seven days before census day. */
export function exitWeeks({ moves }: Trajectory): Tally[] {
  const tallies: Tally[] = [];
  for (const { kind, from, schoolYear, leftOn } of moves) {
    if (kind !== 'left') continue;
    for (const season of censusesAhead) {
      const days = daysBetween(leftOn, nextCensusDay(season, leftOn));
      tallies.push({ key: [from, schoolYear, season, String(Math.floor((days - 1) / 7))], counts: oneExit });
    }
  }
  return tallies;
}

const oneExit = { exits: 1 };
