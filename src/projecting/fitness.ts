/** Whether the builds that readers use are ones that this release can read and carry on. */
import type { Projection } from '../../projections/projection.js';
import type { Build } from './builds.js';

export type Unfitness = 'not-built' | 'other-version' | 'log-was-restored';

/** A newer release has built the read models: this one neither reads nor writes them. */
export class NewerReadModels extends Error {
  constructor(readonly projection: string) {
    super(`a newer release has built the read models (${projection}); this one cannot use them`);
    this.name = 'NewerReadModels';
  }
}

/**
 * The projections that have to be built before they can be used, and why.
 * @param epoch the log's
 * @throws NewerReadModels rather than build an older version over a newer one
 */
export function unfitProjections(
  projections: readonly Projection[],
  live: readonly Build[],
  epoch: string,
): { projection: Projection; because: Unfitness }[] {
  return projections.flatMap((projection) => {
    const because = unfitness(
      projection,
      live.find(({ name }) => name === projection.name),
      epoch,
    );
    return because === undefined ? [] : [{ projection, because }];
  });
}

function unfitness(
  { name, version }: Projection,
  build: Build | undefined,
  epoch: string,
): Unfitness | undefined {
  if (build === undefined) return 'not-built';
  if (build.epoch !== epoch) return 'log-was-restored';
  if (build.version > version) throw new NewerReadModels(name);
  return build.version < version ? 'other-version' : undefined;
}
