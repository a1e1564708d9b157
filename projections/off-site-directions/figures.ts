/** Figures of education away from the school, told for a day from its rows. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { PlacesCommissioned, Provider } from '../../events/off-site-direction.js';
import { sameProvider } from '../register/provision.js';
import type { PlacementRow } from './projection.js';

export interface PlacesTaken {
  readonly provider: Provider;
  readonly commissioned: number;
  /** Pupils there on that day: registered only there, and on another roll too. */
  readonly single: number;
  readonly dual: number;
  /** Pupils beyond the places commissioned. */
  readonly over: number;
}

/** @param commissioned what the authority has commissioned on that day */
export function placesTaken(
  rows: readonly PlacementRow[],
  commissioned: readonly Pick<PlacesCommissioned, 'provider' | 'places'>[],
  day: PlainDate,
): PlacesTaken[] {
  const there = rows.filter((row) => isThere(row, day));
  return commissioned.map(({ provider, places }) => {
    const pupils = there.filter((row) => sameProvider(row.provider, provider));
    const dual = pupils.filter(({ registration }) => registration === 'dual').length;
    const single = pupils.length - dual;
    return { provider, commissioned: places, single, dual, over: Math.max(0, pupils.length - places) };
  });
}

/** Stock on a day, and flow up to it from another: who began, who ended. */
export function stockAndFlow(
  rows: readonly PlacementRow[],
  from: PlainDate,
  day: PlainDate,
): { stock: number; began: number; ended: number } {
  const within = (on: PlainDate | null): boolean => on !== null && on >= from && on <= day;
  return {
    stock: rows.filter((row) => isThere(row, day)).length,
    began: rows.filter(({ startedOn }) => within(startedOn)).length,
    ended: rows.filter(({ endedOn }) => within(endedOn)).length,
  };
}

const isThere = ({ startedOn, endedOn }: PlacementRow, day: PlainDate): boolean =>
  startedOn <= day && (endedOn === null || endedOn >= day);

/** Stages as published figures of returns have them. */
export const stages = ['primary', 'key-stage-3', 'year-10', 'year-11', 'not-known'] as const;
export type Stage = (typeof stages)[number];

export interface ReturnsOfStage {
  readonly stage: Stage;
  readonly entered: number;
  readonly returned: number;
}

/** Of those who had entered by that day, who was back in mainstream by it, by the stage in which they entered. */
export function returnsByStage(rows: readonly PlacementRow[], day: PlainDate): ReturnsOfStage[] {
  const entered = rows.filter(({ startedOn }) => startedOn <= day);
  return stages.map((stage) => {
    const ofStage = entered.filter(({ yearGroup }) => stageOf(yearGroup) === stage);
    const returned = ofStage.filter(({ returnedOn }) => returnedOn !== null && returnedOn <= day);
    return { stage, entered: ofStage.length, returned: returned.length };
  });
}

/** Of those who had entered by that day, who was not permanently excluded since. */
export function notExcludedSince(
  rows: readonly PlacementRow[],
  day: PlainDate,
): { entered: number; notExcluded: number } {
  const entered = rows.filter(({ startedOn }) => startedOn <= day);
  const excluded = entered.filter(({ excludedOn }) => excludedOn !== null && excludedOn <= day);
  return { entered: entered.length, notExcluded: entered.length - excluded.length };
}

function stageOf(yearGroup: number | null): Stage {
  if (yearGroup === null || yearGroup > 11) return 'not-known';
  if (yearGroup <= 6) return 'primary';
  return yearGroup <= 9 ? 'key-stage-3' : yearGroup === 10 ? 'year-10' : 'year-11';
}
