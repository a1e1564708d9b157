/** The tables of a school census as DfE's COLLECT exports them, one file each. */
export const censusTables = [
  'pupilonroll',
  'pupilnolongeronroll',
  'termlyexclusionsonroll',
  'termlyexclusionsoffroll',
] as const;
export type CensusTable = (typeof censusTables)[number];

export const isExclusionTable = (table: CensusTable): boolean => table.startsWith('termlyexclusions');

/** Columns without which the rows of the table say nothing. Others come and go with the terms. */
export const requiredColumns: Readonly<Record<CensusTable, readonly string[]>> = {
  pupilonroll: ['NativeId', 'upn', 'entrydate'],
  pupilnolongeronroll: ['NativeId', 'upn', 'entrydate', 'leavingdate'],
  termlyexclusionsonroll: ['pupilonrolltableid', 'NativeId', 'startdate', 'category'],
  termlyexclusionsoffroll: ['pupilnolongeronrolltableid', 'NativeId', 'startdate', 'category'],
};
