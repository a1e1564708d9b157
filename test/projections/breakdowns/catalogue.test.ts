/** What every characteristic and every measure of it has to say of itself. */
import { readFileSync } from 'node:fs';
import { measureGuide } from '../../../infra/schemas/measures.js';
import { categoryColumns } from '../../../projections/breakdowns/characteristics.js';
import { dimensions } from '../../../projections/breakdowns/dimensions.js';
import { breakdownMeasures } from '../../../projections/breakdowns/measures.js';

it('the measures stand in the guide as the code has them (npm run schemas)', () => {
  expect(readFileSync('docs/guides/measures.md', 'utf8')).toBe(measureGuide());
});

it('categories have columns that PostgreSQL takes as names, each its own', () => {
  expect(new Set(categoryColumns).size).toBe(categoryColumns.length);
  for (const column of categoryColumns) expect(column).toMatch(/^[a-z][a-z0-9_]{2,62}$/);
});

describe.each(dimensions)('$name', ({ name, kind, categories, unions, exclusive, comparator }) => {
  const codes = categories.map(({ code }) => code);

  it('has categories of their own codes, and unions of these', () => {
    expect(new Set([...codes, ...unions.map(({ code }) => code), 'total']).size).toBe(
      codes.length + unions.length + 1,
    );
    for (const { of } of unions) expect(codes).toEqual(expect.arrayContaining([...of]));
    // What is counted in two categories would be counted twice in both together.
    if (unions.length > 0) expect(exclusive).toBe(true);
  });

  it('compares with one of its categories, or with everybody', () => {
    expect([null, ...codes]).toContain(comparator);
  });

  it('has measures, each once', () => {
    const names = breakdownMeasures
      .filter(({ kinds }) => kinds.includes(kind))
      .map((measure) => measure.name);
    expect(names.length).toBeGreaterThan(0);
    expect([name, new Set(names).size]).toEqual([name, names.length]);
  });
});
