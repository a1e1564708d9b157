/** What methods say of a move that none of their rules decided. */
import type { Otherwise } from '../method.js';

export const noFamilyReason: Otherwise<'unexplained'> = {
  name: 'no-family-reason',
  says: 'No family reason is on record',
  changedBy:
    'A change of address, of care placement or of another circumstance that the method’s rules name, within their days',
  class: 'unexplained',
};

export const noReason: Otherwise<'unexplained'> = {
  name: 'no-reason-on-record',
  says: 'No reason is on record, of the family’s or of any other kind',
  changedBy: 'Any fact that one of the method’s rules names, within its days',
  class: 'unexplained',
};

export const goneAtNextCensus: Otherwise<'left'> = {
  name: 'gone-at-next-census',
  says: 'On the roll of the school at one January census, and not at the next, for whatever reason',
  changedBy: 'Another day of leaving, by which the next January census finds the pupil at the school',
  class: 'left',
};
