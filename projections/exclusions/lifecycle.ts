/**
 * The course of one exclusion, from its issue to where no review is open any more. The fourteen review outcomes of
 * CS105 are what moves it; an authority often hears the last of them only, so most may follow on any open state.
 */
import type { Lifecycle, Step } from '../lifecycle.js';

export type ExclusionState =
  | 'issued'
  | 'cancelled'
  | 'under-review'
  | 'not-reinstated'
  | 'panel-requested'
  | 'reconsideration-recommended'
  | 'quashed'
  | 'upheld'
  | 'reinstatement-decided'
  | 'reinstated'
  | 'reinstatement-declined';

export type ExclusionSignal =
  | 'cancelled'
  | 'review-under-way'
  | 'not-reinstated'
  | 'panel-requested'
  | 'panel-recommended'
  | 'panel-quashed'
  | 'stands'
  | 'panel-withdrawn'
  | 'panel-upheld'
  | 'not-reinstated-again'
  | 'reinstatement-decided'
  | 'reinstated'
  | 'reinstated-after-panel'
  | 'reinstatement-declined'
  | 'tribunal-reinstated';

export type ExclusionStep = Step<ExclusionState, ExclusionSignal>;

/** Nothing is decided yet that could not still be turned by the board or a panel. */
const beforeBoard: readonly ExclusionState[] = ['issued', 'under-review'];
const beforePanel: readonly ExclusionState[] = [...beforeBoard, 'not-reinstated'];
const open: readonly ExclusionState[] = [
  ...beforePanel,
  'panel-requested',
  'reconsideration-recommended',
  'quashed',
];

export const exclusionLifecycle: Lifecycle<ExclusionState, ExclusionSignal> = {
  name: 'Exclusion',
  says:
    'A suspension or a permanent exclusion: Education Act 2002 s.51A, SI 2012/1033 as amended. Only the governing ' +
    'board reinstates; a panel recommends or quashes and directs; outcomes as the common basic data set has them (CS105).',
  begins: 'issued',
  states: {
    issued: 'In force; nobody has reviewed it',
    cancelled: 'Cancelled by the head before the board met',
    'under-review': 'Before the governing board',
    'not-reinstated': 'The board did not reinstate; a panel may still be asked for',
    'panel-requested': 'An independent review panel was asked for and has not decided',
    'reconsideration-recommended': 'The panel recommended that the board reconsider',
    quashed: 'The panel quashed the board’s decision and directed it to reconsider',
    upheld: 'Stands, and no review is open',
    'reinstatement-decided': 'To be reinstated; the pupil is not back yet',
    reinstated: 'Reinstated',
    'reinstatement-declined': 'Reinstatement was offered and declined',
  },
  signals: {
    cancelled: 'ExclusionCancelled',
    'review-under-way': 'board, EON or NOG',
    'not-reinstated': 'board, DNO',
    'panel-requested': 'GNO, or NOG of a panel',
    'panel-recommended': 'panel recommends reconsideration',
    'panel-quashed': 'panel quashes and directs',
    stands: 'board, ANO',
    'panel-withdrawn': 'HWD',
    'panel-upheld': 'panel, INO',
    'not-reinstated-again': 'board after the panel, LNO or MNO',
    'reinstatement-decided': 'BRE',
    reinstated: 'board, FRE',
    'reinstated-after-panel': 'board after the panel, JRE or KRE',
    'reinstatement-declined': 'CNO',
    'tribunal-reinstated': 'TribunalClaimDecided orders it',
  },
  transitions: [
    { on: 'cancelled', from: beforeBoard, to: 'cancelled' },
    { on: 'review-under-way', from: ['issued'], skippingFrom: ['under-review'], to: 'under-review' },
    { on: 'not-reinstated', from: beforeBoard, skippingFrom: ['not-reinstated'], to: 'not-reinstated' },
    {
      on: 'panel-requested',
      from: ['not-reinstated'],
      skippingFrom: [...beforeBoard, 'panel-requested'],
      to: 'panel-requested',
    },
    {
      on: 'panel-recommended',
      from: ['panel-requested'],
      skippingFrom: beforePanel,
      to: 'reconsideration-recommended',
    },
    { on: 'panel-quashed', from: ['panel-requested'], skippingFrom: beforePanel, to: 'quashed' },
    {
      on: 'stands',
      from: ['not-reinstated'],
      skippingFrom: [...beforeBoard, 'upheld'],
      to: 'upheld',
    },
    {
      on: 'panel-withdrawn',
      from: ['panel-requested'],
      skippingFrom: [...beforePanel, 'upheld'],
      to: 'upheld',
    },
    {
      on: 'panel-upheld',
      from: ['panel-requested'],
      skippingFrom: [...beforePanel, 'upheld'],
      to: 'upheld',
    },
    {
      on: 'not-reinstated-again',
      from: ['reconsideration-recommended', 'quashed'],
      skippingFrom: [...open, 'upheld'],
      to: 'upheld',
    },
    {
      on: 'reinstatement-decided',
      from: ['under-review', 'reconsideration-recommended', 'quashed'],
      skippingFrom: open,
      to: 'reinstatement-decided',
    },
    {
      on: 'reinstated',
      from: ['under-review', 'reinstatement-decided'],
      skippingFrom: ['issued', 'reinstated'],
      to: 'reinstated',
    },
    {
      on: 'reinstated-after-panel',
      from: ['reconsideration-recommended', 'quashed', 'reinstatement-decided'],
      skippingFrom: [...open, 'reinstated'],
      to: 'reinstated',
    },
    {
      on: 'reinstatement-declined',
      from: ['reinstatement-decided'],
      skippingFrom: [...open, 'reinstated', 'reinstatement-declined'],
      to: 'reinstatement-declined',
    },
    {
      on: 'tribunal-reinstated',
      from: ['upheld'],
      skippingFrom: [...open, 'reinstatement-decided', 'reinstated'],
      to: 'reinstated',
    },
  ],
};

const turnedDown: ReadonlySet<ExclusionState> = new Set([
  'reinstatement-decided',
  'reinstated',
  'reinstatement-declined',
]);

/** Whether a board, on its own or after a panel, or a tribunal decided that the pupil may come back. */
export const isOverturned = (state: ExclusionState): boolean => turnedDown.has(state);

const ofPanels: ReadonlySet<ExclusionSignal> = new Set([
  'panel-requested',
  'panel-withdrawn',
  'panel-recommended',
  'panel-quashed',
  'panel-upheld',
  'not-reinstated-again',
  'reinstated-after-panel',
]);

/** Whether somebody asked for a panel: it was asked for, or something followed that only follows on it. */
export const wentToPanel = (course: readonly ExclusionStep[]): boolean =>
  course.some(({ signal }) => ofPanels.has(signal));

/** Whether a name may go from the roll by it: issued, not cancelled, and neither overturned nor open to review. */
export const isFinal = (state: ExclusionState): boolean => state === 'upheld';

const ofOutcome: Readonly<Record<string, ExclusionSignal>> = {
  ANO: 'stands',
  BRE: 'reinstatement-decided',
  CNO: 'reinstatement-declined',
  DNO: 'not-reinstated',
  EON: 'review-under-way',
  FRE: 'reinstated',
  GNO: 'panel-requested',
  HWD: 'panel-withdrawn',
  INO: 'panel-upheld',
  JRE: 'reinstated-after-panel',
  KRE: 'reinstated-after-panel',
  LNO: 'not-reinstated-again',
  MNO: 'not-reinstated-again',
  NOG: 'review-under-way',
};

const ofPanel = {
  upheld: 'panel-upheld',
  'reconsideration-recommended': 'panel-recommended',
  quashed: 'panel-quashed',
} as const satisfies Readonly<Record<string, ExclusionSignal>>;

export interface ReviewReported {
  /** CS137: `GB` or `IRP`. */
  readonly review: string;
  /** CS105. */
  readonly outcome: string;
  readonly panelDecision?: keyof typeof ofPanel;
}

/** What a review signals; nothing where its outcome is a code that CS105 lacks. */
export function signalsOfReview({ review, outcome, panelDecision }: ReviewReported): ExclusionSignal[] {
  const isGoingOn = outcome === 'NOG' || outcome === 'EON';
  if (panelDecision !== undefined && isGoingOn) return [ofPanel[panelDecision]];
  const signal = isGoingOn && review === 'IRP' ? 'panel-requested' : ofOutcome[outcome];
  const decided = panelDecision === undefined ? [] : [ofPanel[panelDecision]];
  return signal === undefined ? decided : [...new Set([...decided, signal])];
}
