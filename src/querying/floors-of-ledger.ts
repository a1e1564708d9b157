/**
 * The floors of the ledger's schools. A place has few of them, but its schools stand within the funnel of all, and to read the
 * losses of England's 3,400 secondary schools takes longer than all else in the report.
 */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { Urn } from '../../events/identifiers.js';
import { floorsOf, lossIsKnown, type FloorOfSchool } from '../../projections/moves/floor.js';
import type { View } from '../projecting/read-models.js';
import { yearTenLosses } from './method-rows.js';

export type FloorsBySchool = (school: Urn) => readonly FloorOfSchool[];

interface Told {
  /** The state of the ledger, and the day, that they are told of. */
  readonly of: string;
  readonly floors: Promise<FloorsBySchool>;
}

let newest: Told | undefined;

/** Kept until they are asked for in another state of the ledger, or for another day. @throws as `View.from` */
export function floorsOfLedger(view: View, knownOn: PlainDate | null): Promise<FloorsBySchool> {
  const of = `${view.epoch} ${view.position} ${knownOn}`;
  if (newest?.of === of) return newest.floors;
  const told: Told = { of, floors: read(view, knownOn) };
  newest = told;
  told.floors.catch(() => {
    if (newest === told) newest = undefined;
  });
  return told.floors;
}

const read = async (view: View, knownOn: PlainDate | null): Promise<FloorsBySchool> =>
  floorsOf((await yearTenLosses(view)).filter(({ cohort }) => lossIsKnown(cohort, knownOn)));
