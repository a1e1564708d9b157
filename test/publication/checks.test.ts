/** Each screening check passes a sound pair of files and finds what one thing wrong does to it. */
import { checks } from '../../projections/publication/checks/catalogue.js';
import { FilePair } from '../../projections/publication/checks/file-pair.js';
import { Screening, type CheckResult } from '../../projections/publication/checks/screening.js';
import { only, sound, spoilt, type Pair } from './spoilt-pairs.js';

function screened({ dataName, metaName, columns, data, metaColumns, meta }: Pair): CheckResult[] {
  const lines = meta.map((row, at) => ({ line: at + 2, value: (column: string) => row[column] ?? '' }));
  const screening = new Screening(new FilePair(dataName, metaName, columns, metaColumns, lines));
  for (const [at, row] of data.entries())
    screening.row({ line: at + 2, cells: columns.map((column) => row[column] ?? '') });
  return screening.end();
}

const named = (rows: readonly CheckResult[], check: string): CheckResult => {
  const result = rows.find((each) => each.check === check);
  if (!result) throw new Error(`no check ${check}`);
  return result;
};

describe('the screening checks', () => {
  it('find nothing in a sound pair of files', () => {
    expect(screened(sound()).filter(({ count }) => count > 0)).toEqual([]);
  });

  it.each(checks.map(({ name }) => [name]))('%s finds what is wrong, and where', (name) => {
    const [spoil, where] = spoilt[name] ?? [];
    if (!spoil) throw new Error(`nothing that ${name} finds`);
    const pair = sound();
    spoil(pair);
    const { count, findings } = named(screened(pair), name);
    expect(count).toBeGreaterThan(0);
    expect(findings).toContainEqual(expect.objectContaining(where));
  });

  it('warn of what wants a second look, and fail on the rest', () => {
    expect(checks.filter(({ severity }) => severity === 'warns').map(({ name }) => name)).toEqual([
      'column-name-snake-case',
      'column-name-start',
      'name-length',
      'label-length',
      'item-length',
      'place-code-length',
      'characteristic-columns',
      'filter-in-indicator-name',
      'harmonised-names',
      'filter-group-no-filter',
      'indicator-values',
      'indicator-dp-set',
      'indicator-hint-blank',
      'indicator-filter-group-blank',
      'old-symbols',
    ]);
  });

  it('take today’s symbols in indicators', () => {
    const pair = sound();
    for (const [at, symbol] of ['z', 'x', 'c', 'low', 'u'].entries())
      only(pair.data, at, { suspension: symbol });
    expect(screened(pair).filter(({ count }) => count > 0)).toEqual([]);
  });

  it.each(['0', '-3', '4.25', '1e-05'])('take the number %s', (number) => {
    const pair = sound();
    only(pair.data, 0, { susp_rate: number });
    expect(screened(pair).filter(({ count }) => count > 0)).toEqual([]);
  });

  it.each(['<5', '1 204', '12%', 'k', '1.', 'abc'])(
    'warn of %s, which is neither number nor symbol',
    (cell) => {
      const pair = sound();
      only(pair.data, 0, { susp_rate: cell });
      expect(named(screened(pair), 'indicator-values').count).toBe(1);
      only(pair.meta, 2, { indicator_unit: 'numberstring' });
      expect(named(screened(pair), 'indicator-values').count).toBe(0);
    },
  );

  it('take a default that the metadata names', () => {
    const pair = sound();
    pair.metaColumns.push('filter_default');
    only(pair.meta, 0, { filter_default: 'Assault, pupil' });
    for (const row of pair.data) if (row['reason'] === 'Total') row['reason'] = 'Any';
    expect(screened(pair).filter(({ count }) => count > 0)).toEqual([]);
  });

  it('let the new code of an authority that has ended be blank, and one that lives not', () => {
    const ended = sound();
    for (const row of ended.data.slice(6))
      Object.assign(row, {
        old_la_code: '928',
        new_la_code: '',
        la_name: 'Northamptonshire',
      });
    expect(screened(ended).filter(({ count }) => count > 0)).toEqual([]);
    const live = sound();
    for (const row of live.data.slice(6)) row['new_la_code'] = '';
    expect(named(screened(live), 'authority-listed').count).toBe(1);
  });

  it('take a place that is not available, under its symbol', () => {
    const pair = sound();
    for (const row of pair.data.slice(6))
      Object.assign(row, { old_la_code: 'x', new_la_code: 'x', la_name: 'Not available' });
    expect(screened(pair).filter(({ count }) => count > 0)).toEqual([]);
  });

  it('count what they find, and tell the first ten', () => {
    const pair = sound();
    const [row = {}] = pair.data;
    pair.data = Array.from({ length: 30 }, () => ({ ...row }));
    const { count, findings } = named(screened(pair), 'duplicate-rows');
    expect([count, findings.length]).toEqual([29, 10]);
  });
});
