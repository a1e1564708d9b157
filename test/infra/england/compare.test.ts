import { compareTables } from '../../../infra/bench/england/compare.js';
import { area, primary, secondary } from './made.js';

describe('comparing an exported table with the published one', () => {
  const published = [area(secondary, 3, 40, 21), area(primary, 0, 4, 'x')];
  const withText = (column: 'perm_excl' | 'fixed_excl_rate' | 'one_plus_fixed', text: string) =>
    published.map((row, at) => (at === 1 ? { ...row, texts: { ...row.texts, [column]: text } } : row));

  it('counts equal cells, and those suppressed in both apart', () => {
    expect(compareTables(published, published)).toEqual({
      rows: 2,
      equal: 12,
      suppressed: 2,
      differences: [],
      otherSchools: [],
    });
  });

  it('holds each year against its own', () => {
    const before = published.map((row) => ({ ...row, period: '201415' }));
    const years = [...before, ...published];
    expect(compareTables(years, [...published, ...before])).toMatchObject({ equal: 24, differences: [] });
    expect(compareTables(years, published).differences).toHaveLength(14);
  });

  it('takes 4.7 and 4.70 for equal, 4.7 and 4.71 not', () => {
    expect(compareTables(published, withText('fixed_excl_rate', '4.70')).differences).toEqual([]);
    expect(compareTables(published, withText('fixed_excl_rate', '4.71')).differences).toEqual([
      {
        row: '201516 E06009901 Northmarsh, State-funded primary',
        column: 'fixed_excl_rate',
        published: '4.7',
        exported: '4.71',
      },
    ]);
  });

  it.each(['0', '1', '.', ''])('never takes a suppressed cell for another: %j', (text) => {
    const found = compareTables(published, withText('one_plus_fixed', text));
    expect(found).toMatchObject({
      equal: 12,
      suppressed: 1,
      differences: [{ published: 'x', exported: text }],
    });
  });

  it('does not take not applicable for nought', () => {
    expect(compareTables(published, withText('perm_excl', '.')).differences).toHaveLength(1);
  });

  it('tells every cell of a row that only one of the tables has', () => {
    const [first] = published;
    expect(compareTables(published, first ? [first] : []).differences).toHaveLength(7);
    expect(compareTables(first ? [first] : [], published).differences).toHaveLength(7);
  });

  it('tells a number of schools that differs, apart from the figures', () => {
    const exported = published.map((row) => ({ ...row, schools: '2' }));
    expect(compareTables(published, exported)).toMatchObject({
      equal: 12,
      differences: [],
      otherSchools: [{ column: 'num_schools' }, { column: 'num_schools' }],
    });
  });
});
