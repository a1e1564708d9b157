/**
 * An authority's own profile: EPI-2024, less the moves that one of its officers explained with evidence. It is shown
 * beside the published method with what it removed, and never in its place: otherwise the measure would become "not yet
 * commented on" (decisions of method).
 */
import { classify, type Case, type Classification, type Method, type MoveClass } from '../method.js';
import { explainedByOfficer } from '../rules/explained.js';
import { epi2024 } from './epi-2024.js';

export type OwnClass = MoveClass | 'explained';

/** The explanation is asked for after every rule of the published method: it takes out nothing else. */
export const authorityOwn: Method<OwnClass> & { readonly over: Method<MoveClass> } = {
  ...epi2024,
  name: 'authority-own',
  version: 3,
  over: epi2024,
  says: 'EPI-2024, less the moves that an officer explained with evidence',
  source: 'this ledger, over EPI-2024',
  rules: [...epi2024.rules, explainedByOfficer],
};

/** @param published what the move is under EPI-2024, which is what it is here too where no officer explained anything */
export function classifyOwn(
  each: Case,
  published: Classification<MoveClass> = classify(authorityOwn.over, each),
): Classification<OwnClass> {
  return each.trajectory.explanations.length === 0 ? published : classify(authorityOwn, each);
}
