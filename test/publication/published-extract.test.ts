/** Events with the counts that DfE published of four authorities give the table that DfE published. */
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { addDays } from '../../events/calendar/plain-date.js';
import { schoolYearFrom } from '../../events/calendar/school-year.js';
import {
  asAuthorityCode,
  asPupilId,
  asUrn,
  authorityStream,
  pupilStream,
  schoolStream,
  type Urn,
} from '../../events/identifiers.js';
import { summed } from '../../projections/projection.js';
import { exclusionsTable } from '../../projections/publication/exclusions-table.js';
import type { Column } from '../../projections/publication/layouts/layout.js';
import { sfr2017Layout } from '../../projections/publication/layouts/sfr2017.js';
import type { PublishedRow } from '../../projections/publication/policies/policy.js';
import { sfr2017 } from '../../projections/publication/policies/sfr2017.js';
import { figuresOfYear, type SchoolCounted } from '../../projections/publication/school-figures.js';
import { Register } from '../../projections/register/register.js';
import { schoolCounts } from '../../projections/school-counts/projection.js';
import { interpret } from '../../projections/trajectory/interpret.js';
import { day, fact, recorded, told, type Told } from '../support/history.js';

type Row = Readonly<Record<string, string>>;

const rowsOf = async (name: string): Promise<Row[]> =>
  parse(await readFile(`test/fixtures/exclusions/${name}.csv`, 'utf8'), { columns: true });
const schoolYear = schoolYearFrom(2015);

const measures = ['perm_excl', 'fixed_excl', 'one_plus_fixed'] as const;
type Exact = Readonly<Record<(typeof measures)[number] | 'headcount', number>>;

/** `x` is 1 or 2: the first schools take what their authority's printed count leaves over. */
function withoutSymbols(areas: readonly Row[], schools: readonly Row[]): Map<string, Exact> {
  const exact = new Map<string, Record<keyof Exact, number>>();
  for (const { laestab = '', headcount } of schools)
    exact.set(laestab, { headcount: Number(headcount), perm_excl: 0, fixed_excl: 0, one_plus_fixed: 0 });
  for (const area of areas.filter((row) => row['school_type'] !== 'Total')) {
    const own = schools.filter(
      (row) => row['la_name'] === area['la_name'] && row['school_type'] === area['school_type'],
    );
    for (const measure of measures) {
      const printed = own.reduce((sum, row) => sum + (Number(row[measure]) || 0), 0);
      const hidden = own.filter((row) => row[measure] === 'x');
      let left = (area[measure] === 'x' ? ofTotal(areas, area, measure) : Number(area[measure])) - printed;
      left -= hidden.length;
      for (const row of own) {
        const counts = exact.get(row['laestab'] ?? '');
        if (!counts) continue;
        if (row[measure] !== 'x') counts[measure] = Number(row[measure]);
        else counts[measure] = left-- > 0 ? 2 : 1;
      }
    }
  }
  return exact;
}

/** The total less the other types, where it is printed; one, where it is not. */
function ofTotal(areas: readonly Row[], area: Row, measure: (typeof measures)[number]): number {
  const ofAuthority = areas.filter((row) => row['la_name'] === area['la_name']);
  const total = ofAuthority.find((row) => row['school_type'] === 'Total')?.[measure];
  const others = ofAuthority.filter((row) => row !== area && row['school_type'] !== 'Total');
  if (total === undefined || total === 'x') return 1;
  return Number(total) - others.reduce((sum, row) => sum + Number(row[measure]), 0);
}

const urnOf = (at: number): Urn => asUrn(String(900_000 + at));

function registerOf(areas: readonly Row[], schools: readonly Row[]): Register {
  const authorities = areas.filter((row) => row['school_type'] === 'Total');
  return Register.from(
    recorded([
      ...authorities.map(
        ({ new_la_code: code = '', la_name: name, old_la_code: oldCode, region_code: region }) =>
          told(
            'AuthorityDescribed',
            { effectiveOn: '2009-04-01', standing: 'described', name, oldCode, region },
            authorityStream(asAuthorityCode(code)),
          ),
      ),
      ...schools.map(({ laestab = '', new_la_code: authority, school_type: type }, at) =>
        told(
          'SchoolDescribed',
          {
            effectiveOn: '2015-09-01',
            standing: 'described',
            authority,
            laestab,
            ...(type === 'Special'
              ? { type: 'special', phase: 'not-applicable' }
              : { type: 'mainstream', phase: type === 'State-funded primary' ? 'primary' : 'secondary' }),
          },
          schoolStream(urnOf(at)),
        ),
      ),
    ]),
  );
}

/** The first pupils of a school are suspended, the first of them once more until none is left over. */
function factsOf(pupil: number, school: Urn, { perm_excl, fixed_excl, one_plus_fixed }: Exact): Told[] {
  const more = fixed_excl - one_plus_fixed;
  const times =
    pupil < one_plus_fixed
      ? 1 + Math.floor(more / one_plus_fixed) + Number(pupil < more % one_plus_fixed)
      : 0;
  return [
    fact('CountedOnRoll', {
      effectiveOn: day('2016-01-21'),
      term: '2016-spring',
      school,
      enteredOn: day('2015-09-03'),
      enrolmentStatus: 'C',
    }),
    ...Array.from({ length: times }, (_, time) =>
      fact('Suspended', {
        effectiveOn: addDays(day('2016-02-01'), time),
        school,
        category: 'SUSP',
        lengthSessions: 1,
        reasons: ['DB'],
      }),
    ),
    ...(pupil < perm_excl
      ? [fact('PermanentlyExcluded', { effectiveOn: day('2016-07-01'), school, reasons: ['DB'] })]
      : []),
  ];
}

function countedOf(schools: readonly Row[], exact: ReadonlyMap<string, Exact>, register: Register) {
  const pupil = asPupilId('01900000-0000-7000-8000-000000000001');
  return schools.flatMap(({ laestab = '' }, at): SchoolCounted[] => {
    const counts = exact.get(laestab);
    if (!counts) return [];
    const tallies = Array.from({ length: counts.headcount }, (_, number) => {
      const facts = factsOf(number, urnOf(at), counts).map((each) => ({
        ...each,
        stream: pupilStream(pupil),
      }));
      return schoolCounts.tallies(interpret(pupil, recorded(facts), register), register)[0] ?? [];
    });
    const sums = summed(tallies.flat()).filter(({ key }) => key[1] === '2015/16');
    return sums.map(({ counts: sum }) => ({
      school: urnOf(at),
      counts: {
        schools: 1,
        headcount: sum['january_on_roll_change'] ?? 0,
        permanentExclusions: sum['permanent_exclusions'] ?? 0,
        suspensions: sum['suspensions'] ?? 0,
        pupilsSuspended: sum['pupils_suspended'] ?? 0,
      },
    }));
  });
}

describe('the table of 2015/16 of four authorities', () => {
  let areas: Row[];
  let schools: Row[];
  let published: readonly PublishedRow[];
  beforeAll(async () => {
    [areas, schools] = [await rowsOf('areas_2015-16'), await rowsOf('schools_2015-16')];
    const register = registerOf(areas, schools);
    const counted = countedOf(schools, withoutSymbols(areas, schools), register);
    const { figures } = figuresOfYear(counted, schoolYear, register);
    published = sfr2017.publish(
      exclusionsTable(figures, schoolYear, {
        levels: ['local-authority', 'school'],
        london: sfr2017Layout.london,
        schoolTotals: sfr2017Layout.schoolTotals,
      }),
    );
  });

  const written = (rows: readonly PublishedRow[], columns: readonly Column[]): Row[] =>
    rows.map((row) => Object.fromEntries(columns.map(({ name, cell }) => [name, cell(row)])));
  const sorted = (rows: readonly Row[]): string[] => rows.map((row) => JSON.stringify(row)).sort();

  it('reads as published, every authority × type cell and every symbol', () => {
    const rows = written(
      published.filter(({ level }) => level === 'local-authority'),
      sfr2017Layout.areas.columns,
    );
    expect(rows).toHaveLength(12);
    expect(sorted(rows)).toEqual(sorted(areas));
  });

  it('has of every school what was published of it', () => {
    const figures = new Set([
      'laestab',
      'school_type',
      'num_schools',
      'headcount',
      'perm_excl',
      'perm_excl_rate',
      'fixed_excl',
      'fixed_excl_rate',
      'one_plus_fixed',
      'one_plus_fixed_rate',
    ]);
    const ofFigures = (row: Row): Row =>
      Object.fromEntries(Object.entries(row).filter(([name]) => figures.has(name)));
    const rows = written(
      published.filter(({ level }) => level === 'school'),
      sfr2017Layout.schools.columns,
    );
    expect(rows).toHaveLength(61);
    expect(sorted(rows.map(ofFigures))).toEqual(sorted(schools.map(ofFigures)));
  });
});
