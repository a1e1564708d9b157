/** The bench's own establishments, keyed by LAESTAB, and their authorities, described so that a table can be told from them. */
import { createHash } from 'node:crypto';
import {
  authorityStream,
  schoolStream,
  asUrn,
  type AuthorityCode,
  type Urn,
} from '../../../events/identifiers.js';
import type { SchoolPhase, SchoolType } from '../../../events/codes/school-type.js';
import type { StreamName } from '../../../events/identifiers.js';
import type { FactToRecord } from '../../../src/recording/deciders/decision.js';
import { WrongUse } from '../options.js';
import { groupedBy } from '../../../projections/groups.js';
import type { AreaCounts, PublishedSchool } from './published-files.js';
import type { SchoolYearDays } from './school-year-days.js';

/** One year of what was published. */
export interface CountedYear {
  readonly days: SchoolYearDays;
  readonly schools: readonly PublishedSchool[];
  readonly areas: readonly AreaCounts[];
}

export interface StreamOfFacts {
  readonly stream: StreamName;
  readonly facts: readonly FactToRecord[];
}

/** Each LAESTAB's URN, in the order of LAESTABs. */
export function urnsOf(years: readonly CountedYear[]): ReadonlyMap<string, Urn> {
  const laestabs = new Set(years.flatMap(({ schools }) => schools.map(({ laestab }) => laestab)));
  return new Map([...laestabs].sort().map((laestab, n) => [laestab, asUrn(String(100_000 + n))]));
}

/** Each authority once, ended where later years of the files no longer list it. @param years in order */
export function authoritiesOf(years: readonly CountedYear[]): StreamOfFacts[] {
  const rows = years.flatMap(({ areas, days }) => areas.map((area) => ({ ...area, days })));
  const last = years.at(-1);
  return [...groupedBy(rows, ({ authority }) => authority)].map(([authority, ofAuthority]) => {
    const [first] = ofAuthority;
    const end = ofAuthority.at(-1)?.days;
    if (first === undefined) throw new RangeError('a group has members');
    return {
      stream: authorityStream(authority),
      facts: [
        {
          type: 'AuthorityDescribed',
          data: {
            effectiveOn: first.days.firstDay,
            standing: 'described',
            name: first.name,
            oldCode: first.oldCode,
            ...(first.region !== '' && { region: first.region }),
            ...(end !== undefined && end !== last?.days && { endedOn: end.lastDay }),
          },
        },
      ],
    };
  });
}

/**
 * Each school as described in the first year that has it and in each that has it otherwise, and its January censuses.
 * @param years in order
 */
export function schoolsOf(years: readonly CountedYear[], urns: ReadonlyMap<string, Urn>): StreamOfFacts[] {
  const rows = years.flatMap(({ schools, days }) => schools.map((school) => ({ ...school, days })));
  return [...groupedBy(rows, ({ laestab }) => laestab)].map(([laestab, ofSchool]) => ({
    stream: schoolStream(urnIn(urns, laestab)),
    facts: ofSchool.flatMap((school, at) => {
      const before = ofSchool[at - 1];
      return [
        ...(before && sameDescription(before, school) ? [] : [describedIn(school)]),
        censusOf(school, school.days),
      ];
    }),
  }));
}

export function urnIn(urns: ReadonlyMap<string, Urn>, laestab: string): Urn {
  const urn = urns.get(laestab);
  if (urn === undefined) throw new RangeError('every LAESTAB has a URN');
  return urn;
}

interface Described {
  readonly laestab: string;
  readonly authority: AuthorityCode;
  readonly schoolType: string;
  readonly academyType: string;
}

const sameDescription = (a: Described, b: Described): boolean =>
  a.authority === b.authority && a.schoolType === b.schoolType && a.academyType === b.academyType;

function describedIn({ days, ...school }: Described & { readonly days: SchoolYearDays }): FactToRecord {
  const { type, phase, lowestAge, highestAge } = kindOf(school);
  return {
    type: 'SchoolDescribed',
    data: {
      effectiveOn: days.firstDay,
      standing: 'described',
      name: `School ${school.laestab}`,
      authority: school.authority,
      laestab: school.laestab,
      type,
      phase,
      lowestAge,
      highestAge,
    },
  };
}

interface Kind {
  readonly type: SchoolType;
  readonly phase: SchoolPhase;
  readonly lowestAge: number;
  readonly highestAge: number;
}

const kinds: Readonly<Record<string, Kind>> = {
  'State-funded primary': { type: 'mainstream', phase: 'primary', lowestAge: 4, highestAge: 11 },
  'State-funded secondary': { type: 'mainstream', phase: 'secondary', lowestAge: 11, highestAge: 18 },
  Special: { type: 'special', phase: 'not-applicable', lowestAge: 3, highestAge: 19 },
};

function kindOf({ schoolType, academyType, laestab }: Described): Kind {
  const kind = kinds[schoolType];
  if (kind === undefined) throw new WrongUse(`${laestab}: '${schoolType}' is no school type of this layout`);
  const isStudioOrUtc = academyType === 'UTC' || academyType === 'Studio school';
  return isStudioOrUtc ? { ...kind, type: 'studio-or-utc', lowestAge: 14 } : kind;
}

function censusOf(
  { laestab, headcount }: PublishedSchool,
  { census, censusTerm }: SchoolYearDays,
): FactToRecord {
  const digest = createHash('sha256').update(`${laestab} ${censusTerm}`).digest('hex');
  return {
    type: 'CensusReceived',
    data: { effectiveOn: census, term: censusTerm, onRoll: headcount, leavers: 0, exclusions: 0, digest },
  };
}
