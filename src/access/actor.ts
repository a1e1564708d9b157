/** Who something is recorded under: an account's id, never a name, and the role it acts in. */
export interface Actor {
  readonly id: string;
  readonly role: string;
}

/**
 * Who asks, as far as that is known. There is no sign-in yet (SECURITY.md): the server listens on 127.0.0.1 unless
 * told otherwise, and whoever reaches it is recorded as one and the same recorder.
 */
export const restActor: Actor = { id: 'rest', role: 'recorder' };

/** Whoever may run commands in the checkout. */
export const commandLineActor: Actor = { id: 'cli', role: 'recorder' };
