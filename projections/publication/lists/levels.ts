/**
 * The geographic levels of DfE's open data and the columns that say which place of the level a row is about (DfE,
 * analysts' guide: underlying data, Open Government Licence v3.0).
 */
export interface GeographicLevel {
  readonly name: string;
  /** Undefined where places of the level have names only. */
  readonly code?: string;
  readonly place: string;
  /** A second code. */
  readonly other?: string;
  /** Levels whose columns its rows fill too, where they have them. */
  readonly within: readonly string[];
}

const areas = ['National', 'Regional'];
const belowAuthority = [
  ...areas,
  'Local authority',
  'Local authority district',
  'RSC region',
  'Parliamentary constituency',
  'Local skills improvement plan area',
  'Local enterprise partnership',
  'English devolved area',
  'Opportunity area',
  'Planning area',
  'Police force area',
];
const establishments = [...belowAuthority, 'Ward', 'MAT', 'Sponsor'];

export const geographicLevels: readonly GeographicLevel[] = [
  { name: 'National', code: 'country_code', place: 'country_name', within: [] },
  { name: 'Regional', code: 'region_code', place: 'region_name', within: ['National'] },
  {
    name: 'Local authority',
    code: 'new_la_code',
    place: 'la_name',
    other: 'old_la_code',
    within: belowAuthority,
  },
  { name: 'Local authority district', code: 'lad_code', place: 'lad_name', within: belowAuthority },
  { name: 'RSC region', place: 'rsc_region_lead_name', within: ['National'] },
  { name: 'Parliamentary constituency', code: 'pcon_code', place: 'pcon_name', within: belowAuthority },
  { name: 'Local skills improvement plan area', code: 'lsip_code', place: 'lsip_name', within: areas },
  {
    name: 'Local enterprise partnership',
    code: 'local_enterprise_partnership_code',
    place: 'local_enterprise_partnership_name',
    within: areas,
  },
  {
    name: 'English devolved area',
    code: 'english_devolved_area_code',
    place: 'english_devolved_area_name',
    within: areas,
  },
  {
    name: 'Opportunity area',
    code: 'opportunity_area_code',
    place: 'opportunity_area_name',
    within: belowAuthority,
  },
  { name: 'Ward', code: 'ward_code', place: 'ward_name', within: belowAuthority },
  { name: 'MAT', code: 'trust_id', place: 'trust_name', within: areas },
  { name: 'Sponsor', code: 'sponsor_id', place: 'sponsor_name', within: areas },
  {
    name: 'School',
    code: 'school_urn',
    place: 'school_name',
    other: 'school_laestab',
    within: establishments,
  },
  { name: 'Provider', code: 'provider_ukprn', place: 'provider_name', within: establishments },
  { name: 'Institution', code: 'institution_id', place: 'institution_name', within: establishments },
  { name: 'Planning area', code: 'planning_area_code', place: 'planning_area_name', within: belowAuthority },
  { name: 'Police force area', code: 'pfa_code', place: 'pfa_name', within: belowAuthority },
];

/** Where nothing is known of a place, by the Government Statistical Service's symbol. */
export const notAvailable = { code: 'x', name: 'Not available' } as const;

/** What may be called a place of any level without being one. */
export const otherPlaces: ReadonlySet<string> = new Set([
  'Not available',
  'Not applicable',
  'Unknown',
  'Outside of England',
  'Outside of the United Kingdom',
  'Outside of England and unknown',
  'Outside of the United Kingdom and unknown',
]);

export const columnsOf = ({ code, place, other }: GeographicLevel): string[] =>
  [code, place, other].filter((column) => column !== undefined);

/** The columns that say what a row is about, beside its filters. */
export const observationalUnits: ReadonlySet<string> = new Set([
  'time_period',
  'time_identifier',
  'geographic_level',
  ...geographicLevels.flatMap(columnsOf),
]);
