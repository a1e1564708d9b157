import { ConfigurationError } from '../platform/configuration.js';

/** What the command's exit code says. */
export const exitCodes = {
  done: 0,
  /** It ran, and found a difference, refused rows, or failed on the way. */
  difference: 1,
  /** The arguments, options or environment were wrong; nothing was done. */
  wrongUse: 2,
} as const;

/** Thrown by a command whose arguments do not make sense: the message and exit code 2. */
export class WrongUse extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WrongUse';
  }
}

/** The exit code of a program that ended with that error. */
export function exitCodeOf(error: unknown): number {
  return error instanceof WrongUse || error instanceof ConfigurationError
    ? exitCodes.wrongUse
    : exitCodes.difference;
}
