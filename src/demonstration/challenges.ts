/** Peer schools, the forum, the authority and boards ask about what a school did. */
import { dateOf, schoolDayAfter } from './calendar.js';
import type { Matter } from './matter.js';
import type { Entry } from './reports.js';
import type { World } from './world.js';

/** @param about an entry of the same matter */
export function challenge(world: World, matter: Matter, about: Entry, day: number): void {
  const { random } = world;
  const raisedOn = schoolDayAfter(day, random.between(1, 10));
  const raised = matter.tell('ChallengeRaised', {
    effectiveOn: dateOf(raisedOn),
    about: about.id,
    raisedBy: random.pick(['peer-school', 'forum', 'authority', 'board']),
    ground: random.weighted(grounds),
  });
  if (world.is('challengeOpen')) return;
  const answeredOn = schoolDayAfter(raisedOn, random.between(5, 20));
  matter.tell('ChallengeAnswered', {
    effectiveOn: dateOf(answeredOn),
    challenge: raised.id,
    answeredBy: 'school',
    answer: random.pick(['stands', 'stands', 'other-way-found']),
  });
  matter.tell('ChallengeClosed', {
    effectiveOn: dateOf(schoolDayAfter(answeredOn, random.between(3, 20))),
    challenge: raised.id,
    outcome: random.pick(['accepted', 'accepted', 'not-accepted']),
  });
}

const grounds = [
  ['alternatives-not-tried', 40],
  ['needs-not-met', 20],
  ['not-proportionate', 15],
  ['not-by-the-rules', 10],
  ['off-rolling', 5],
  ['pattern', 10],
] as const;
