/** What in administrative data says that the family, not the school, made the move. */
import { addDays, type PlainDate } from '../../../events/calendar/plain-date.js';
import { mainEthnicity } from '../../../events/codes/ethnicity.js';
import type { SchoolType } from '../../../events/codes/school-type.js';
import type { EventId, Urn } from '../../../events/identifiers.js';
import { asOf, samePlace, type Dated, type Home } from '../../trajectory/circumstances.js';
import type { Move } from '../../trajectory/trajectory.js';
import { leavesLastYear } from '../last-year.js';
import { within, type Case, type MethodClass, type Rule } from '../method.js';
import {
  ageAtEndOfYear11,
  reasonAfterDays,
  reasonBeforeDays,
  secondaryYears,
  travellerMoves,
} from './parameters.js';

type FamilyReason = Rule<'family-reason'>;

const window = `from ${reasonBeforeDays} days before leaving to ${reasonAfterDays} after joining`;

export const homeMoved: FamilyReason = {
  name: 'home-moved',
  says: 'The pupil moved home: another place, or another home authority',
  changedBy: `A correction of either address, or of its day (it counts ${window})`,
  class: 'family-reason',
  applies: (each) =>
    homeChange(
      each,
      (before, after) => samePlace(before, after) === 'other' || differ(before.authority, after.authority),
    ),
};

export const carePlacementChanged: FamilyReason = {
  name: 'care-placement-changed',
  says: "A looked-after pupil's placement changed",
  changedBy: `The withdrawal of the change of placement, or another day of it (it counts ${window})`,
  class: 'family-reason',
  applies: ({ move, trajectory }) => {
    const change = trajectory.circumstances.carePlacement.find(({ from }) =>
      within(from, reasonWindow(move)),
    );
    return change && [change.evidence];
  },
};

/** @param becomes a family reason in EPI's methods; a class of its own in the ledger's */
export const specialSchool = <C extends MethodClass>(becomes: C): Rule<C> => ({
  name: 'special-school',
  says: 'From or to a special school',
  changedBy: 'Another type of the school as the register of establishments describes it on that day',
  class: becomes,
  applies: ({ move, register }) => {
    const isSpecial = (urn: Urn | null, on: PlainDate): boolean =>
      isSpecialType(urn === null ? undefined : register.school(urn, on)?.type);
    return isSpecial(move.from, move.leftOn) || isSpecial(move.to, move.joinedOn ?? move.leftOn)
      ? move.evidence
      : undefined;
  },
});

export const serviceFamily: FamilyReason = {
  name: 'service-family',
  says: 'A service child whose outward postcode or home authority changed',
  changedBy: `Another record of the service child, or of either address (it counts ${window})`,
  class: 'family-reason',
  applies: (each) => {
    const service = asOf(each.trajectory.circumstances.serviceChild, each.move.leftOn);
    return service?.value === 'Y' ? withEvidence(service, homeChange(each, areaChanged)) : undefined;
  },
};

export const travellerCommunity: FamilyReason = {
  name: 'traveller-community',
  says: 'A Gypsy, Roma or Traveller pupil whose outward postcode or home authority changed',
  changedBy: `Another record of the ethnicity, or of either address (it counts ${window})`,
  class: 'family-reason',
  applies: (each) => {
    const ethnicity = travellerOn(each);
    return ethnicity && withEvidence(ethnicity, homeChange(each, areaChanged));
  },
};

export const travellerWhoMovesOften: FamilyReason = {
  name: 'traveller-who-moves-often',
  says: `A Gypsy, Roma or Traveller pupil who left schools ${travellerMoves} times or more in Years 7 to 11`,
  changedBy: 'Another record of the ethnicity, or the withdrawal of all leavings but one',
  class: 'family-reason',
  applies: (each) => {
    const ethnicity = travellerOn(each);
    if (!ethnicity) return undefined;
    const left = each.trajectory.moves.filter(
      (other) =>
        other.kind === 'left' &&
        other.yearGroup !== null &&
        secondaryYears.includes(other.yearGroup) &&
        // Who goes at the end of a last year moves on with everybody else.
        !leavesLastYear(other, ageAtEndOfYear11) &&
        !leavesLastYear(other, each.register.school(other.from, other.leftOn)?.highestAge),
    );
    return left.length < travellerMoves
      ? undefined
      : [ethnicity.evidence, ...left.flatMap(({ evidence }) => evidence.slice(0, 1))];
  },
};

function travellerOn({ move, trajectory }: Case): Dated<string> | undefined {
  const ethnicity = asOf(trajectory.circumstances.ethnicity, move.leftOn);
  const main = ethnicity && mainEthnicity(ethnicity.value);
  return main === 'WIRT' || main === 'WROM' ? ethnicity : undefined;
}

function reasonWindow({ leftOn, joinedOn }: Move): readonly [PlainDate, PlainDate] {
  const joined = joinedOn !== null && joinedOn > leftOn ? joinedOn : leftOn;
  return [addDays(leftOn, -reasonBeforeDays), addDays(joined, reasonAfterDays)];
}

/** The change between two homes that are neighbours by day, within the window, that the test accepts. */
function homeChange(
  { move, trajectory }: Case,
  changed: (before: Home, after: Home) => boolean,
): readonly EventId[] | undefined {
  const { home } = trajectory.circumstances;
  if (home.length < 2) return undefined;
  const counts = reasonWindow(move);
  const at = home.findIndex((after, index) => {
    const before = home[index - 1];
    return before !== undefined && within(after.from, counts) && changed(before.value, after.value);
  });
  return at < 1 ? undefined : home.slice(at - 1, at + 1).map(({ evidence }) => evidence);
}

const areaChanged = (before: Home, after: Home): boolean =>
  differ(before.outwardPostcode, after.outwardPostcode) || differ(before.authority, after.authority);

/** Both known, and not alike: what is not known is no reason. */
const differ = (before: string | null, after: string | null): boolean =>
  before !== null && after !== null && before !== after;

const withEvidence = (
  dated: Dated<string>,
  change: readonly EventId[] | undefined,
): readonly EventId[] | undefined => change && [dated.evidence, ...change];

const isSpecialType = (type: SchoolType | undefined): boolean =>
  type === 'special' || type === 'independent-special';
