import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import {
  asEventId,
  authorityStream,
  asAuthorityCode,
  calendarStream,
  pupilStream,
  schoolStream,
} from '../../events/identifiers.js';
import { authorityNotKnown } from '../../projections/measures/school-authority.js';
import { Lease, LeaseLost } from '../../src/projecting/lease.js';
import {
  added,
  counted,
  day,
  fact,
  removed,
  suspended,
  urn,
  withdrawn,
  type Told,
} from '../support/history.js';
import { expectedTables, never, of, ProjectedLedger, pupil, sorted, storedTables } from './given.js';

const authority = asAuthorityCode('E09000007');

const described = (school: number, more: object = {}): Told =>
  fact(
    'SchoolDescribed',
    {
      effectiveOn: day('2000-09-01'),
      standing: 'described',
      authority,
      type: 'mainstream',
      phase: 'secondary',
      lowestAge: 11,
      highestAge: 16,
      ...more,
    },
    schoolStream(urn(school)),
  );

/** A pupil who left one school for another, with a suspension in between. */
const moved = (n: number): Told[] => [
  of(pupil(n), added(urn(1), '2023-09-04', 'C', '8')),
  of(pupil(n), suspended(urn(1), '2024-11-11', 4)),
  of(pupil(n), removed(urn(1), '2025-01-10')),
  of(pupil(n), added(urn(2), '2025-01-13', 'C', '9')),
];

describe('the runner', () => {
  let ledger: ProjectedLedger;
  beforeEach(async () => (ledger = await ProjectedLedger.open()));
  afterEach(() => ledger.close());

  it('builds the read models of an empty ledger', async () => {
    expect(await ledger.catchUp()).toBe(0);
    expect(await ledger.rows('trajectories', 'trajectory')).toEqual([]);
  });

  it('holds what every history says when interpreted whole', async () => {
    await ledger.append(described(1), described(2), ...moved(1), ...moved(2));
    await ledger.catchUp();
    expect(sorted(await storedTables(ledger))).toEqual(sorted(await expectedTables(ledger.log)));
    expect(await ledger.rows('moves', 'move')).toHaveLength(2);
  });

  it('holds the same whatever the order of appends and wherever it stopped in between', async () => {
    const shift = (n: number) => (told: Told) => of(pupil(n), told);
    const facts: Told[] = [
      described(1),
      described(2),
      described(3, { type: 'special' }),
      fact(
        'SchoolSucceeded',
        { effectiveOn: day('2025-01-01'), other: urn(2), kind: 'succeeded', from: day('2025-01-01') },
        schoolStream(urn(1)),
      ),
      fact('SchoolClosed', { effectiveOn: day('2024-12-31') }, schoolStream(urn(1))),
      fact(
        'TermDatesSet',
        {
          effectiveOn: day('2024-09-02'),
          authority,
          schoolYear: '2024/25',
          terms: [{ startsOn: day('2024-09-09'), endsOn: day('2024-12-20') }],
        },
        calendarStream(authority, '2024/25'),
      ),
      ...[1, 2, 3].flatMap((n) => [
        ...moved(n),
        ...[counted(urn(2), '2025-01-13', 'spring'), suspended(urn(3), '2024-09-05', 2)].map(shift(n)),
      ]),
    ];
    const orders = fc.shuffledSubarray(facts, { minLength: facts.length });
    await fc.assert(
      fc.asyncProperty(orders, fc.array(fc.nat(facts.length), { maxLength: 4 }), async (order, stops) => {
        const own = await ProjectedLedger.open();
        try {
          for (const [at, told] of order.entries()) {
            await own.append(told);
            if (stops.includes(at)) await own.catchUp();
          }
          await own.catchUp();
          expect(sorted(await storedTables(own))).toEqual(sorted(await expectedTables(own.log)));
        } finally {
          await own.close();
        }
      }),
      { numRuns: 8 },
    );
  });

  it('reads pupils anew when a school that they touch is described later', async () => {
    await ledger.append(...moved(1), of(pupil(2), added(urn(5), '2024-09-02')));
    await ledger.catchUp();
    expect(await ledger.rows('moves', 'move')).toMatchObject([{ authority: authorityNotKnown }]);
    await ledger.append(described(1), described(2, { type: 'special' }));
    await ledger.catchUp();
    expect(await ledger.rows('moves', 'move')).toMatchObject([{ authority, rule: 'special-school' }]);
    expect(await ledger.differences()).toBe(0);
  });

  it('reads pupils anew when a school between their schools turns out to have closed', async () => {
    const link = (from: number, to: number): Told =>
      fact(
        'SchoolSucceeded',
        { effectiveOn: day('2025-04-22'), other: urn(to), kind: 'succeeded' },
        schoolStream(urn(from)),
      );
    await ledger.append(described(1), described(2), ...moved(1), link(1, 7), link(7, 2));
    await ledger.append(fact('SchoolClosed', { effectiveOn: day('2025-01-10') }, schoolStream(urn(1))));
    await ledger.catchUp();
    await ledger.append(fact('SchoolClosed', { effectiveOn: day('2025-01-10') }, schoolStream(urn(7))));
    await ledger.catchUp();
    expect(await ledger.differences()).toBe(0);
  });

  it("reads an authority's pupils anew when its terms change", async () => {
    await ledger.append(
      described(1),
      described(2),
      ...moved(1),
      of(pupil(1), suspended(urn(1), '2024-09-03', 2)),
    );
    await ledger.append(
      fact(
        'AuthorityDescribed',
        { effectiveOn: day('2010-01-01'), standing: 'described', name: 'Bromley' },
        authorityStream(authority),
      ),
    );
    await ledger.catchUp();
    const terms = [{ startsOn: day('2024-09-09'), endsOn: day('2024-12-20') }];
    await ledger.append(
      fact(
        'TermDatesSet',
        { effectiveOn: day('2024-09-02'), authority, schoolYear: '2024/25', terms },
        calendarStream(authority, '2024/25'),
      ),
    );
    await ledger.catchUp();
    expect(sorted(await storedTables(ledger))).toEqual(sorted(await expectedTables(ledger.log)));
  });

  describe('merged records', () => {
    const merge = fact(
      'RecordsMerged',
      { effectiveOn: day('2025-02-01'), absorbed: pupil(2), addresses: [] },
      pupilStream(pupil(1)),
    );

    it('are one history, and the absorbed record has no rows', async () => {
      await ledger.append(
        described(1),
        described(2),
        of(pupil(1), added(urn(1), '2023-09-04')),
        of(pupil(2), added(urn(2), '2025-01-13')),
      );
      await ledger.append(of(pupil(1), removed(urn(1), '2025-01-10')));
      await ledger.catchUp();
      await ledger.append(merge);
      await ledger.catchUp();
      expect(await ledger.rows('trajectories', 'trajectory')).toMatchObject([
        { pupil_id: pupil(1), main_school: urn(2) },
      ]);
      expect(await ledger.rows('moves', 'move')).toMatchObject([
        { pupil_id: pupil(1), joined_school: urn(2) },
      ]);
      await ledger.append(of(pupil(2), removed(urn(2), '2025-03-01')));
      await ledger.catchUp();
      expect(await ledger.rows('moves', 'move')).toHaveLength(2);
      expect(await ledger.differences()).toBe(0);
    });

    it('are two again once the merge is withdrawn', async () => {
      await ledger.append(
        of(pupil(1), added(urn(1), '2023-09-04')),
        of(pupil(2), added(urn(2), '2025-01-13')),
        merge,
      );
      await ledger.catchUp();
      await ledger.append(withdrawn(merge));
      await ledger.catchUp();
      expect(await ledger.rows('trajectories', 'trajectory')).toHaveLength(2);
      expect(await ledger.differences()).toBe(0);
    });
  });

  describe('a history that cannot be read', () => {
    const unknown = of(pupil(1), suspended(urn(1), '2024-12-02', 2));

    beforeEach(async () => {
      await ledger.append(described(1), described(2), ...moved(1).slice(0, 2), ...moved(2));
      await ledger.appendUnknown(unknown);
      await ledger.append(...moved(1).slice(2));
      await ledger.catchUp();
    });

    it('keeps its rows of before, marked stale since then; all others go on', async () => {
      const position = (await ledger.log.sequenced.head()).position - 2;
      expect(await ledger.rows('trajectories', 'quarantine')).toEqual([
        { pupil_id: pupil(1), since_position: position, problem: 'unknown-event-shape' },
      ]);
      expect(await ledger.rows('trajectories', 'trajectory')).toMatchObject([
        { pupil_id: pupil(1), main_school: urn(1) },
        { pupil_id: pupil(2), main_school: urn(2) },
      ]);
      expect(await ledger.differences()).toBe(0);
    });

    it('is released by a release that can read it', async () => {
      const { pool } = ledger.database;
      await pool.query('alter table ledger.events disable trigger events_stand');
      await pool.query('update ledger.events set schema_version = 1 where id = $1', [unknown.id]);
      const later = ledger.anotherRunner();
      await ledger.append(of(pupil(3), added(urn(1), '2024-09-02')));
      await later.catchUp({ signal: never });
      expect(await ledger.rows('trajectories', 'quarantine')).toEqual([]);
      expect(await ledger.rows('moves', 'move')).toHaveLength(2);
      expect(sorted(await storedTables(ledger))).toEqual(sorted(await expectedTables(ledger.log)));
    });

    it('of a school is read up to there, and everybody is projected', async () => {
      await ledger.appendUnknown({ ...described(2, { type: 'special' }), id: asEventId(randomUUID()) });
      await ledger.append(...moved(4));
      await ledger.catchUp();
      expect(ledger.runner.unreadableStreams).toBe(1);
      expect(await ledger.rows('trajectories', 'trajectory')).toHaveLength(3);
      expect(await ledger.differences()).toBe(0);
    });
  });

  describe('two runners', () => {
    it('act one at a time: the second waits for the first and sees its work', async () => {
      await ledger.catchUp();
      const second = ledger.anotherRunner();
      let waiting: Promise<number> | undefined;
      const wasHeld = await ledger.runner.withLease(async (projectTo) => {
        expect(await second.withLease(() => Promise.resolve())).toBe(false);
        await ledger.append(...moved(1));
        const { position } = await ledger.log.sequenced.head();
        waiting = second.catchUp({ to: position, signal: never });
        await projectTo(position, never);
        // Another holds the lease all the while: what the second waits for, it did not do itself.
        expect(await waiting).toBe(position);
      });
      expect(wasHeld).toBe(true);
    });

    it('that lost its lease writes nothing', async () => {
      await ledger.catchUp();
      await ledger.append(...moved(1));
      const { pool } = ledger.database;
      const kept = await ledger.runner.withLease(async (projectTo) => {
        // As after a long pause: the lease has run out and another has taken it.
        await pool.query(`update platform.lease set expires_at = '-infinity'`);
        expect(await Lease.take(pool, 'another', 60_000)).toBeDefined();
        await projectTo((await ledger.log.sequenced.head()).position, never);
      });
      expect(kept).toBe(false);
      expect(await ledger.rows('trajectories', 'trajectory')).toEqual([]);
      expect(await ledger.runner.reached()).toBe(0);
    });

    it('refuse what an earlier holder sends', async () => {
      const { pool } = ledger.database;
      const early = await Lease.take(pool, 'early', 60_000);
      await pool.query(`update platform.lease set expires_at = '-infinity'`);
      await Lease.take(pool, 'late', 60_000);
      await expect(early?.renew(pool)).rejects.toThrow(LeaseLost);
      await early?.release(pool);
      expect(await Lease.take(pool, 'third', 60_000)).toBeUndefined();
    });
  });

  it('builds the read models anew when the log was restored, for positions may come again', async () => {
    await ledger.append(...moved(1));
    await ledger.catchUp();
    const before = await ledger.schemaOf('moves');
    await ledger.database.pool.query('update ledger.gate set epoch = gen_random_uuid()');
    await ledger.catchUp();
    expect(await ledger.schemaOf('moves')).not.toBe(before);
    expect(await ledger.differences()).toBe(0);
  });
});
