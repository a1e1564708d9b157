/** What reads ranges of the log and loads their pupils' rows into builds: in this process, or in a worker of its own. */
import type pg from 'pg';
import { pupilOf, type Position } from '../../../events/identifiers.js';
import { projections } from '../../../projections/catalogue.js';
import { connect } from '../../platform/database/pools.js';
import { ProjectedTables } from '../derive.js';
import { surroundingsAt, type Surroundings } from '../surroundings.js';
import { BuildLoader } from './build-loader.js';
import { historiesIn } from './histories-in.js';
import type { PupilRange } from './pupil-ranges.js';

export interface RangeTask {
  readonly connectionString: string;
  readonly builds: readonly { readonly schema: string; readonly name: string }[];
  readonly position: Position;
}

export interface Counted {
  readonly events: number;
  readonly pupils: number;
}

export class RangeWorker {
  private constructor(
    private readonly reading: pg.Client,
    private readonly writing: pg.Client,
    private readonly loader: BuildLoader,
    private readonly surroundings: Surroundings,
    private readonly position: Position,
  ) {}

  static async open({ connectionString, builds, position }: RangeTask): Promise<RangeWorker> {
    const [reading, writing] = await Promise.all([connect(connectionString), connect(connectionString)]);
    // The planner would read the whole log for each range where its statistics are old.
    await reading.query('set enable_seqscan = off; set max_parallel_workers_per_gather = 0; set jit = off');
    // Nobody uses a build before it is switched to, and that commit waits for the disk.
    await writing.query('set synchronous_commit = off');
    const surroundings = await surroundingsAt(reading, position);
    const open = builds.map(({ schema, name }) => ({ schema, tables: tablesOf(name) }));
    return new RangeWorker(
      reading,
      writing,
      new BuildLoader(writing, open, surroundings),
      surroundings,
      position,
    );
  }

  /** Records that were merged are left out: their events do not lie together. */
  async build(range: PupilRange): Promise<Counted> {
    let counted = 0;
    let pupils = 0;
    for await (const histories of historiesIn(this.reading, range, this.position)) {
      for (const events of histories) {
        const pupil = events[0] && pupilOf(events[0].stream);
        if (pupil === undefined) continue;
        counted += events.length;
        if (this.surroundings.merges.isMerged(pupil)) continue;
        this.loader.add({ pupil, events });
        pupils++;
      }
      await this.loader.loadWhenFull();
    }
    return { events: counted, pupils };
  }

  /** Loads what is left, and its part of the tallies. */
  async finish(): Promise<void> {
    await this.loader.finish();
    await this.close();
  }

  async close(): Promise<void> {
    await Promise.all([this.reading.end(), this.writing.end()]);
  }
}

function tablesOf(name: string): ProjectedTables {
  const projection = projections.find((each) => each.name === name);
  if (projection === undefined) throw new RangeError(`no projection is called ${name}`);
  return new ProjectedTables(projection);
}
