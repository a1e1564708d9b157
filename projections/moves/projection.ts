/** Every move as EPI-2024 and the authority's own profile class it: the rows behind the views of unexplained moves. */
import { evidenceText } from '../evidence-text.js';
import { authorityIn } from '../measures/school-authority.js';
import type { Projection, Row } from '../projection.js';
import { classifyOwn } from './profiles/authority-own.js';
import { underEpi2024 } from './under-epi-2024.js';

export const moves: Projection = {
  name: 'moves',
  version: 5,
  rowTables: [
    {
      name: 'move',
      columns: [
        { name: 'pupil_id', type: 'uuid' },
        { name: 'school', type: 'text' },
        { name: 'left_on', type: 'date' },
        { name: 'authority', type: 'text' },
        { name: 'school_year', type: 'text' },
        { name: 'school_year_by_default', type: 'boolean' },
        { name: 'year_group', type: 'smallint' },
        { name: 'kind', type: 'text' },
        { name: 'ended_how', type: 'text' },
        { name: 'regime', type: 'text' },
        { name: 'ground', type: 'text' },
        { name: 'destination', type: 'text' },
        { name: 'joined_school', type: 'text' },
        { name: 'joined_on', type: 'date' },
        { name: 'gap_days', type: 'integer' },
        { name: 'gap_days_outside_holidays', type: 'integer' },
        { name: 'holidays_by_default', type: 'boolean' },
        { name: 'whereabouts', type: 'text' },
        { name: 'class', type: 'text' },
        { name: 'rule', type: 'text' },
        { name: 'own_class', type: 'text' },
        { name: 'evidence', type: 'json' },
      ],
      key: ['pupil_id', 'school', 'left_on'],
      indexes: [
        ['authority', 'school_year', 'class', 'left_on'],
        ['school', 'school_year', 'class', 'left_on'],
      ],
    },
  ],
  tallyTables: [],
  rows: (trajectory, register) => [
    underEpi2024(trajectory, register).map(({ each, published }): Row => {
      const { move } = each;
      return [
        trajectory.pupil,
        move.from,
        move.leftOn,
        authorityIn(move.from, move.schoolYear, register),
        move.schoolYear,
        move.schoolYearByDefault,
        move.yearGroup,
        move.kind,
        move.end?.how ?? null,
        move.end?.regime ?? null,
        move.end?.ground ?? null,
        move.end?.destination?.kind ?? null,
        move.to,
        move.joinedOn,
        move.gapDays,
        move.gapDaysOutsideHolidays,
        move.holidaysByDefault,
        move.whereabouts,
        published.class,
        published.rule,
        classifyOwn(each, published).class,
        evidenceText(published.evidence),
      ];
    }),
  ],
  tallies: () => [],
};
