/**
 * A peer school, a forum, the authority or a governing board asks about an entry: why so, and was there another way.
 * What is challenged stands as it was recorded; only a correction changes how it reads.
 */
import { AboutEntry } from './about-entry.js';
import type { PlainDate } from './calendar/plain-date.js';
import { challengeGround } from './codes/challenge-ground.js';
import { Fact } from './fact.js';
import type { EventId, Urn } from './identifiers.js';
import { CodeField, DateField, EntryIdField, OneOf, Optional, UrnField } from './validation/fields.js';

export const challengers = ['peer-school', 'forum', 'authority', 'board'] as const;
export type Challenger = (typeof challengers)[number];
export const challengeAnswers = ['stands', 'changed', 'other-way-found', 'more-to-follow'] as const;
export const challengeOutcomes = ['accepted', 'not-accepted', 'escalated', 'withdrawn'] as const;

export class ChallengeRaised extends AboutEntry {
  @OneOf(challengers) raisedBy!: Challenger;
  /** The peer school, or the school whose board it is. */
  @Optional() @UrnField() school?: Urn;
  @CodeField(challengeGround) ground!: string;
}

/** The challenge by its entry, or by the day on which it was raised and by whom. Without either: the one that is open. */
abstract class AboutChallenge extends Fact {
  @Optional() @EntryIdField() challenge?: EventId;
  @Optional() @DateField() raisedOn?: PlainDate;
  @Optional() @OneOf(challengers) raisedBy?: Challenger;
}

export class ChallengeAnswered extends AboutChallenge {
  @OneOf(['school', 'authority', 'board', 'provider']) answeredBy!:
    'school' | 'authority' | 'board' | 'provider';
  @OneOf(challengeAnswers) answer!: (typeof challengeAnswers)[number];
}

export class ChallengeClosed extends AboutChallenge {
  @OneOf(challengeOutcomes) outcome!: (typeof challengeOutcomes)[number];
}
