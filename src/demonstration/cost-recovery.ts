/** The cost of an excluded pupil's placement, recovered from the school that excluded. */
import type { EventData } from '../../events/catalogue.js';
import { dateOf, schoolDayAfter } from './calendar.js';
import type { Issued } from './exclusion-courses.js';
import type { Matter } from './matter.js';
import { yearGroupOf, type Pupil } from './pupil.js';
import { authority } from './schools.js';
import type { World } from './world.js';

/** A place at the unit for a year, by the authority's own tariff [check]. */
const tariffPence = 1_000_000;

/** Opened some weeks after the first day there; settled, or closed by the return, some months on. */
export function recoverCost(
  world: World,
  pupil: Pupil,
  matter: Matter,
  { exclusion, roll }: Issued<'PermanentlyExcluded'>,
  provider: EventData<'CostRecoveryOpened'>['provider'],
  day: number,
): void {
  if (!world.is('costRecovered')) return;
  const { random, year } = world;
  const named = { school: roll.school.urn, exclusion: exclusion.id };
  const openedOn = schoolDayAfter(day, random.between(5, 20));
  const unit = pupil.main;
  const isNegotiated = yearGroupOf(pupil, year.startYear) >= 10 && !world.is('recoveryNotNegotiated');
  const opened = (): void => {
    matter.tell('CostRecoveryOpened', {
      ...named,
      effectiveOn: dateOf(openedOn),
      provider,
      authority,
      claimedPence: tariffPence,
    });
    if (!isNegotiated) return;
    const negotiatedOn = schoolDayAfter(openedOn, random.between(5, 15));
    matter.tell('CostRecoveryNegotiated', {
      ...named,
      effectiveOn: dateOf(negotiatedOn),
      outcome: 'under-way',
    });
    matter.tell('CostRecoveryNegotiated', {
      ...named,
      effectiveOn: dateOf(schoolDayAfter(negotiatedOn, random.between(5, 15))),
      outcome: 'agreed',
      agreedPence: tariffPence * 0.6,
    });
  };
  const endsOn = schoolDayAfter(openedOn, random.between(35, 90));
  const ended = (): void => {
    const effectiveOn = dateOf(endsOn);
    const closed = (reason: EventData<'CostRecoveryClosed'>['reason']): void =>
      void matter.tell('CostRecoveryClosed', { ...named, effectiveOn, reason });
    if (pupil.main !== unit) closed(pupil.main ? 'returned-to-mainstream' : 'left-the-provision');
    else if (world.is('recoverySettled'))
      matter.tell('CostRecoverySettled', {
        ...named,
        effectiveOn,
        amountPence: isNegotiated ? tariffPence * 0.6 : tariffPence,
      });
    else if (world.is('recoveryWrittenOff')) closed('written-off');
  };
  pupil.ahead.add({ day: openedOn, happens: opened }, { day: endsOn, happens: ended });
}
