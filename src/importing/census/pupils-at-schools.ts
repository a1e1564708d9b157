import type pg from 'pg';
import type { StreamName, Urn } from '../../../events/identifiers.js';

/** Whose history touches a school: who may be missing from its census. */
export interface PupilsAtSchools {
  /** The streams with an entry about one of these schools, in the order of their names. */
  streamsAt(schools: readonly Urn[]): Promise<readonly StreamName[]>;
}

/** Looks through the sequenced log: one scan of it, whatever the number of schools. */
export class PupilsAtSchoolsInLog implements PupilsAtSchools {
  constructor(private readonly pool: pg.Pool) {}

  async streamsAt(schools: readonly Urn[]): Promise<readonly StreamName[]> {
    const { rows } = await this.pool.query<{ stream: StreamName }>(
      `select distinct stream from ledger.events
        where (type in ('AddedToRoll', 'CountedOnRoll', 'CountedAsLeaver', 'RemovedFromRoll') and data ->> 'school' = any ($1))
           or (type = 'EntryCorrected' and data -> 'data' ->> 'school' = any ($1))
        order by stream`,
      [schools],
    );
    return rows.map(({ stream }) => stream).filter((stream) => stream.startsWith('pupil-'));
  }
}
