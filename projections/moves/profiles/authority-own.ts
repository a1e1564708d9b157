/**
 * An authority's own profile: EPI-2024, less the moves that one of its officers explained with evidence. It is shown
 * beside the published method with what it removed, and never in its place: otherwise the measure would become "not yet
 * commented on" (decisions of method).
 */
import type { EventId } from '../../../events/identifiers.js';
import { explanationOf } from '../../unrecorded-practice/explanations.js';
import { classify, type Case, type Classification, type MoveClass } from '../method.js';
import { epi2024 } from './epi-2024.js';

export type OwnClass = MoveClass | 'explained';

export interface OwnClassification {
  readonly class: OwnClass;
  readonly rule: string;
  readonly evidence: readonly EventId[];
}

export const authorityOwn = {
  name: 'authority-own',
  version: 1,
  over: epi2024,
  says: 'EPI-2024, less the moves that an officer explained with evidence',
} as const;

/**
 * What nobody has evidence for explains nothing, and a withdrawn explanation is none.
 * @param published what the move is under EPI-2024
 */
export function classifyOwn(
  each: Case,
  published: Classification = classify(authorityOwn.over, each),
): OwnClassification {
  if (published.class !== 'unexplained') return published;
  const explanation = explanationOf(each.move, each.trajectory.explanations);
  return explanation === undefined || explanation.evidenceKind === 'none'
    ? published
    : { class: 'explained', rule: 'explained-by-officer', evidence: [explanation.evidence] };
}
