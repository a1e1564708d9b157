import { QueryBus } from '@nestjs/cqrs';
import { Command, CommandRunner, Option } from 'nest-commander';
import { asPupilId, uuidShape, type PupilId } from '../../events/identifiers.js';
import { isWellFormedUpn } from '../../events/upn.js';
import { PupilIndex } from '../identity/pupil-index.js';
import { Problem } from '../platform/errors/problem.js';
import { askTrajectory } from '../querying/ask.js';
import { TrajectoryOfPupil } from '../querying/queries.js';
import { createOutput } from './output.js';
import { printTrajectory } from './print/trajectory.js';
import { logAsKnown } from './read-models-so-far.js';
import { read, viewer } from './reading.js';
import { withLedger } from './with-ledger.js';

interface Options {
  readonly asAt?: string;
  readonly asKnown?: string;
  readonly identity?: string;
  readonly purpose?: string;
  readonly json?: boolean;
}

@Command({
  name: 'trajectory',
  arguments: '<upn|id>',
  description:
    'everything about a pupil: rolls, moves, gaps, exclusions, circumstances, flags, and the entries that say so',
})
export class TrajectoryCommand extends CommandRunner {
  async run([given = '']: string[], { asAt, asKnown, identity, purpose, json }: Options): Promise<void> {
    const looking = viewer(purpose);
    const asked = read(() =>
      askTrajectory(asPupilId(nobody), { 'as-at': asAt, 'as-known': asKnown, identity }),
    );
    const output = createOutput({ json });
    const document = await withLedger(async (ledger, signal) => {
      await logAsKnown(ledger, output, signal);
      const pupil = await pupilOf(given, ledger.get(PupilIndex, { strict: false }));
      return ledger
        .get(QueryBus, { strict: false })
        .execute(new TrajectoryOfPupil({ ...asked, pupil }, looking));
    });
    output.result(document, () => printTrajectory(document));
  }

  @Option({ flags: '--as-at <date>', description: 'a day in the world: what had happened by then' })
  parseAsAt(day: string): string {
    return day;
  }

  @Option({
    flags: '--as-known <time|position>',
    description: 'what the ledger knew at that position, or at that time (2026-01-05T10:00:00Z)',
  })
  parseAsKnown(moment: string): string {
    return moment;
  }

  @Option({ flags: '--identity <none>', description: '`none`: without names, UPN and date of birth' })
  parseIdentity(identity: string): string {
    return identity;
  }

  @Option({ flags: '--purpose <code>', description: 'why: goes into the record of looks at children' })
  parsePurpose(purpose: string): string {
    return purpose;
  }

  @Option({ flags: '--json', description: 'prints one JSON document' })
  parseJson(): boolean {
    return true;
  }
}

/** Options are checked before the database is opened, which is when the pupil is found. */
const nobody = '00000000-0000-0000-0000-000000000000';

/** By id, by UPN, or by an identifier of a source that is no UPN. @throws Problem where nobody has it */
async function pupilOf(given: string, index: PupilIndex): Promise<PupilId> {
  if (uuidShape.test(given)) return asPupilId(given);
  const kind = isWellFormedUpn(given) ? 'upn' : 'opaque';
  const found = (await index.findMany(kind, [given])).get(given);
  if (!found) {
    const title = 'The ledger holds no such pupil';
    const detail =
      kind === 'upn'
        ? 'Nobody has that UPN.'
        : 'It is no id, no well-formed UPN, and no identifier that an import brought.';
    throw new Problem({ status: 404, code: 'unknown-pupil', title, detail });
  }
  if (found.erased)
    throw new Problem({
      status: 404,
      code: 'erased',
      title: 'The personal data was erased: the pupil is found by id only',
    });
  return found.pupil;
}
