/** Where the law asks an authority's consent before a name goes from a roll for home education. */
import { asPlainDate, type PlainDate } from '../../events/calendar/plain-date.js';
import type { ConsentGround } from '../../events/home-education.js';
import type { EventId, Urn } from '../../events/identifiers.js';
import { byText } from '../order.js';
import type { Register } from '../register/register.js';
import { asOf, type Circumstances } from '../trajectory/circumstances.js';
import type { HomeEducationFact } from './episodes.js';
import type { Consent } from './home-education.js';

/** When a ground for consent came into force; null while no day is appointed. */
interface ConsentRule {
  readonly ground: ConsentGround;
  readonly from: PlainDate | null;
  readonly source: string;
}

/**
 * [check] That the special school was arranged by the authority is not on record: a special school's pupil is taken for
 * one. No day is appointed for s.434A: an authority sets the day of its commencement as its standard
 * `child-protection-consent`, until it can stand here.
 */
const consentRules: readonly ConsentRule[] = [
  {
    ground: 'special-school',
    from: asPlainDate('2006-09-01'),
    source: 'SI 2024/208 reg 9; SI 2006/1751 reg 8(2)',
  },
  {
    ground: 'child-protection',
    from: null,
    source: "Education Act 1996 s.434A (Children's Wellbeing and Schools Act 2026 s.37)",
  },
];

export interface ConsentCase {
  readonly school: Urn | null;
  /** The day on which the name goes, else on which it was told of. */
  readonly on: PlainDate;
  readonly circumstances: Circumstances;
  readonly register: Register;
}

/** The consents that the law asks on that day, and those that were decided, asked or not. */
export function consentsOf(facts: readonly HomeEducationFact[], each: ConsentCase): Consent[] {
  const decisions = facts.filter((fact) => fact.type === 'HomeEducationConsentDecided');
  return consentRules.flatMap((rule): Consent[] => {
    const why = asks(rule, each);
    // Of several decisions the last stands.
    const decision = decisions.findLast(({ data }) => data.ground === rule.ground);
    if (!why && !decision) return [];
    return [
      {
        ground: rule.ground,
        askedBy: why ? rule.source : null,
        decision: decision?.data.decision ?? null,
        decidedOn: decision?.data.effectiveOn ?? null,
        requestedOn: decision?.data.requestedOn ?? null,
        evidence: [...(why ?? []), ...(decision ? [decision.entry] : [])].sort(byText),
      },
    ];
  });
}

/** The entries by which consent is asked, none where the register says so; undefined where it is not asked. */
function asks({ ground, from }: ConsentRule, each: ConsentCase): readonly EventId[] | undefined {
  const { school, on, circumstances, register } = each;
  const authority = school === null ? undefined : register.school(school)?.authority;
  const isInForce =
    (from !== null && from <= on) ||
    (ground === 'child-protection' && register.standards.hasBegun('child-protection-consent', authority, on));
  if (!isInForce) return undefined;
  if (ground === 'special-school') {
    const type = school === null ? undefined : register.school(school, on)?.type;
    return type === 'special' || type === 'independent-special' ? [] : undefined;
  }
  const care = asOf(circumstances.socialCare, on);
  return care?.value === 'CP' ? [care.evidence] : undefined;
}
