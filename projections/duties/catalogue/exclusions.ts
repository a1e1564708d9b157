/** What follows on an exclusion: its review, the education owed, the limit of the year. */
import { asPlainDate } from '../../../events/calendar/plain-date.js';
import { clocks, type Clock } from '../clocks.js';
import type { DutiesInWords, DutyRule } from './rule.js';

/** In force from this day. */
export const exclusionRegulations = asPlainDate('2012-09-01');

const exclusionRule = (clock: Clock): DutyRule => ({
  regime: 'SI2012/1033',
  from: exclusionRegulations,
  standing: 'statutory',
  source: clock.source,
  clock,
});

export const exclusionDuties = {
  'board-reinstatement': {
    says: 'The governing board considers reinstatement within 15 school days',
    triggeredBy:
      'a permanent exclusion, a suspension beyond 15 days in a term, or one by which an examination is missed; from the notice to the board, or from its first day while none is known',
    metBy: 'the board’s decision',
    rules: [exclusionRule(clocks.boardReinstatement)],
  },
  'board-representations': {
    says: 'The governing board considers the parent’s representations within 50 school days',
    triggeredBy:
      'representations about a suspension beyond 5 and up to 15 days in a term; from the notice to the board',
    metBy: 'the board’s decision',
    rules: [exclusionRule(clocks.boardRepresentations)],
  },
  'panel-application': {
    says: 'A review panel may be asked for within 15 school days',
    triggeredBy: 'the board’s decision not to reinstate; from the notice of it to the parent',
    metBy: 'the application; it lapses where nobody asks',
    rules: [exclusionRule(clocks.panelApplication)],
  },
  'panel-review': {
    says: 'The review panel meets within 15 school days',
    triggeredBy: 'the application for it',
    metBy: 'the panel’s decision',
    rules: [exclusionRule(clocks.panelReview)],
  },
  'board-reconsideration': {
    says: 'The governing board reconsiders within 10 school days',
    triggeredBy: 'a panel’s recommendation or direction',
    metBy: 'the board’s second decision',
    rules: [exclusionRule(clocks.boardReconsideration)],
  },
  'sixth-day-education': {
    says: 'Full-time education from the sixth consecutive school day out',
    triggeredBy: 'six consecutive school days of exclusion, by one or by several',
    metBy: 'education in place, full-time or as an EHC plan sets it; it ends with the days out',
    rules: [
      {
        regime: 'SI2007/1870',
        standing: 'statutory',
        source: 'SI 2007/1870 as amended by SI 2014/3216',
        clock: clocks.sixthDayEducation,
      },
    ],
  },
  'suspension-limit': {
    says: 'Not more than 45.0 school days of suspension in a school year, over all schools',
    triggeredBy: 'the first suspension of the school year',
    metBy: 'nothing: it ends with the school year, and stays breached where it was',
    // [check] the regulation's number.
    rules: [
      {
        regime: 'SI2012/1033',
        from: exclusionRegulations,
        standing: 'statutory',
        source: 'SI 2012/1033',
        clock: { named: 'the day on which the 45 days are used up', unit: 'school days' },
      },
    ],
  },
} as const satisfies DutiesInWords;
