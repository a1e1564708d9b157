/** The codes that facts of this family give, each with its list. */
import type { CodeList } from '../../events/codes/code-list.js';
import { intervention, managedMoveParty, managedMoveReason } from '../../events/codes/managed-move.js';
import { meetingAttendee } from '../../events/codes/meeting-attendee.js';
import type { StatedFact } from '../trajectory/code-flags.js';

export function codesOfMove(fact: StatedFact): (readonly [CodeList, string])[] {
  const all = (list: CodeList, codes: readonly string[] = []) => codes.map((code) => [list, code] as const);
  switch (fact.type) {
    case 'ManagedMoveReferred':
      return [[managedMoveReason, fact.data.reason], ...all(intervention, fact.data.interventions)];
    case 'ManagedMoveAgreed':
      return all(managedMoveParty, fact.data.agreedBy);
    case 'ManagedMoveMeetingHeld':
    case 'ManagedMoveReviewed':
      return all(meetingAttendee, fact.data.attended);
    default:
      return [];
  }
}
