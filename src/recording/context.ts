import type { DocumentReference, Metadata } from '../../events/envelope.js';
import type { Revision } from '../../events/identifiers.js';
import type { Actor } from '../access/actor.js';

/** What comes with a command beside what happened. */
export interface CommandContext {
  /** Event ids are derived from it: the same source again is the same command. */
  readonly source: string;
  /** Where the caller expects the stream to be (If-Match): at that revision, or anywhere but empty. */
  readonly expected?: Revision | 'exists';
  readonly metadata: Metadata;
}

/** Who reported something, by which system, in which request, with which papers. */
export function metadataOf(
  actor: Actor,
  system: string,
  correlationId: string,
  documents?: readonly DocumentReference[],
): Metadata {
  return {
    actor: actor.id,
    role: actor.role,
    source: { system },
    correlationId,
    ...(documents && { documents }),
  };
}

/**
 * A context whose caller's revision can be let go. A command that has changed the pupil index under that revision has
 * taken effect: when somebody else appends meanwhile, it must end what it began, or index and log part company.
 */
export function releasable(given: CommandContext): {
  readonly context: CommandContext;
  readonly release: () => void;
} {
  const context: { -readonly [Key in keyof CommandContext]: CommandContext[Key] } = { ...given };
  return {
    context,
    release: () => {
      delete context.expected;
    },
  };
}
