/** What commands that read do the same way. */
import { commandLineActor } from '../access/actor.js';
import type { Viewer } from '../auditing/access-record.js';
import { Problem } from '../platform/errors/problem.js';
import { Parameters } from '../querying/parameters.js';
import { WrongUse } from './exit-codes.js';

/** Reads options as the parameters that they are. @throws WrongUse naming every option that is wrong */
export function read<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof Problem) || error.errors.length === 0) throw error;
    throw new WrongUse(
      error.errors
        .map(
          ({ field, problem, allowed }) => `--${field} ${problem}${allowed ? `: ${allowed.join(', ')}` : ''}`,
        )
        .join('\n'),
    );
  }
}

/** Whoever runs the command. @throws WrongUse for a purpose that is no code */
export function viewer(purpose: string | undefined): Viewer {
  return read(() => {
    const parameters = new Parameters({ purpose }, ['purpose']);
    const looking = { actor: commandLineActor, purpose: parameters.purpose('purpose') };
    parameters.check();
    return looking;
  });
}
