import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { Position, PupilId } from '../../events/identifiers.js';
import type { DutyState } from '../../projections/duties/duty.js';
import { duties } from '../../projections/duties/projection.js';
import { AccessRecord } from '../auditing/access-record.js';
import type { View } from '../projecting/read-models.js';
import type { DutiesDocument } from './documents/duties.js';
import { dutiesByState, dutyRows, writeDutyCursor, type DutyFilter, type DutyRow } from './duty-rows.js';
import { dutyInWords } from './duties-in-words.js';
import { placeIn, type Place } from './places.js';
import { DutiesOfPlace, type DutiesAskedFor } from './queries.js';
import { placeInWords } from './report-documents.js';
import { dayOf, ReportViews, type ReportView } from './report-views.js';

@QueryHandler(DutiesOfPlace)
export class DutiesHandler implements IQueryHandler<DutiesOfPlace> {
  constructor(
    @Inject(ReportViews) private readonly views: ReportViews,
    @Inject(AccessRecord) private readonly looks: AccessRecord,
  ) {}

  async execute({ asked, viewer, replaying }: DutiesOfPlace): Promise<DutiesDocument> {
    const { document, pupils, position } = await this.views.at(
      duties,
      asked.asKnown,
      replaying,
      async (view) => {
        const place = placeIn(view.register, asked.place);
        const day = asked.asAt ?? dayOf(view);
        const found = await findDuties(view.models, asked, filterOf(place, asked, day));
        return {
          document: dutiesDocument(asked, place, day, found, view),
          pupils: found.rows.map(({ pupil }) => pupil),
          position: view.known.position,
        };
      },
    );
    await this.looks.record(viewer, 'duties', pupils, position);
    return document;
  }
}

interface DutiesFound {
  readonly rows: readonly DutyRow[];
  readonly stale: ReadonlyMap<PupilId, Position>;
  readonly totals: ReadonlyMap<DutyState, number>;
  readonly nextAfter: string | null;
}

/** A school that changed its authority keeps its duties: they are looked for by the school alone. */
const filterOf = ({ authority, school }: Place, { kind }: DutiesAskedFor, day: PlainDate): DutyFilter => ({
  authority: school === null ? (authority?.code ?? null) : null,
  school: school?.urn ?? null,
  kind,
  day,
});

async function findDuties(view: View, asked: DutiesAskedFor, filter: DutyFilter): Promise<DutiesFound> {
  const size = asked.limit ?? rowsAtOnce;
  const rows: DutyRow[] = [];
  const stale = new Map<PupilId, Position>();
  let after = asked.after;
  do {
    const page = await dutyRows(view, filter, asked.state, after, size + 1);
    rows.push(...page.slice(0, size));
    const pupils = page.map(({ pupil }) => pupil);
    for (const [pupil, since] of await view.staleSince(duties, pupils)) stale.set(pupil, since);
    const last = page.length > size ? page[size - 1] : undefined;
    after = last ? { dueOn: last.duty.dueOn, pupil: last.pupil, ordinal: last.ordinal } : null;
  } while (after !== null && asked.limit === null);
  return {
    rows,
    stale,
    totals: await dutiesByState(view, filter),
    nextAfter: after && writeDutyCursor(after),
  };
}

const rowsAtOnce = 2_000;

function dutiesDocument(
  { kind, state }: DutiesAskedFor,
  place: Place,
  day: PlainDate,
  { rows, stale, totals, nextAfter }: DutiesFound,
  { register, known }: ReportView,
): DutiesDocument {
  return {
    report: 'duties',
    ...placeInWords(place, register),
    asKnown: known.told,
    asAt: day,
    asked: { kind, state },
    totals: {
      owed: totals.get('owed') ?? 0,
      overdue: totals.get('overdue') ?? 0,
      met: totals.get('met') ?? 0,
      noLongerOwed: totals.get('no-longer-owed') ?? 0,
    },
    duties: rows.map(({ pupil, duty }) => {
      const since = stale.get(pupil);
      const staleSince = since === undefined ? null : String(since);
      return Object.assign(dutyInWords(duty, day, register), { pupil, staleSince });
    }),
    nextAfter,
    next: null,
    notes: [
      'A duty that nobody reported as met may have been met all the same; the report says what is on record here',
    ],
  };
}
