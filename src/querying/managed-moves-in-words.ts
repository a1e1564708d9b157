/** Managed moves as documents tell them. */
import {
  intervention,
  managedMoveParty,
  managedMoveReason,
  managedMoveStep,
} from '../../events/codes/managed-move.js';
import { managedMoveLifecycle } from '../../projections/managed-moves/lifecycle.js';
import type { ManagedMove, Protocol } from '../../projections/managed-moves/managed-move.js';
import type { Register } from '../../projections/register/register.js';
import type { ManagedMoveTold, ProtocolTold } from './documents/managed-moves.js';
import { courseInWords } from './lifecycle-in-words.js';
import { authorityName, codeInWords, schoolName } from './words.js';

/** @param register as of the same position as the trajectory */
export function managedMoveInWords(move: ManagedMove, register: Register): ManagedMoveTold {
  const { reason, agreement, trial, knownFrom: _, authorityInvolved: __, ...told } = move;
  return {
    ...told,
    homeSchool: schoolName(register, move.homeSchool),
    receivingSchool: move.receivingSchool && schoolName(register, move.receivingSchool),
    reason: reason === null ? null : codeInWords(managedMoveReason, reason),
    interventions: move.interventions.map((code) => codeInWords(intervention, code)),
    agreement: agreement && {
      ...agreement,
      agreedBy: agreement.agreedBy.map((code) => codeInWords(managedMoveParty, code)),
    },
    protocol: protocolInWords(move.protocol, register),
    ...courseInWords(managedMoveLifecycle, move),
    trial: trial && {
      ...trial,
      decisionDays: [...trial.decisionDays],
      evidence: [...trial.evidence],
    },
    reviews: [...move.reviews],
    surveys: [...move.surveys],
    followUps: move.followUps.map(({ reportedBy: _, ...followUp }) => followUp),
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
