import { SequencedCopy } from '../../../../src/ledger/eventstoredb/sequencer/sequenced-copy.js';
import { newStream, sampleEvents } from '../../../support/sample-events.js';
import { Sequencing } from './given.js';

describe('the copy held against EventStoreDB, stream by stream', () => {
  let given: Sequencing;
  let copy: SequencedCopy;
  const [one, two] = [newStream(), newStream()];
  beforeEach(async () => {
    given = await Sequencing.begin();
    copy = new SequencedCopy(given.database, given.location);
    await given.append(one, sampleEvents(3));
    await given.append(two, sampleEvents(2));
    await given.sequenceAll();
  });
  afterEach(() => given.end());

  const { signal } = new AbortController();

  async function meddle(statement: string): Promise<void> {
    await given.database.pool.query(
      `alter table ledger.events disable trigger events_stand; ${statement};
       alter table ledger.events enable trigger events_stand`,
    );
  }

  it('agrees where nobody meddled', async () => {
    expect(await copy.compare({ signal })).toEqual({
      position: 5,
      events: 5,
      streams: 2,
      differences: 0,
      named: [],
      quarantined: 0,
    });
  });

  it('names an event that the copy lacks, one that it has besides, and one with other content', async () => {
    await meddle(
      `delete from ledger.events where stream = '${one}' and revision = 1;
       update ledger.events set metadata = '{"actor":"somebody else"}' where stream = '${two}' and revision = 0;
       insert into ledger.events select position + 1, recorded_at, 2, schema_version, gen_random_uuid(), stream, type,
         data, metadata from ledger.events where stream = '${two}' and revision = 1`,
    );
    const { differences, named } = await copy.compare({ signal });
    expect(differences).toBe(3);
    expect(named).toEqual(
      [
        { stream: one, revision: 1, kind: 'missing' },
        { stream: two, revision: 0, kind: 'differs' },
        { stream: two, revision: 2, kind: 'surplus' },
      ].sort((a, b) => a.stream.localeCompare(b.stream) || a.revision - b.revision),
    );
  });

  it.each(['deleteStream', 'tombstoneStream'] as const)(
    'names a stream that an operator deleted (%s), before it is scavenged and after',
    async (remove) => {
      await given.client[remove](`ledger.${one}`);
      await given.sequenceAll();
      const deleted = { stream: one, revision: 2, kind: 'deleted' };
      expect((await copy.compare({ signal })).named).toEqual([deleted]);
      await given.server.scavenge();
      const { named } = await copy.compare({ signal });
      expect(named).toContainEqual(deleted);
      expect(named).toContainEqual({ stream: one, revision: 0, kind: 'surplus' });
    },
  );

  it('counts what has no position, which is no difference', async () => {
    const [id = ''] = await given.ids();
    await given.server.writeAgain(id);
    await given.sequenceAll();
    expect(await copy.compare({ signal })).toMatchObject({ differences: 0, quarantined: 1 });
  });
});
