/** Which establishment each of the export's own school ids means: a CSV with the columns `NativeId` and `URN`. */
import { asUrn, urnShape, type Urn } from '../../../events/identifiers.js';
import { WrongUse } from '../../cli/exit-codes.js';
import { openCsvFile } from '../csv/csv-file.js';
import { isFault, readRows } from '../csv/read-rows.js';

export type SchoolMapping = ReadonlyMap<string, Urn>;

/** @throws WrongUse where the file says no mapping, or two for one school: nothing could be recorded rightly */
export async function readSchoolMapping(path: string): Promise<SchoolMapping> {
  const file = await openCsvFile(path);
  const mapping = new Map<string, Urn>();
  for await (const row of readRows(file, ['NativeId', 'URN'])) {
    if (isFault(row)) throw new WrongUse(`--schools: line ${row.line}: ${row.problem}`);
    const nativeId = row.value('nativeid') ?? '';
    const urn = row.value('urn') ?? '';
    if (nativeId === '') throw new WrongUse(`--schools: line ${row.line}: NativeId is missing`);
    if (!urnShape.test(urn)) throw new WrongUse(`--schools: line ${row.line}: URN is not six digits`);
    if (mapping.has(nativeId) && mapping.get(nativeId) !== urn)
      throw new WrongUse(`--schools: line ${row.line}: the NativeId stands for another URN further up`);
    mapping.set(nativeId, asUrn(urn));
  }
  if (mapping.size === 0) throw new WrongUse('--schools: the file names no school');
  return mapping;
}
