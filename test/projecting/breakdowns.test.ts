/** The runner keeps tallies of breakdowns as a recount has them, whatever comes, and wherever it stopped in between. */
import fc from 'fast-check';
import { asAuthorityCode, pupilStream, schoolStream } from '../../events/identifiers.js';
import { alder, birch, cedar, elm, leeds, pupils, someHistory } from '../projections/breakdowns/given.js';
import { corrected, day, fact, suspended, type Told } from '../support/history.js';
import { expectedTables, ProjectedLedger, sorted, storedTables } from './given.js';

const described = [alder, birch, cedar, elm].map((urn, at) =>
  fact(
    'SchoolDescribed',
    {
      effectiveOn: day('2000-09-01'),
      standing: 'described',
      authority: at < 2 ? asAuthorityCode('E09000007') : leeds,
      type: urn === elm ? 'special' : 'mainstream',
      phase: 'secondary',
    },
    schoolStream(urn),
  ),
);

it('holds what a recount holds, and a suspension that is corrected into another school and year moves', async () => {
  const ledger = await ProjectedLedger.open();
  try {
    await ledger.append(...described);
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(someHistory, fc.nat(1_000_000), async (history, run) => {
        const stream = pupilStream(pupils[0] ?? expectPupils());
        const one: Told = {
          ...suspended(alder, '2016-10-03', 1 + (run % 900)),
          stream,
        };
        // Each fact is recorded once: another run may tell the same.
        const facts = [...history, one, corrected(one, suspended(cedar, '2019-10-07', 4).data)].filter(
          ({ id }) => !seen.has(id) && seen.add(id),
        );
        for (let at = 0; at < facts.length; at += 15) {
          await ledger.append(...facts.slice(at, at + 15));
          await ledger.catchUp();
        }
        expect(sorted(await storedTables(ledger))).toEqual(sorted(await expectedTables(ledger.log)));
      }),
      { numRuns: 4, endOnFailure: true },
    );
    expect(await ledger.differences()).toBe(0);
  } finally {
    await ledger.close();
  }
}, 120_000);

function expectPupils(): never {
  throw new Error('there are pupils');
}
