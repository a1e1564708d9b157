/** Where a row is about. */
import { listedAuthorities } from '../lists/authorities.js';
import {
  columnsOf,
  geographicLevels,
  notAvailable,
  otherPlaces,
  type GeographicLevel,
} from '../lists/levels.js';
import { listedCountries, listedRegions, type Region } from '../lists/regions.js';
import { ofCells, ofRows, type Check } from './check.js';
import type { PresentColumn } from './file-pair.js';

const byName = new Map(geographicLevels.map((level) => [level.name, level]));

/** Levels whose rows the table tool leaves out where others stand beside them. */
const establishments = new Set(['School', 'Provider', 'Institution', 'Planning area']);

/** Every row is of a country. */
const ofCountry: readonly string[] = ['country_code', 'country_name'];

export const geographyChecks: readonly Check[] = [
  ofCells(
    'level-known',
    'fails',
    'geographic_level is a known one: National, Regional, Local authority, School …',
    () => ['geographic_level'],
    (cell) => (byName.has(cell) ? undefined : `‘${cell}’ is no geographic level`),
  ),
  ofRows(
    'level-columns-present',
    'fails',
    'the data has all columns of each geographic level that it has rows of',
    (pair, find) => {
      const [level] = pair.present(['geographic_level']);
      if (!level) return undefined;
      const seen = new Set<string>();
      return {
        row: ({ cells, line }) => {
          const name = cells[level.at] ?? '';
          if (seen.has(name)) return;
          seen.add(name);
          const described = byName.get(name);
          for (const column of described ? columnsOf(described) : [])
            if (!pair.has(column)) find(`is missing for ${name} rows`, { file: 'data', column, line });
        },
      };
    },
  ),
  ofEachLevel(
    'level-columns-filled',
    'each row has the codes and the name of its place; the new code of an ended authority may be blank',
    (row, column) => (row.own.includes(column) || ofCountry.includes(column)) && column !== 'new_la_code',
    (cell) => (cell === '' ? 'is blank' : undefined),
  ),
  ofEachLevel(
    'lower-levels-empty',
    'columns of lower levels are empty: a region’s row names no authority',
    (row, column) => !row.own.includes(column) && !row.within.has(column),
    (cell, level) => (cell === '' ? undefined : `is filled on a ${level} row`),
  ),
  ofRows('region-of-authority', 'fails', 'authorities’ rows have their region', (pair, find) => {
    const [level] = pair.present(['geographic_level']);
    const region = pair.present(['region_code', 'region_name']);
    if (!level) return undefined;
    return {
      row: ({ cells, line }) => {
        if (cells[level.at] !== 'Local authority') return;
        if (region.length < 2) find('the region’s columns are missing', { file: 'data', line });
        for (const { name: column, at } of region)
          if ((cells[at] ?? '') === '') find('is blank', { file: 'data', column, line });
      },
    };
  }),
  pairsOf('country-listed', 'country_code', 'country_name', listedCountries),
  pairsOf('region-listed', 'region_code', 'region_name', listedRegions),
  ofRows(
    'authority-listed',
    'fails',
    'codes and names of authorities go together as DfE lists them',
    (pair, find) => {
      const [code, old, name] = pair.present(['new_la_code', 'old_la_code', 'la_name']);
      if (!code || !old || !name) return undefined;
      return oncePerPlace([code, old, name], ([newCode = '', oldCode = '', called = ''], line) => {
        if (otherPlaces.has(called)) return;
        if (newCode === '' && oldCode === '' && called === '') return;
        const problem = authorityProblem(newCode, oldCode, called);
        if (problem !== undefined) find(problem, { file: 'data', column: name.name, line });
      });
    },
  ),
  ofRows(
    'not-available-places',
    'fails',
    `a place whose code is ${notAvailable.code} is called ‘${notAvailable.name}’, and the reverse`,
    (pair, find) => {
      const levels = geographicLevels.flatMap(({ code, place }) => {
        const [codes] = pair.present(code === undefined ? [] : [code]);
        const [names] = pair.present([place]);
        return codes && names ? { codes, names } : [];
      });
      return {
        row: ({ cells, line }) => {
          for (const { codes, names } of levels) {
            const hasNoCode = cells[codes.at] === notAvailable.code;
            const hasNoName = cells[names.at] === notAvailable.name;
            if (hasNoCode !== hasNoName)
              find(hasNoCode ? `is not ‘${notAvailable.name}’` : `is not ${notAvailable.code}`, {
                file: 'data',
                column: hasNoCode ? names.name : codes.name,
                line,
              });
          }
        },
      };
    },
  ),
  ofRows(
    'schools-apart',
    'fails',
    'rows of schools or providers stand in a file of their own',
    (pair, find) => {
      const [level] = pair.present(['geographic_level']);
      if (!level) return undefined;
      const seen = new Map<string, number>();
      return {
        row: ({ cells, line }) => {
          const name = cells[level.at] ?? '';
          if (!seen.has(name)) seen.set(name, line);
        },
        end: () => {
          if (seen.size < 2) return;
          for (const [name, line] of seen)
            if (establishments.has(name))
              find(`${name} rows stand beside others`, { file: 'data', column: level.name, line });
        },
      };
    },
  ),
];

interface RowOfLevel {
  readonly own: readonly string[];
  /** The columns of levels that it lies in, which its rows may fill too. */
  readonly within: ReadonlySet<string>;
}

/** A check of the columns of places, which depends on the row's level. */
function ofEachLevel(
  name: string,
  says: string,
  concerns: (row: RowOfLevel, column: string) => boolean,
  wrong: (cell: string, level: string) => string | undefined,
): Check {
  return ofRows(name, 'fails', says, (pair, find) => {
    const [level] = pair.present(['geographic_level']);
    if (!level) return undefined;
    const places = pair.present(geographicLevels.flatMap(columnsOf));
    const concerned = new Map(
      geographicLevels.map((each) => [
        each.name,
        places.filter((column) => concerns(rowOfLevel(each), column.name)),
      ]),
    );
    return {
      row: ({ cells, line }) => {
        const ofRow = cells[level.at] ?? '';
        for (const { name: column, at } of concerned.get(ofRow) ?? []) {
          const problem = wrong(cells[at] ?? '', ofRow);
          if (problem !== undefined) find(problem, { file: 'data', column, line });
        }
      },
    };
  });
}

const rowOfLevel = (level: GeographicLevel): RowOfLevel => ({
  own: columnsOf(level),
  within: new Set(
    ['National', ...level.within].flatMap((name) => {
      const other = byName.get(name);
      return other ? columnsOf(other) : [];
    }),
  ),
});

function pairsOf(name: string, codeColumn: string, nameColumn: string, listed: readonly Region[]): Check {
  const names = new Map(listed.map((place) => [place.code, place.name]));
  const says = `${codeColumn} and ${nameColumn} go together as they are listed`;
  return ofRows(name, 'fails', says, (pair, find) => {
    const [code] = pair.present([codeColumn]);
    const [called] = pair.present([nameColumn]);
    if (!code || !called) return undefined;
    return oncePerPlace([code, called], ([placeCode = '', placeName = ''], line) => {
      if ((placeCode === '' && placeName === '') || otherPlaces.has(placeName)) return;
      const listedName = names.get(placeCode);
      if (listedName === placeName) return;
      const problem =
        listedName === undefined
          ? `‘${placeCode}’ is not listed`
          : `${placeCode} is listed as ‘${listedName}’`;
      find(problem, { file: 'data', column: listedName === undefined ? codeColumn : nameColumn, line });
    });
  });
}

/** Looks at each combination of these columns once: a file names a place on many rows. */
function oncePerPlace(
  columns: readonly PresentColumn[],
  look: (values: readonly string[], line: number) => void,
): ReturnType<Check['begin']> {
  const seen = new Set<string>();
  return {
    row: ({ cells, line }) => {
      const values = columns.map(({ at }) => cells[at] ?? '');
      const key = values.join('\u001f');
      if (seen.has(key)) return;
      seen.add(key);
      look(values, line);
    },
  };
}

function authorityProblem(code: string, oldCode: string, name: string): string | undefined {
  const candidates = listedAuthorities.filter((each) =>
    code === '' ? each.oldCode === oldCode && each.endedOn !== null : each.code === code,
  );
  const [listed] = candidates;
  if (!listed) return `‘${code === '' ? oldCode : code}’ is not listed`;
  if (!candidates.some((each) => each.name === name))
    return `${code || oldCode} is listed as ‘${listed.name}’`;
  const fits = candidates.some((each) =>
    each.oldCode === '' ? /^[xz]?$/.test(oldCode) : each.oldCode === oldCode,
  );
  return fits ? undefined : `${code} has the old code ${listed.oldCode}`;
}
