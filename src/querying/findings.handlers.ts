import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { earlyWarnings } from '../../projections/early-warning/projection.js';
import { reconciliation } from '../../projections/reconciliation/projection.js';
import { lagFigures, reportingLag } from '../../projections/reconciliation/reporting-lag.js';
import { AccessRecord } from '../auditing/access-record.js';
import type { EarlyWarningDocument, ReconciliationDocument } from './documents/findings.js';
import { earlyWarningDocument, reconciliationDocument } from './findings-in-words.js';
import {
  disagreementCounts,
  disagreementRows,
  lagCounts,
  warnedPupils,
  warningCounts,
  warningsOf,
  writeDisagreementCursor,
  writePupilCursor,
} from './finding-rows.js';
import { pageOf } from './pages.js';
import { placeIn } from './places.js';
import { EarlyWarningsOfPlace, ReconciliationOfPlace } from './queries.js';
import { dayOf, ReportViews } from './report-views.js';

@QueryHandler(EarlyWarningsOfPlace)
export class EarlyWarningsHandler implements IQueryHandler<EarlyWarningsOfPlace> {
  constructor(
    @Inject(ReportViews) private readonly views: ReportViews,
    @Inject(AccessRecord) private readonly looks: AccessRecord,
  ) {}

  async execute({ asked, viewer, replaying }: EarlyWarningsOfPlace): Promise<EarlyWarningDocument> {
    const { document, pupils, known } = await this.views.at(
      earlyWarnings,
      asked.asKnown,
      replaying,
      async (view) => {
        const { models, register, known: at } = view;
        const day = asked.asAt ?? dayOf(view);
        const filter = { place: placeIn(register, asked.place), day, rules: asked.rules };
        const { rows, next } = await pageOf(asked, (after, limit) =>
          warnedPupils(models, filter, after, limit),
        );
        const shown = rows.map(({ pupil }) => pupil);
        const found = {
          pupils: shown,
          warnings: await warningsOf(models, filter, shown),
          counts: await warningCounts(models, filter),
          stale: await models.staleSince(earlyWarnings, shown),
          nextAfter: next && writePupilCursor(next),
        };
        return { document: earlyWarningDocument(asked, filter, found, view), pupils: shown, known: at };
      },
    );
    await this.looks.record(viewer, 'early-warning', pupils, known.position);
    return document;
  }
}

@QueryHandler(ReconciliationOfPlace)
export class ReconciliationHandler implements IQueryHandler<ReconciliationOfPlace> {
  constructor(
    @Inject(ReportViews) private readonly views: ReportViews,
    @Inject(AccessRecord) private readonly looks: AccessRecord,
  ) {}

  async execute({ asked, viewer, replaying }: ReconciliationOfPlace): Promise<ReconciliationDocument> {
    const { document, pupils, known } = await this.views.at(
      [reconciliation, reportingLag],
      asked.asKnown,
      replaying,
      async (view) => {
        const { models, register, known: at } = view;
        const day = asked.asAt ?? dayOf(view);
        const place = placeIn(register, asked.place);
        const filter = { place, day, rules: asked.rules };
        const { rows, next } = await pageOf(asked, (after, limit) =>
          disagreementRows(models, filter, after, limit),
        );
        const shown = rows.map(({ pupil }) => pupil);
        const isFirst = asked.after === null;
        const found = {
          rows,
          counts: isFirst ? await disagreementCounts(models, filter) : [],
          lags: isFirst ? lagFigures(await lagCounts(models, place, day)) : [],
          stale: await models.staleSince(reconciliation, shown),
          nextAfter: next && writeDisagreementCursor(next),
        };
        return { document: reconciliationDocument(asked, filter, found, view), pupils: shown, known: at };
      },
    );
    await this.looks.record(viewer, 'reconciliation', pupils, known.position);
    return document;
  }
}
