/** Managed moves as documents tell them. */
import {
  intervention,
  managedMoveParty,
  managedMoveReason,
  managedMoveStep,
} from '../../events/codes/managed-move.js';
import { managedMoveLifecycle } from '../../projections/managed-moves/lifecycle.js';
import type { FollowUp, ManagedMove, Protocol } from '../../projections/managed-moves/managed-move.js';
import type { Register } from '../../projections/register/register.js';
import type { FollowUpTold, ManagedMoveTold, ProtocolTold } from './documents/managed-moves.js';
import { authorityName, codeInWords, schoolName } from './words.js';

const { states } = managedMoveLifecycle;

/** @param register as of the same position as the trajectory */
export function managedMoveInWords(move: ManagedMove, register: Register): ManagedMoveTold {
  const { reason, agreement, trial, failure, knownFrom: _, authorityInvolved: __, ...told } = move;
  return {
    ...told,
    homeSchool: schoolName(register, move.homeSchool),
    receivingSchool: move.receivingSchool && schoolName(register, move.receivingSchool),
    reason: reason === null ? null : codeInWords(managedMoveReason, reason),
    interventions: move.interventions.map((code) => codeInWords(intervention, code)),
    independentRepresentative: yesOrNo(move.independentRepresentative),
    agreement: agreement && {
      ...agreement,
      agreedBy: agreement.agreedBy.map((code) => codeInWords(managedMoveParty, code)),
    },
    protocol: protocolInWords(move.protocol, register),
    stateMeaning: states[move.state],
    course: move.course.map(({ on, signal, to, inCourse, evidence }) => ({
      on,
      signal,
      to,
      meaning: states[to],
      inCourse,
      evidence,
    })),
    trial: trial && { ...trial, evidence: [...trial.evidence] },
    reviews: [...move.reviews],
    surveys: [...move.surveys],
    failure: failure && {
      reason: failure.reason,
      consideredOn: failure.consideredOn,
      headsAccount:
        failure.headsAccountGiven === null ? null : failure.headsAccountGiven ? 'given' : 'not-given',
    },
    followUps: move.followUps.map(followUpInWords),
    missingSteps: move.missingSteps.map((code) => codeInWords(managedMoveStep, code)),
    evidence: [...move.evidence],
  };
}

const protocolInWords = (
  { authority, setBy, trialWeeks, requiredSteps, panelName }: Protocol,
  register: Register,
): ProtocolTold => ({
  authority: authority && authorityName(register, authority),
  setBy,
  trialWeeks,
  requiredSteps: requiredSteps.map((code) => codeInWords(managedMoveStep, code)),
  panelName,
});

const followUpInWords = ({
  months,
  dueOn,
  leftOn,
  onRoll,
  schoolingEnded,
  reported,
}: FollowUp): FollowUpTold => ({
  months,
  dueOn,
  leftOn,
  onRoll,
  schoolingEnded,
  reported: reported === null ? null : reported ? 'sustained' : 'not-sustained',
});

const yesOrNo = (answer: boolean | null): string | null => (answer === null ? null : answer ? 'yes' : 'no');
