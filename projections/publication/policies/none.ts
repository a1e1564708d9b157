import { levels } from '../exclusions-table.js';
import { exactRate, publishedRow, type DisclosurePolicy } from './policy.js';

/** Every count as it is: DfE's own tables of exclusions since 2018/19, down to schools; and use within an authority. */
export const none: DisclosurePolicy = {
  name: 'none',
  version: 1,
  says: 'nothing is hidden and nothing rounded',
  source: 'DfE, Suspensions and permanent exclusions in England: data guidance, 2018/19 to 2024/25',
  levels,
  publish: (rows) => rows.map((row) => publishedRow(row, row.counts, exactRate)),
};
