/** The steps that a protocol asks for: which of them nobody reported, and which were taken out of their order. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { ManagedMove } from './managed-move.js';

type Steps = Pick<
  ManagedMove,
  | 'referredOn'
  | 'interventions'
  | 'parentApprovedOn'
  | 'pupilHeardOn'
  | 'independentRepresentative'
  | 'agreement'
  | 'course'
  | 'reviews'
  | 'surveys'
  | 'trial'
  | 'decidedOn'
  | 'state'
  | 'protocol'
>;

/** The day of each step that was taken; `known` where it was taken on a day that nobody reported. */
function stepsTaken(move: Steps): ReadonlyMap<string, PlainDate | 'known'> {
  const { referredOn, parentApprovedOn, pupilHeardOn, agreement, course, reviews, surveys } = move;
  const first = (signal: string) => course.find((step) => step.signal === signal)?.on;
  const taken: [string, PlainDate | 'known' | null | undefined][] = [
    ['interventions', move.interventions.length > 0 ? 'known' : null],
    ['parent-approval', parentApprovedOn],
    ['pupil-view', pupilHeardOn],
    ['independent-representative', move.independentRepresentative === true ? 'known' : null],
    ['referral', referredOn],
    ['panel-offer', first('offered')],
    ['meeting', first('met')],
    ['agreement', agreement?.on],
    ['survey-before', surveys.find(({ time }) => time === 'before')?.on],
    ['review', reviews[0]?.on],
    ['survey-after', surveys.findLast(({ time }) => time === 'after')?.on],
  ];
  return new Map(taken.flatMap(([step, on]) => (on === null || on === undefined ? [] : [[step, on]])));
}

/** When the pupil first came to the receiving school; null where the move came to neither trial nor change of school. */
export const placedOn = ({ trial, state, decidedOn }: Steps): PlainDate | null =>
  trial?.startedOn ?? (state === 'succeeded' ? decidedOn : null);

/** Steps that are owed when the pupil comes to the receiving school; the others at the decision. */
const beforePlacement: readonly string[] = [
  'interventions',
  'parent-approval',
  'pupil-view',
  'independent-representative',
  'referral',
  'panel-offer',
  'meeting',
  'agreement',
  'survey-before',
];

export const isBeforePlacement = (step: string): boolean => beforePlacement.includes(step);

/** @returns what is owed by the stage that the move has come to, in the protocol's order */
export function missingStepsOf(move: Steps): string[] {
  const { trial, state, decidedOn, protocol } = move;
  const isPlaced = placedOn(move) !== null;
  const isDecided = trial !== null && decidedOn !== null && state !== 'withdrawn';
  const taken = stepsTaken(move);
  return protocol.requiredSteps.filter((step) => {
    if (taken.has(step)) return false;
    return isBeforePlacement(step) ? isPlaced : isDecided;
  });
}

/** Of the steps that the protocol asks for, the first that came before one that should precede it. */
export function stepOutOfOrder(move: Steps): { step: string; on: PlainDate } | undefined {
  const taken = stepsTaken(move);
  const placed = placedOn(move);
  let latest: PlainDate | undefined;
  for (const step of inOrder) {
    const on = step === 'placement' ? placed : taken.get(step);
    if (on === null || on === undefined || on === 'known') continue;
    if (step !== 'placement' && !move.protocol.requiredSteps.includes(step)) continue;
    if (latest !== undefined && on < latest) return { step, on: latest };
    latest = on;
  }
  return undefined;
}

/** Surveys and reviews have no place of their own among the steps. */
const inOrder = ['parent-approval', 'referral', 'panel-offer', 'meeting', 'agreement', 'placement'] as const;
