/** What managed moves show that guidance or a protocol forbids, or that sources disagree on. */
import { managedMoveParty } from '../../events/codes/managed-move.js';
import { senProvisionCounted } from '../../events/codes/sen-provision.js';
import { outOfCourse } from '../lifecycle.js';
import { asOf, type Circumstances } from '../trajectory/circumstances.js';
import type { Flag } from '../trajectory/flags.js';
import { isOnRoll } from '../trajectory/spells.js';
import type { Spell } from '../trajectory/trajectory.js';
import type { MoveFact } from './cases.js';
import type { ManagedMove } from './managed-move.js';
import { noTrialFrom, trialsAdvisedAgainstFrom } from './regimes.js';
import { isBeforePlacement, placedOn, stepOutOfOrder } from './steps.js';

export const managedMoveFlagCatalogue = {
  'managed-move-out-of-course':
    'A step of a managed move that cannot follow on those before it, such as a review after the decision',
  'managed-move-step-missing':
    'A managed move went ahead, or was decided, without a step that its protocol or guidance asks for',
  'managed-move-steps-out-of-order':
    'Steps of a managed move were taken in another order than protocols have them',
  'managed-move-party-missing':
    'The agreement to a managed move lacks a party: without all four it is no voluntary move (DfE guidance)',
  'managed-move-trial-advised-against':
    'A trial that began after DfE’s advice ruled trials out (by 2023) and before guidance did (26 July 2026)',
  'managed-move-trial-after-2026':
    'A trial that began on or after 26 July 2026: statutory guidance knows none but an off-site direction',
  'managed-move-decided-late': 'A trial was decided later than its day of decision',
  'managed-move-repeated': 'A second or later managed move of one pupil',
  'managed-move-authority-not-involved':
    'A managed move of a pupil with an EHC plan, the authority taking no part (DfE guidance)',
  'managed-move-not-on-rolls': 'The rolls do not say what was decided of a managed move',
  'managed-move-without-dual-registration':
    'A trial at a school whose roll does not have the pupil beside the home school’s',
  'managed-move-account-missing':
    'A panel heard of a failed managed move without the account of the head teachers',
  'managed-move-outcome-differs': 'A report of a managed move’s outcome says otherwise than the roll',
  'managed-move-of-no-referral': 'A report names the referral to a managed move that is not in this history',
} as const;

export interface MovesToFlag {
  readonly managedMoves: readonly ManagedMove[];
  readonly namingNothing: readonly MoveFact[];
  readonly spells: readonly Spell[];
  readonly circumstances: Circumstances;
}

export function managedMoveFlags(found: MovesToFlag): Flag[] {
  return [
    ...found.managedMoves.flatMap((move) => [
      ...ofSteps(move),
      ...ofTrial(move, found.spells),
      ...ofDecision(move),
      ...ofPupil(move, found.circumstances),
    ]),
    ...found.namingNothing.map(({ data, entry }): Flag => ({
      flag: 'managed-move-of-no-referral',
      on: data.effectiveOn,
      evidence: [entry],
    })),
  ];
}

function ofSteps(move: ManagedMove): Flag[] {
  const { course, missingSteps, agreement, decidedOn, knownFrom, evidence } = move;
  const flags = outOfCourse('managed-move-out-of-course', course);
  const placed = placedOn(move) ?? knownFrom;
  for (const step of missingSteps)
    flags.push({
      flag: 'managed-move-step-missing',
      on: isBeforePlacement(step) ? placed : (decidedOn ?? placed),
      about: step,
      evidence,
    });
  const disordered = stepOutOfOrder(move);
  if (disordered)
    flags.push({
      flag: 'managed-move-steps-out-of-order',
      on: disordered.on,
      about: disordered.step,
      evidence,
    });
  for (const party of agreement ? managedMoveParty.codes.keys() : [])
    if (agreement && !agreement.agreedBy.includes(party))
      flags.push({
        flag: 'managed-move-party-missing',
        on: agreement.on,
        about: party,
        evidence: [agreement.evidence],
      });
  return flags;
}

function ofTrial(
  { trial, receivingSchool, decidedOn, state }: ManagedMove,
  spells: readonly Spell[],
): Flag[] {
  if (!trial) return [];
  const { startedOn: on, decisionDueOn, evidence } = trial;
  const flags: Flag[] = [];
  if (on >= noTrialFrom) flags.push({ flag: 'managed-move-trial-after-2026', on, evidence });
  else if (on >= trialsAdvisedAgainstFrom)
    flags.push({ flag: 'managed-move-trial-advised-against', on, evidence });
  const isOnHostRoll = spells.some(
    (spell) => spell.school === receivingSchool && wasOnRoll(spell, on, trial.endedOn),
  );
  if (receivingSchool !== null && !isOnHostRoll)
    flags.push({ flag: 'managed-move-without-dual-registration', on, about: receivingSchool, evidence });
  if (decidedOn !== null && decidedOn > decisionDueOn && state !== 'withdrawn')
    flags.push({ flag: 'managed-move-decided-late', on: decidedOn, evidence });
  return flags;
}

const wasOnRoll = (spell: Spell, from: Flag['on'], to: Flag['on'] | null): boolean =>
  isOnRoll(spell, from) || (spell.knownFrom >= from && (to === null || spell.knownFrom <= to));

function ofDecision(move: ManagedMove): Flag[] {
  const { rolls, decidedOn, failure, followUps, evidence } = move;
  const flags: Flag[] = [];
  if (rolls && decidedOn !== null && !rolls.agree)
    flags.push({ flag: 'managed-move-not-on-rolls', on: decidedOn, evidence });
  if (failure && failure.consideredOn !== null && failure.headsAccountGiven !== true)
    flags.push({ flag: 'managed-move-account-missing', on: failure.consideredOn, evidence });
  for (const { onRoll, leftOn, reported, reportedBy, dueOn, months } of followUps)
    if (onRoll && reported !== null && reportedBy !== null && reported !== (leftOn === null))
      flags.push({
        flag: 'managed-move-outcome-differs',
        on: dueOn,
        about: `${months} months`,
        evidence: [reportedBy],
      });
  return flags;
}

function ofPupil(move: ManagedMove, circumstances: Circumstances): Flag[] {
  const { ordinal, authorityInvolved, knownFrom, referredOn, evidence } = move;
  const flags: Flag[] = [];
  const placed = placedOn(move);
  if (ordinal !== null && ordinal > 1 && placed !== null)
    flags.push({ flag: 'managed-move-repeated', on: placed, about: String(ordinal), evidence });
  const on = referredOn ?? knownFrom;
  const provision = asOf(circumstances.senProvision, on);
  if (provision && senProvisionCounted(provision.value) === 'E' && authorityInvolved !== true)
    flags.push({
      flag: 'managed-move-authority-not-involved',
      on,
      evidence: [...evidence.slice(0, 1), provision.evidence],
    });
  return flags;
}
