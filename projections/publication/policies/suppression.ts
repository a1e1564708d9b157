/**
 * Second cells to hide, so that no first one can be found by subtraction. Rows of a table add up twice, types to totals
 * and authorities to regions to the nation, so every cell stands in two sums: it is an arc between two nodes of a
 * network. A change of the hidden cells that leaves every sum as printed is a circulation along hidden arcs. A hidden cell
 * can therefore be anything that a cycle of hidden arcs through it can carry (Cox, Network models for complementary cell
 * suppression, JASA 90, 1995).
 */
import type { TableRow } from '../exclusions-table.js';

/**
 * A reader knows that a hidden cell is not nought, for noughts are printed. It has to have four values at least that fit
 * with everything printed: as many as 1 to 4. [our choice]
 */
const slack = 3;
const smallest = 1;

/**
 * @param rows of one school year, no schools among them
 * @param values of each row; a row whose value is below `threshold`, and not nought, is hidden first
 * @returns for each row whether it is hidden
 */
export function hiddenCells(
  rows: readonly TableRow[],
  values: readonly number[],
  threshold: number,
): boolean[] {
  const arcs = arcsOf(rows, values);
  const hidden = values.map((value) => value > 0 && value < threshold);
  const first = arcs.filter((arc) => hidden[arc.row]);
  const network = new Network(arcs);
  for (const arc of first) for (const { row } of network.cheapestCycle(arc, hidden)) hidden[row] = true;
  return hidden;
}

interface Arc {
  readonly row: number;
  readonly from: string;
  readonly to: string;
  readonly value: number;
  /** What it costs a reader to lose the cell. */
  readonly cost: number;
}

/** Where no further sum is printed: that everything else adds up says this adds up too. */
const outside = 'outside';

function arcsOf(rows: readonly TableRow[], values: readonly number[]): Arc[] {
  const hasNation = rows.some(({ level }) => level === 'national');
  const regions = new Set(rows.flatMap((row) => (row.level === 'regional' ? regionCode(row) : [])));
  const authorityRows = rows.filter(({ level }) => level === 'local-authority');
  const divided = new Set(authorityRows.map(regionCode));

  /** The sum that a cell is added into. */
  const above = (row: TableRow): string => {
    const region = regionCode(row);
    if (row.level === 'local-authority' && regions.has(region)) return sumOf(region, row);
    return row.level !== 'national' && hasNation ? sumOf('nation', row) : outside;
  };
  /** The sum that a cell is: of what lies below it, or, of the lowest that is printed, of its school types. */
  const below = (row: TableRow): string => {
    if (row.level === 'national')
      return regions.size + authorityRows.length > 0 ? sumOf('nation', row) : 'types of the nation';
    const region = regionCode(row);
    if (row.level === 'regional') return divided.has(region) ? sumOf(region, row) : `types of ${region}`;
    return `types of ${row.place.authority?.code ?? ''}`;
  };
  return rows.map((row, at) => {
    const value = values[at] ?? 0;
    const isTotal = row.schoolType === 'Total';
    const [from, to] = isTotal ? [above(row), below(row)] : [below(row), above(row)];
    const weight = weights[row.level] * (isTotal ? totalWeight : 1);
    return { row: at, from, to, value, cost: weight * (1 + Math.log2(Math.max(value, 1))) };
  });
}

const regionCode = ({ place }: TableRow): string => place.region?.code ?? '';
const sumOf = (place: string, { schoolType }: TableRow): string => `${place}, ${schoolType}`;

/** Totals and wider places are asked for more: they are hidden last. [our choice] */
const weights: Readonly<Record<TableRow['level'], number>> = {
  school: 1,
  'local-authority': 1,
  regional: 20,
  national: 100,
};
const totalWeight = 4;

class Network {
  private readonly at = new Map<string, Arc[]>();

  constructor(arcs: readonly Arc[]) {
    for (const arc of arcs) for (const node of [arc.from, arc.to]) this.arcsAt(node).push(arc);
  }

  /**
   * The arcs that have to be hidden besides, so that the hidden arc can be `slack` more: the cheapest way back from its
   * end to its beginning. Going along an arc raises its cell, going against it lowers it, which has to leave it its
   * smallest value. There always is one: up to the totals of the whole and down again, none of which is nought.
   */
  cheapestCycle(hiddenArc: Arc, hidden: readonly boolean[]): Arc[] {
    const reached = new Map<string, Way>([[hiddenArc.to, { cost: 0, by: null, before: null }]]);
    const settled = new Set<string>();
    for (;;) {
      const node = cheapest(reached, settled);
      if (node === undefined || node === hiddenArc.from) break;
      settled.add(node);
      const cost = reached.get(node)?.cost ?? 0;
      for (const arc of this.arcsAt(node)) {
        if (arc === hiddenArc || arc.value === 0) continue;
        const isAlong = arc.from === node;
        if (!isAlong && arc.value < smallest + slack) continue;
        const other = isAlong ? arc.to : arc.from;
        const total = cost + (hidden[arc.row] ? 0 : arc.cost);
        if (total < (reached.get(other)?.cost ?? Infinity))
          reached.set(other, { cost: total, by: arc, before: node });
      }
    }
    return arcsOfWay(reached, hiddenArc.from);
  }

  private arcsAt(node: string): Arc[] {
    let arcs = this.at.get(node);
    if (!arcs) this.at.set(node, (arcs = []));
    return arcs;
  }
}

interface Way {
  readonly cost: number;
  readonly by: Arc | null;
  readonly before: string | null;
}

function cheapest(reached: ReadonlyMap<string, Way>, settled: ReadonlySet<string>): string | undefined {
  let best: string | undefined;
  let bestCost = Infinity;
  for (const [node, { cost }] of reached) {
    if (cost < bestCost && !settled.has(node)) [best, bestCost] = [node, cost];
  }
  return best;
}

function arcsOfWay(reached: ReadonlyMap<string, Way>, to: string): Arc[] {
  const arcs: Arc[] = [];
  for (let way = reached.get(to); way?.by && way.before !== null; way = reached.get(way.before))
    arcs.push(way.by);
  return arcs;
}
