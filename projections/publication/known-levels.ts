/**
 * Which places a ledger can speak for. It holds an authority where it holds a January census of one of its schools at
 * least: a few pupils who moved into an authority are no figure of it. A region's row adds up its authorities, so it is
 * told where the ledger holds every one of them; the nation's where it holds all.
 */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { SchoolYear } from '../../events/calendar/school-year.js';
import { holdsJanuaryCensus } from '../measures/school-authority.js';
import type { Authority, Register } from '../register/register.js';
import { addedCounts, publishedAuthority, type Counts, type SchoolFigures } from './exclusions-table.js';
import { listedAuthorities } from './lists/authorities.js';
import { regionOf, type LondonAs } from './lists/regions.js';

export interface HeldFigures {
  readonly figures: readonly SchoolFigures[];
  /** Codes of the authorities that the figures are of. */
  readonly held: ReadonlySet<string>;
  /** Names of those that the ledger knows something of and does not hold, in their order. */
  readonly notHeld: readonly string[];
  /** What it knows of them; null where there are none. */
  readonly leftOut: Counts | null;
}

/** The figures of the authorities that the ledger holds in a school year. */
export function heldFigures(
  figures: readonly SchoolFigures[],
  schoolYear: SchoolYear,
  register: Register,
): HeldFigures {
  const held = new Set(
    figures
      .filter(({ school }) => holdsJanuaryCensus(school.urn, schoolYear, register))
      .map(({ authority }) => authority.code),
  );
  const others = figures.filter(({ authority }) => !held.has(authority.code));
  return {
    figures: figures.filter(({ authority }) => held.has(authority.code)),
    held,
    notHeld: [...new Set(others.map(({ authority }) => publishedAuthority(authority).name))].sort(),
    leftOut: others.reduce<Counts | null>((sum, { counts }) => addedCounts(sum ?? undefined, counts), null),
  };
}

export interface WholePlaces {
  readonly nation: boolean;
  /** Codes of the regions. */
  readonly regions: ReadonlySet<string>;
  /** How many authorities of that day the ledger does not hold. */
  readonly lacking: number;
}

/**
 * @param held codes of the authorities that the ledger holds
 * @param on the January census day
 */
export function wholePlaces(
  held: ReadonlySet<string>,
  register: Register,
  on: PlainDate,
  london: LondonAs,
): WholePlaces {
  const regions = new Set<string>();
  const partial = new Set<string>();
  let lacking = 0;
  for (const { code, region } of authoritiesOn(register, on)) {
    const published = regionOf(code, region, london);
    if (published) regions.add(published.code);
    if (held.has(code)) continue;
    lacking++;
    if (published) partial.add(published.code);
  }
  return {
    nation: lacking === 0,
    regions: new Set([...regions].filter((code) => !partial.has(code))),
    lacking,
  };
}

/** The authorities of a day, as DfE lists them and, where it describes them otherwise, as the register does. */
function authoritiesOn(
  register: Register,
  on: PlainDate,
): { readonly code: string; readonly region?: string }[] {
  const described = new Map<string, Authority>(register.allAuthorities().map((each) => [each.code, each]));
  const listed = listedAuthorities.filter(({ code, startedOn, endedOn }) =>
    isLive({ startedOn, endedOn: described.get(code)?.endedOn ?? endedOn }, on),
  );
  const known = new Set(listedAuthorities.map(({ code }) => code));
  const others = [...described.values()].filter(
    ({ code, standing, startedOn = on, endedOn }) =>
      !known.has(code) && standing === 'described' && isLive({ startedOn, endedOn: endedOn ?? null }, on),
  );
  return [...listed, ...others];
}

const isLive = (
  { startedOn, endedOn }: { readonly startedOn: PlainDate; readonly endedOn: PlainDate | null },
  on: PlainDate,
): boolean => startedOn <= on && (endedOn === null || endedOn >= on);
