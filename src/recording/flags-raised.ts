import type { HistoryEvent } from '../../events/envelope.js';
import type { PupilId } from '../../events/identifiers.js';
import type { Register } from '../../projections/register/register.js';
import type { Flag } from '../../projections/trajectory/flags.js';
import { interpret } from '../../projections/trajectory/interpret.js';

/** The flags that a history has with its newest entry and had not without it. Evidence may grow without a new flag. */
export function flagsRaised(
  pupil: PupilId,
  before: readonly HistoryEvent[],
  after: readonly HistoryEvent[],
  register: Register,
): Flag[] {
  const counts = new Map<string, number>();
  for (const flag of interpret(pupil, before, register).flags)
    counts.set(keyOf(flag), (counts.get(keyOf(flag)) ?? 0) + 1);
  return interpret(pupil, after, register).flags.filter((flag) => {
    const left = counts.get(keyOf(flag)) ?? 0;
    counts.set(keyOf(flag), left - 1);
    return left <= 0;
  });
}

const keyOf = ({ flag, on, about }: Flag): string => `${flag} ${on} ${about ?? ''}`;
