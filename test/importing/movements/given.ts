/** A ledger of each test's own, into which files of movements are imported. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import type { HistoryEvent } from '../../../events/envelope.js';
import { pupilStream } from '../../../events/identifiers.js';
import { headerOf, movementEvents } from '../../../src/importing/movements/layout.js';
import type { MovementsReport } from '../../../src/importing/movements/import-movements.js';
import { upnNumber } from '../../identity/given.js';
import { TestLedger, type Row, type Terms } from '../given.js';

/** Empty before each test. */
export let ledger: TestLedger;
beforeEach(async () => {
  ledger = await TestLedger.open();
});
afterEach(() => ledger.close());

export const [ann, ben] = [upnNumber(1), upnNumber(2)];
export const school = '100001';
export const added = (subject: string, effectiveOn = '2024-09-03'): Row => ({
  event: 'AddedToRoll',
  subject,
  effectiveOn,
  school,
  enrolmentStatus: 'C',
});
export const suspended = (subject: string, effectiveOn: string): Row => ({
  event: 'Suspended',
  subject,
  effectiveOn,
  school,
  category: 'SUSP',
  reasons: 'DB;VA',
  lengthSessions: '4',
});

/** With all columns of the layout, or with those given. */
export async function importing(
  rows: readonly Row[],
  terms: Terms = {},
  columns?: readonly string[],
): Promise<MovementsReport> {
  return ledger.movements(await fileOf(rows, columns), terms);
}

/** @returns where the file stands */
export async function fileOf(rows: readonly Row[], columns = headerOf(movementEvents) as readonly string[]) {
  const path = join(ledger.folder, 'movements.csv');
  await writeFile(path, stringify([...rows], { header: true, columns }));
  return path;
}

/** The events of the pupil who has that UPN. */
export async function ofUpn(upn: string): Promise<HistoryEvent[]> {
  const found = (await ledger.identity.index.findMany('upn', [upn])).get(upn);
  if (!found || found.erased) throw new Error('nobody holds the UPN');
  return ledger.historyOf(pupilStream(found.pupil));
}

export const typesOf = (events: readonly HistoryEvent[]): string[] => events.map(({ type }) => type);
