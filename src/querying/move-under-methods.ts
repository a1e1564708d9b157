/** One move under every method there is, in words: what each makes of it, by which rule, and what would change that. */
import { methods } from '../../projections/moves/catalogue.js';
import { classify, type Case, type Method, type Otherwise } from '../../projections/moves/method.js';
import type { MoveUnderMethod } from './documents/trajectory.js';

export const moveUnderMethods = (each: Case): MoveUnderMethod[] =>
  methods.map((method) => {
    const { class: kind, standing, rule, evidence } = classify(method, each);
    const { says, changedBy } = ruleOf(method, rule);
    return {
      method: method.name,
      version: method.version,
      class: kind,
      standing,
      rule,
      meaning: says,
      changedBy,
      evidence: [...evidence],
    };
  });

/** By the name that the method itself gave. */
const ruleOf = ({ rules, otherwise }: Method, name: string): Otherwise =>
  rules.find((rule) => rule.name === name) ?? otherwise;
