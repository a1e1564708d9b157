/** What is said once the demonstration stands: three things that work as they are printed. */
import type { Filled } from './fill.js';
import type { DemonstrationSettings } from './history.js';

export interface ThingToTry {
  readonly says: string;
  readonly try: string;
}

/** @param address of the application, where it serves or will serve */
export function thingsToTry(
  { worthALook, authority, schoolYear }: Filled,
  address: string,
): readonly ThingToTry[] {
  const pupil = {
    says: 'A pupil who was suspended, and moved without a reason that anybody recorded',
    try: `npx ledger trajectory ${worthALook ?? ''}`,
  };
  return [
    ...(worthALook === undefined ? [] : [pupil]),
    {
      says: 'The moves of a year that nobody has explained, with their evidence',
      try: `npx ledger report unexplained-moves --authority ${authority} --year ${schoolYear}`,
    },
    {
      says: "The authority's rates over HTTP, while `npm start` runs",
      try: `curl ${address}/api/authorities/${authority}/rates?year=${schoolYear}`,
    },
  ];
}

export function inWords(
  filled: Filled,
  { seed, pupils, years }: DemonstrationSettings,
  address: string,
): string {
  const what = `${filled.events} events of ${filled.records} made-up pupils, ${pupils} on roll at a time, over ${years} school years (seed ${seed})`;
  return [
    `The ledger holds a demonstration: ${what}.`,
    'To try:',
    ...thingsToTry(filled, address).flatMap((thing) => [`  ${thing.says}:`, `    ${thing.try}`]),
  ].join('\n');
}
