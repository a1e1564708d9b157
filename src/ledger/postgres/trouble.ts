import pg from 'pg';

/**
 * The state with which the database refused what it was asked, where asking again would change nothing;
 * undefined where it may: contact was lost (08, or no state at all), the transaction may be tried again
 * (25, 40), resources are short (53), an operator is at work (55, 57), the system is in trouble (58).
 */
export function refusalOf(error: unknown): string | undefined {
  const sqlState = error instanceof pg.DatabaseError ? error.code : undefined;
  return sqlState === undefined || /^(?:08|25|40|53|55|57|58)/.test(sqlState) ? undefined : sqlState;
}

/** Whether the same may go well a moment later. A mistake in this program is not passing. */
export function isPassing(error: unknown): boolean {
  const isMistake = error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError;
  return refusalOf(error) === undefined && !isMistake;
}
