import fc from 'fast-check';
import { schoolYearFrom } from '../../events/calendar/school-year.js';
import { asAuthorityCode, asUrn } from '../../events/identifiers.js';
import {
  exclusionsTable,
  levels,
  type Counts,
  type Level,
  type SchoolFigures,
  type TableRow,
} from '../../projections/publication/exclusions-table.js';
import { policies } from '../../projections/publication/policies/catalogue.js';
import { fewerThanFive } from '../../projections/publication/policies/fewer-than-five.js';
import { nearestTen } from '../../projections/publication/policies/nearest-ten.js';
import { none } from '../../projections/publication/policies/none.js';
import type { DisclosurePolicy, PublishedRow } from '../../projections/publication/policies/policy.js';
import { sfr2017 } from '../../projections/publication/policies/sfr2017.js';
import { schoolTypesOfTables, type SchoolTypeOfTables } from '../../projections/publication/school-type.js';
import { boundsOfHidden } from './attack.js';

/** Authorities of two regions and a third. */
const authorities = [
  ['E06000001', 'E12000001'],
  ['E06000002', 'E12000001'],
  ['E06000017', 'E12000004'],
  ['E06000018', 'E12000004'],
  ['E06000015', 'E12000004'],
  ['E06000053', 'E12000009'],
] as const;

const cell = (authority: number, type: SchoolTypeOfTables, counts: Partial<Counts>): SchoolFigures => {
  const [code, region] = authorities[authority] ?? authorities[0];
  return {
    school: { urn: asUrn('100000'), standing: 'described' },
    authority: { code: asAuthorityCode(code), standing: 'described', region },
    type,
    counts: {
      schools: 1,
      headcount: 1000,
      permanentExclusions: 0,
      suspensions: 0,
      pupilsSuspended: 0,
      ...counts,
    },
  };
};

const tableOf = (
  figures: readonly SchoolFigures[],
  of: readonly Level[] = ['national', 'regional', 'local-authority'],
): TableRow[] =>
  exclusionsTable(figures, schoolYearFrom(2015), { levels: of, london: 'one', schoolTotals: true });

const publishedBy = (policy: DisclosurePolicy, figures: readonly SchoolFigures[], of?: readonly Level[]) =>
  policy.publish(tableOf(figures, of));

const rowOf = (
  rows: readonly PublishedRow[],
  schoolType: TableRow['schoolType'],
  authority?: number,
): PublishedRow => {
  const code = authority === undefined ? undefined : authorities[authority]?.[0];
  const row = rows.find(
    (each) =>
      each.schoolType === schoolType &&
      (code === undefined ? each.level === 'national' : each.place.authority?.code === code),
  );
  if (!row) throw new Error('no such row');
  return row;
};

const [primary, secondary, special] = schoolTypesOfTables;

describe('what every policy leaves as it is', () => {
  it.each(policies.map((policy) => [policy.name, policy] as const))(
    '%s: the number of schools, and nought',
    (_, policy) => {
      const rows = publishedBy(policy, [cell(0, primary, {}), cell(0, primary, { headcount: 0 })]);
      expect(rowOf(rows, primary, 0).counts).toMatchObject({ schools: 2, permanentExclusions: 0 });
    },
  );

  it.each(policies.map((policy) => [policy.name, policy] as const))(
    '%s: no rate where nobody is on roll',
    (_, policy) => {
      const rows = publishedBy(policy, [cell(0, special, { headcount: 0, permanentExclusions: 20 })]);
      expect(rowOf(rows, special, 0).rates.permanentExclusions).toBe('z');
    },
  );
});

describe('the policy none', () => {
  it('prints counts of one, schools’ too', () => {
    const rows = publishedBy(none, [cell(0, primary, { permanentExclusions: 1 })], levels);
    expect(rows.map((row) => row.counts.permanentExclusions)).toEqual(rows.map(() => 1));
    expect(rows.map(({ level }) => level)).toContain('school');
  });
});

describe('the policy sfr2017', () => {
  const rows = publishedBy(sfr2017, [
    cell(0, primary, { permanentExclusions: 1, suspensions: 3, pupilsSuspended: 2 }),
    cell(1, primary, { permanentExclusions: 6, suspensions: 9, pupilsSuspended: 5 }),
  ]);

  it('hides counts of 1 and 2 with the rates on them, and no others', () => {
    expect(rowOf(rows, primary, 0)).toMatchObject({
      counts: { permanentExclusions: 'x', suspensions: 3, pupilsSuspended: 'x' },
      rates: {
        permanentExclusions: 'x',
        suspensions: { numerator: 3, denominator: 1000 },
        pupilsSuspended: 'x',
      },
    });
    expect(rowOf(rows, primary, 1).counts).toMatchObject({ permanentExclusions: 6 });
  });

  it('rounds national counts to 5 and not the rates on them', () => {
    expect(rowOf(rows, primary)).toMatchObject({
      counts: { permanentExclusions: 5, suspensions: 10, pupilsSuspended: 5, headcount: 2000 },
      rates: { permanentExclusions: { numerator: 7, denominator: 2000 } },
    });
  });
});

describe('the policy ehe10', () => {
  const rows = publishedBy(nearestTen, [
    cell(0, primary, { headcount: 1004, permanentExclusions: 4, suspensions: 5, pupilsSuspended: 14 }),
    cell(1, primary, { headcount: 1046, permanentExclusions: 44, suspensions: 145, pupilsSuspended: 15 }),
  ]);

  it('rounds authorities to 10, halves up, and says low of what rounds to nought', () => {
    expect(rowOf(rows, primary, 0).counts).toMatchObject({
      headcount: 1000,
      permanentExclusions: 'low',
      suspensions: 10,
      pupilsSuspended: 10,
    });
  });

  it('rounds the nation to 100', () => {
    expect(rowOf(rows, primary).counts).toMatchObject({
      headcount: 2100,
      permanentExclusions: 'low',
      suspensions: 200,
    });
  });

  it('makes rates of rounded counts', () => {
    expect(rowOf(rows, primary, 1).rates).toEqual({
      permanentExclusions: { numerator: 40, denominator: 1050 },
      suspensions: { numerator: 150, denominator: 1050 },
      pupilsSuspended: { numerator: 20, denominator: 1050 },
    });
    expect(rowOf(rows, primary, 0).rates.permanentExclusions).toBe('low');
  });
});

describe('the policy lt5', () => {
  const groups = [['headcount'], ['permanentExclusions'], ['suspensions', 'pupilsSuspended']] as const;
  const attack = (rows: readonly PublishedRow[]) => groups.flatMap((counts) => boundsOfHidden(rows, counts));

  it('hides a second cell where the first is its total less the others', () => {
    const counts = (permanentExclusions: number) => ({ permanentExclusions });
    const rows = publishedBy(
      fewerThanFive,
      [cell(0, primary, counts(2)), cell(0, secondary, counts(9)), cell(0, special, counts(0))],
      ['local-authority'],
    );
    expect(rowOf(rows, primary, 0).counts.permanentExclusions).toBe('c');
    expect(rowOf(rows, secondary, 0)).toMatchObject({
      counts: { permanentExclusions: 'c' },
      rates: { permanentExclusions: 'c' },
    });
    expect(rowOf(rows, special, 0).counts.permanentExclusions).toBe(0);
    expect(rowOf(rows, 'Total', 0).counts.permanentExclusions).toBe(11);
  });

  it('would be undone if it hid first cells only', () => {
    const table = tableOf([
      cell(0, primary, { permanentExclusions: 2 }),
      cell(0, secondary, { permanentExclusions: 9 }),
      cell(1, primary, { permanentExclusions: 8 }),
    ]);
    const naive = none
      .publish(table)
      .map((row) =>
        row.counts.permanentExclusions === 2
          ? { ...row, counts: { ...row.counts, permanentExclusions: 'c' as const } }
          : row,
      );
    expect(boundsOfHidden(naive, ['permanentExclusions'])).toEqual([
      expect.objectContaining({ least: 2, most: 2 }),
    ]);
  });

  const count = fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 6 }) },
    { weight: 3, arbitrary: fc.integer({ min: 5, max: 200 }) },
  );
  const counts = fc
    .record({ headcount: count, permanentExclusions: count, pupilsSuspended: count, again: count })
    .map(({ headcount, permanentExclusions, pupilsSuspended, again }) => ({
      headcount: headcount * 10 + permanentExclusions,
      permanentExclusions,
      pupilsSuspended,
      suspensions: pupilsSuspended === 0 ? 0 : pupilsSuspended + again,
    }));
  const figures = fc
    .array(fc.tuple(fc.nat(authorities.length - 1), fc.constantFrom(...schoolTypesOfTables), counts), {
      minLength: 1,
      maxLength: 16,
    })
    .map((cells) => cells.map(([authority, type, counted]) => cell(authority, type, counted)));
  const published = fc.constantFrom<readonly Level[]>(
    ['local-authority'],
    ['national', 'local-authority'],
    ['regional', 'local-authority'],
    ['national', 'regional'],
    ['national', 'regional', 'local-authority'],
  );

  it('leaves each hidden cell four values at least that fit with everything printed', () => {
    fc.assert(
      fc.property(figures, published, (schools, of) => {
        for (const { least, most } of attack(publishedBy(fewerThanFive, schools, of)))
          expect(most - least).toBeGreaterThanOrEqual(3 - 1e-6);
      }),
      { numRuns: 150 },
    );
  });

  it('prints no count of 1 to 4, hides no nought, and says no rate of what it hides', () => {
    fc.assert(
      fc.property(figures, published, (schools, of) => {
        const table = tableOf(schools, of);
        for (const [at, row] of fewerThanFive.publish(table).entries()) {
          for (const name of [
            'headcount',
            'permanentExclusions',
            'suspensions',
            'pupilsSuspended',
          ] as const) {
            const exact = table[at]?.counts[name] ?? 0;
            if (exact > 0 && exact < 5) expect(row.counts[name]).toBe('c');
            if (exact === 0) expect(row.counts[name]).toBe(0);
          }
          for (const name of ['permanentExclusions', 'suspensions', 'pupilsSuspended'] as const)
            if (row.counts[name] === 'c' && row.counts.headcount !== 0) expect(row.rates[name]).toBe('c');
        }
      }),
      { numRuns: 150 },
    );
  });

  it('is not for schools', () => {
    expect(fewerThanFive.levels).not.toContain('school');
  });
});
