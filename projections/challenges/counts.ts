/** What challenges add to the counts: at the school whose entry is challenged, each step on its own day. No findings. */
import { challengeGround } from '../../events/codes/challenge-ground.js';
import type { Add } from '../measures/family-counts.js';
import { counted, type Measure } from '../measures/measure.js';
import type { Trajectory } from '../trajectory/trajectory.js';

const grounds = [
  'alternatives-not-tried',
  'needs-not-met',
  'equality',
  'not-by-the-rules',
  'not-proportionate',
  'off-rolling',
  'safeguarding',
  'pattern',
  'wrong-record',
  'other',
] as const;
type Ground = (typeof grounds)[number];

/** The columns of the grounds, in the order of the list challenge-ground. */
const ofGround = {
  'alternatives-not-tried': 'challenges_alternatives_not_tried',
  'needs-not-met': 'challenges_needs_not_met',
  equality: 'challenges_equality',
  'not-by-the-rules': 'challenges_not_by_the_rules',
  'not-proportionate': 'challenges_not_proportionate',
  'off-rolling': 'challenges_off_rolling',
  safeguarding: 'challenges_safeguarding',
  pattern: 'challenges_pattern',
  'wrong-record': 'challenges_wrong_record',
  other: 'challenges_other_ground',
} as const satisfies Readonly<Record<Ground, string>>;

export const challengeCountNames = [
  'challenges_raised',
  'challenges_answered',
  'challenges_closed',
  'challenges_accepted',
  ...grounds.map((ground) => ofGround[ground]),
] as const;

type Name = (typeof challengeCountNames)[number];

export function countChallenges({ challenges }: Trajectory, add: Add<Name>): void {
  for (const { raisedOn, ground, schoolChallenged: school, answers, endings } of challenges) {
    add('challenges_raised', raisedOn, { school });
    // A ground that the list does not hold is flagged, and counts in none.
    const listed = grounds.find((each) => each === ground);
    if (listed) add(ofGround[listed], raisedOn, { school });
    const answer = answers.find((each) => each.answer !== 'more-to-follow');
    add('challenges_answered', answer?.on ?? null, { school });
    const ending = endings.findLast(({ outcome }) => outcome !== 'escalated');
    add('challenges_closed', ending?.on ?? null, { school });
    if (ending?.outcome === 'accepted') add('challenges_accepted', ending.on, { school });
  }
}

const named = 'by the school whose entry is challenged';

export const challengeCounts: readonly Measure<Name>[] = [
  counted(
    'challenges-raised',
    'challenges_raised',
    `challenges of entries raised in the school year, ${named}`,
    'challenges',
  ),
  counted(
    'challenges-answered',
    'challenges_answered',
    `challenges first answered in the school year, with no more to follow, ${named}`,
    'challenges',
  ),
  counted(
    'challenges-closed',
    'challenges_closed',
    `challenges closed in the school year, and not taken further, ${named}`,
    'challenges',
  ),
  counted(
    'challenges-accepted',
    'challenges_accepted',
    `challenges closed in the school year as accepted, ${named}`,
    'challenges',
  ),
  ...grounds.map((ground) =>
    counted<Name>(
      `challenges-raised-${ground === 'other' ? 'other-ground' : ground}`,
      ofGround[ground],
      `challenges raised in the school year on the ground: ${challengeGround.codes.get(ground)?.label ?? ground}`,
      'challenges',
    ),
  ),
];
