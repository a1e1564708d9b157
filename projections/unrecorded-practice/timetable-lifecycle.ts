/** The course of one reduced timetable. */
import type { Lifecycle, Step } from '../lifecycle.js';

export type TimetableState = 'full-time' | 'reduced' | 'reviewed' | 'ended';
export type TimetableSignal = 'started' | 'reviewed' | 'ended' | 'left-the-school';
export type TimetableStep = Step<TimetableState, TimetableSignal>;

export const timetableLifecycle: Lifecycle<TimetableState, TimetableSignal> = {
  name: 'Reduced timetable',
  says:
    'A pupil of compulsory school age is entitled to full-time education; a reduced timetable is for exceptional ' +
    'circumstances, with a parent’s agreement, a review and an end (DfE guidance on school attendance).',
  begins: 'full-time',
  states: {
    'full-time': 'Taught for the school’s whole week',
    reduced: 'Taught for less; nobody has reviewed it',
    reviewed: 'Taught for less, and reviewed',
    ended: 'Ended',
  },
  signals: {
    started: 'ReducedTimetableStarted',
    reviewed: 'ReducedTimetableReviewed',
    ended: 'ReducedTimetableEnded',
    'left-the-school': 'the pupil left that school’s roll',
  },
  transitions: [
    { on: 'started', from: ['full-time'], skippingFrom: ['reduced'], to: 'reduced' },
    { on: 'reviewed', from: ['reduced'], skippingFrom: ['reviewed'], to: 'reviewed' },
    { on: 'ended', from: ['reduced', 'reviewed'], to: 'ended' },
    { on: 'left-the-school', from: ['reduced', 'reviewed'], to: 'ended' },
  ],
};
