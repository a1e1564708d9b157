/**
 * England and its regions. DfE's exclusion tables up to 2016/17 split London in two (codes E13), which the ONS does not;
 * today's tables know both. Contains public sector information licensed under the Open Government Licence v3.0 (ONS, DfE).
 */
export const england = { code: 'E92000001', name: 'England' } as const;

/** Whatever a national row may be of. */
export const listedCountries: readonly Region[] = [
  england,
  { code: 'K02000001', name: 'United Kingdom' },
  { code: 'K03000001', name: 'Great Britain' },
  { code: 'K04000001', name: 'England and Wales' },
  { code: 'N92000002', name: 'Northern Ireland' },
  { code: 'S92000003', name: 'Scotland' },
  { code: 'W92000004', name: 'Wales' },
];

export interface Region {
  readonly code: string;
  readonly name: string;
}

const london = 'E12000007';
const innerLondon = 'E13000001';
const outerLondon = 'E13000002';

export const listedRegions: readonly Region[] = [
  { code: 'E12000001', name: 'North East' },
  { code: 'E12000002', name: 'North West' },
  { code: 'E12000003', name: 'Yorkshire and The Humber' },
  { code: 'E12000004', name: 'East Midlands' },
  { code: 'E12000005', name: 'West Midlands' },
  { code: 'E12000006', name: 'East of England' },
  { code: london, name: 'London' },
  { code: 'E12000008', name: 'South East' },
  { code: 'E12000009', name: 'South West' },
  { code: innerLondon, name: 'Inner London' },
  { code: outerLondon, name: 'Outer London' },
];

/** The City, Camden, Greenwich's neighbours … as DfE's tables divide them: Greenwich is outer, Haringey and Newham inner. */
const innerLondonAuthorities: ReadonlySet<string> = new Set([
  'E09000001',
  'E09000007',
  'E09000012',
  'E09000013',
  'E09000014',
  'E09000019',
  'E09000020',
  'E09000022',
  'E09000023',
  'E09000025',
  'E09000028',
  'E09000030',
  'E09000032',
  'E09000033',
]);

/** Whether London is one region or two. */
export type LondonAs = 'one' | 'inner-and-outer';

const names = new Map(listedRegions.map(({ code, name }) => [code, name]));

/**
 * The region that an authority is published under.
 * @param region that it lies in, as described or listed; undefined where nobody says
 */
export function regionOf(
  authority: string,
  region: string | undefined,
  londonAs: LondonAs,
): Region | undefined {
  if (region === undefined) return undefined;
  const code = region === london || region === innerLondon || region === outerLondon ? inLondon() : region;
  const name = names.get(code);
  return name === undefined ? undefined : { code, name };

  function inLondon(): string {
    if (londonAs === 'one') return london;
    return innerLondonAuthorities.has(authority) || region === innerLondon ? innerLondon : outerLondon;
  }
}
