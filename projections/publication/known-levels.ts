/**
 * Which places a ledger can speak for. A region's row adds up its authorities, so it is told where the ledger holds
 * pupils of every one of them; the nation's where it holds pupils of all.
 */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { Authority, Register } from '../register/register.js';
import { listedAuthorities } from './lists/authorities.js';
import { regionOf, type LondonAs } from './lists/regions.js';

export interface WholePlaces {
  readonly nation: boolean;
  /** Codes of the regions. */
  readonly regions: ReadonlySet<string>;
  /** How many authorities of that day the ledger holds no pupils of. */
  readonly lacking: number;
}

/**
 * @param held authorities that the ledger holds pupils of
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
