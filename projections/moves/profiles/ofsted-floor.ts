/**
 * Ofsted-floor: who is in Year 10 at one January census and not in the same school at the next, and the floor under which
 * Ofsted looks no further: five pupils and five in a hundred, two years running. It is not Ofsted's method: that compares
 * a school with schools of like pupils, by a model which is not published. About four in a hundred leave on average, so
 * the floor alone flags ordinary schools, and is shown with the expected loss and a funnel.
 */
import type { Method } from '../method.js';
import { died, notSeenByCensuses } from '../rules/not-a-move.js';
import { parameters, published } from '../rules/parameters.js';
import { leftNotSecondary, outsideYearGroupsAtCensus, yearGroupNotKnown } from '../rules/scope.js';
import { closure, successions } from '../rules/succession.js';
import { goneAtNextCensus } from './otherwise.js';

const yearGroups: readonly number[] = [10];

const blog = 'Ofsted, Off-rolling: using data to see a fuller picture, June 2018';

export const ofstedFloorParameters = {
  leastPupils: published(
    5,
    'Pupils lost from Year 10, at least',
    'Ofsted’s criteria as Schools Week quotes them',
  ),
  leastPercent: published(
    5,
    'Of a hundred in Year 10, lost at least',
    'Ofsted’s criteria as Schools Week quotes them',
  ),
  yearsRunning: published(
    2,
    'Cohorts one after the other that both reach the floor',
    'Ofsted’s criteria as Schools Week quotes them',
  ),
  nationalLossPercent: published(4, 'Of a hundred in Year 10, lost in England from 2016 to 2017', blog),
} as const;

export const ofstedFloor: Method<'out-of-scope' | 'left'> = {
  name: 'Ofsted-floor',
  version: 1,
  says: 'Pupils in Year 10 at one January census who are not on the roll of the same school at the next',
  source: blog,
  scope: {
    years: 'from January 2016 to January 2017, and from January 2017 to January 2018',
    schools: 'state-funded secondary schools left',
    counts: 'exits',
  },
  sampling: 'census',
  censuses: ['spring'],
  denominators: { year: null, cohort: 'year-10-secondary' },
  parameters: {
    yearGroups: published(yearGroups, 'Years at the January before', blog),
    ...ofstedFloorParameters,
    closureWindowDays: parameters.closureWindowDays,
  },
  rules: [
    died,
    notSeenByCensuses(['spring']),
    ...successions,
    closure,
    leftNotSecondary,
    yearGroupNotKnown,
    outsideYearGroupsAtCensus('spring', yearGroups),
  ],
  published: [
    'not-seen-by-censuses',
    'left-not-secondary',
    'outside-year-groups-at-census',
    goneAtNextCensus.name,
  ],
  otherwise: goneAtNextCensus,
  counts: 'left',
};
