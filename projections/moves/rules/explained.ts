/** An officer's explanation: it counts in an authority's own profile, and in no published method. */
import { explanationOf } from '../../unrecorded-practice/explanations.js';
import type { Rule } from '../method.js';

/** What nobody has evidence for explains nothing, and a withdrawn explanation is none. */
export const explainedByOfficer: Rule<'explained'> = {
  name: 'explained-by-officer',
  says: 'An officer explained the leaving, with evidence',
  changedBy: 'The withdrawal of the explanation, or of its evidence',
  class: 'explained',
  applies: ({ move, trajectory }) => {
    const explanation = explanationOf(move, trajectory.explanations);
    return explanation === undefined || explanation.evidenceKind === 'none'
      ? undefined
      : [explanation.evidence];
  },
};
