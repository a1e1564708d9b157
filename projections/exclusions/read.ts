/** The exclusion family of one history, read whole: what it adds to the trajectory. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { SchoolYear } from '../../events/calendar/school-year.js';
import type { Register } from '../register/register.js';
import { ofType, type PupilFacts } from '../standing-facts.js';
import type { Circumstances } from '../trajectory/circumstances.js';
import type { Flag } from '../trajectory/flags.js';
import type { MainRegistration, Spell, Trajectory } from '../trajectory/trajectory.js';
import { episodesOf } from './episodes.js';
import { exclusionsFrom } from './exclusions.js';
import { deletionFlags, exclusionFlags } from './flags.js';
import { separationsOf } from './separations.js';
import { sixthDaysOf } from './sixth-day.js';

/** What exclusions are read against. */
export interface ExclusionContext {
  readonly register: Register;
  readonly spells: readonly Spell[];
  readonly registrations: readonly MainRegistration[];
  readonly circumstances: Circumstances;
  readonly diedOn: PlainDate | null;
  readonly yearGroupOn: (day: PlainDate, schoolYear: SchoolYear) => number | null;
}

export type ExclusionFamily = Pick<Trajectory, 'exclusions' | 'sixthDays' | 'separations'> & {
  readonly flags: readonly Flag[];
};

/** @param facts what stands of the history */
export function readExclusions(facts: PupilFacts, context: ExclusionContext): ExclusionFamily {
  const { register, spells, registrations, yearGroupOn } = context;
  const own = facts.of('exclusion');
  // Most pupils are never excluded, and every one is read.
  if (own.length === 0)
    return { exclusions: [], sixthDays: [], separations: [], flags: deletionFlags(spells, [], register) };

  const { episodes, unattached } = episodesOf(own);
  const { exclusions, daysOut } = exclusionsFrom(episodes, registrations, register);
  const arranged = ofType(own, 'SixthDayEducationArranged');
  const sixth = sixthDaysOf(exclusions, arranged, {
    ...context,
    daysOut,
    yearGroupOf: ({ startedOn, schoolYear }) => yearGroupOn(startedOn, schoolYear),
  });
  const separations = separationsOf(own);
  const flags = exclusionFlags({
    exclusions,
    sixthDays: sixth.sixthDays,
    separations,
    // Education may be of the days that its own lie in: what no day has is told by the sixth days.
    unattached: [
      ...unattached.filter(({ type }) => type !== 'SixthDayEducationArranged'),
      ...sixth.unattached,
    ],
    spells,
    register,
  });
  return { exclusions, sixthDays: sixth.sixthDays, separations: separations.separations, flags };
}
