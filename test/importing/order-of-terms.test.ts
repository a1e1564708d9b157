import type { CensusTerm } from '../../events/calendar/census-day.js';
import { pupilOf } from '../../events/identifiers.js';
import { Register } from '../../projections/register/register.js';
import { interpret } from '../../projections/trajectory/interpret.js';
import { addSummerTerm, censusFolder, rowsOf, TestLedger } from './given.js';

const [autumn, spring, summer]: CensusTerm[] = ['2024-autumn', '2025-spring', '2025-summer'];
const orders = [
  [autumn, spring, summer],
  [autumn, summer, spring],
  [spring, autumn, summer],
  [spring, summer, autumn],
  [summer, autumn, spring],
  [summer, spring, autumn],
] as CensusTerm[][];

let folder: string;
let inOrder: Record<string, unknown>;

beforeAll(async () => {
  folder = await censusFolder();
  await addSummerTerm(folder);
  inOrder = await trajectoriesAfter(orders[0] ?? []);
});

test('three terms give trajectories with moves, inferred ends and exclusions', () => {
  const text = JSON.stringify(inOrder);
  for (const part of [
    '"how":"inferred"',
    '"how":"counted-as-leaver"',
    '"kind":"suspension"',
    '"joinedOn":"2025-05-01"',
  ])
    expect(text).toContain(part);
});

test.each(orders.map((order) => [order.join(', '), order] as const))(
  '%s: the same trajectories',
  async (_order, order) => {
    expect(await trajectoriesAfter(order)).toEqual(inOrder);
  },
);

test('any repetition of terms records nothing and changes no trajectory', async () => {
  expect(await trajectoriesAfter([spring, spring, autumn, summer, autumn, spring] as CensusTerm[])).toEqual(
    inOrder,
  );
});

/** By the source's identifier. Ids of pupils and entries differ from ledger to ledger: they are told by kind alone. */
async function trajectoriesAfter(terms: readonly CensusTerm[]): Promise<Record<string, unknown>> {
  const ledger = await TestLedger.open();
  try {
    for (const term of terms) await ledger.census(term, folder);
    const events = await ledger.events();
    const register = Register.from(events.filter(({ stream }) => pupilOf(stream) === undefined));
    const entries = new Set<string>(events.map(({ id }) => id));
    const trajectories: Record<string, unknown> = {};
    const histories = await ledger.pupilHistories();
    for (const identifier of await identifiers()) {
      const pupil = await ledger.ofIdentifier(identifier);
      const trajectory = JSON.stringify(
        interpret(pupil, histories.get(pupil) ?? [], register),
        (_key, value: unknown) =>
          value === pupil
            ? 'the pupil'
            : typeof value === 'string' && entries.has(value)
              ? 'an entry'
              : value,
      );
      trajectories[identifier] = JSON.parse(trajectory);
    }
    return trajectories;
  } finally {
    await ledger.close();
  }
}

async function identifiers(): Promise<string[]> {
  const tables = ['2024_autumn', '2025_spring', '2025_summer'].flatMap((term) => [
    `${term}_pupilonroll`,
    `${term}_pupilnolongeronroll`,
  ]);
  const rows = (await Promise.all(tables.map((table) => rowsOf(folder, table)))).flat();
  return [...new Set(rows.map((row) => row['upn'] ?? ''))].sort();
}
