import { Inject, Req } from '@nestjs/common';
import type { Request } from 'express';
import {
  breakdownParameters,
  dayParameters,
  dayReportNames,
  dutyParameters,
  earlyWarningParameters,
  figureParameters,
  methodParameters,
  moveParameters,
  reconciliationParameters,
  rulesOfReconciliation,
  rulesOfWarnings,
} from '../ask.js';
import { BreakdownDocument } from '../documents/breakdowns.js';
import { ExitTimingDocument } from '../documents/distribution.js';
import { DutiesDocument } from '../documents/duties.js';
import { EarlyWarningDocument, ReconciliationDocument } from '../documents/findings.js';
import { FairAccessDocument } from '../documents/fair-access.js';
import { MethodsDocument } from '../documents/methods.js';
import { OnDayDocument } from '../documents/on-day.js';
import { FiguresDocument, MovesDocument } from '../documents/reports.js';
import type { PlaceAsked } from '../places.js';
import { rulesOfMoves } from '../report-documents.js';
import { ByCharacteristic, ReadingRoute } from './describe.js';
import { PlaceReports } from './place-reports.js';

/** The reports of a place, an authority or a school: the same routes under either. */
export abstract class PlaceReportsController {
  constructor(@Inject(PlaceReports) protected readonly reports: PlaceReports) {}

  /** @throws Problem 400 where the path names none */
  protected abstract placeOf(request: Request): PlaceAsked;

  @ReadingRoute({
    path: 'unexplained-moves',
    summary: 'Moves that no rule of the method takes out, or of another class, with rule and evidence',
    names: moveParameters,
    rules: rulesOfMoves,
    answer: MovesDocument,
    showsPupils: true,
  })
  unexplainedMoves(@Req() request: Request): Promise<MovesDocument> {
    return this.reports.moves(request, this.placeOf(request));
  }

  @ReadingRoute({
    path: 'methods',
    summary:
      'What every method of counting moves makes of a place; with `compare`, each two side by side, move by move',
    names: methodParameters,
    answer: MethodsDocument,
    showsPupils: true,
  })
  methods(@Req() request: Request): Promise<MethodsDocument> {
    return this.reports.methods(request, this.placeOf(request));
  }

  @ReadingRoute({
    path: 'early-warning',
    summary:
      'Pupils whose records look like those that ended in permanent exclusion, with reasons and evidence',
    names: earlyWarningParameters,
    rules: rulesOfWarnings,
    answer: EarlyWarningDocument,
    showsPupils: true,
  })
  earlyWarning(@Req() request: Request): Promise<EarlyWarningDocument> {
    return this.reports.earlyWarnings(request, this.placeOf(request));
  }

  @ReadingRoute({
    path: 'reconciliation',
    summary:
      'What sources say of pupils that does not agree, which of them stands, and how long reports take',
    names: reconciliationParameters,
    rules: rulesOfReconciliation,
    answer: ReconciliationDocument,
    showsPupils: true,
  })
  reconciliation(@Req() request: Request): Promise<ReconciliationDocument> {
    return this.reports.reconciliation(request, this.placeOf(request));
  }

  @ReadingRoute({
    path: 'counts',
    summary: 'Counts by academic year',
    names: figureParameters,
    answer: FiguresDocument,
  })
  counts(@Req() request: Request): Promise<FiguresDocument> {
    return this.reports.figures(request, 'counts', this.placeOf(request));
  }

  @ReadingRoute({
    path: 'rates',
    summary: 'Rates by academic year',
    names: figureParameters,
    answer: FiguresDocument,
  })
  rates(@Req() request: Request): Promise<FiguresDocument> {
    return this.reports.figures(request, 'rates', this.placeOf(request));
  }

  @ReadingRoute({
    path: 'counts/by/:characteristic',
    summary: 'Counts by a characteristic, by academic year',
    names: breakdownParameters,
    answer: BreakdownDocument,
  })
  @ByCharacteristic()
  countsBy(@Req() request: Request): Promise<BreakdownDocument> {
    return this.reports.breakdown(request, 'counts', this.placeOf(request));
  }

  @ReadingRoute({
    path: 'rates/by/:characteristic',
    summary: 'Rates, shares and ratios by a characteristic, by academic year',
    names: breakdownParameters,
    answer: BreakdownDocument,
  })
  @ByCharacteristic()
  ratesBy(@Req() request: Request): Promise<BreakdownDocument> {
    return this.reports.breakdown(request, 'rates', this.placeOf(request));
  }

  @ReadingRoute({
    path: 'exit-timing',
    summary: 'Exits by the weeks before the next October and January census',
    names: figureParameters,
    answer: ExitTimingDocument,
  })
  exitTiming(@Req() request: Request): Promise<ExitTimingDocument> {
    return this.reports.exitTiming(request, this.placeOf(request));
  }

  @ReadingRoute({
    path: 'fair-access',
    summary: 'Places that schools took under fair access, and how year groups are rated',
    names: dayParameters,
    answer: FairAccessDocument,
  })
  fairAccess(@Req() request: Request): Promise<FairAccessDocument> {
    return this.reports.fairAccess(request, this.placeOf(request));
  }

  @ReadingRoute({
    path: dayReportNames,
    summary: 'Figures on a day: who is away, who came and went, who came back, what was sustained',
    names: dayParameters,
    answer: OnDayDocument,
  })
  onDay(@Req() request: Request): Promise<OnDayDocument> {
    return this.reports.onDay(request, this.placeOf(request));
  }

  @ReadingRoute({
    path: 'duties',
    summary: 'What is owed of pupils, by whom, to whom and by when, and what is overdue',
    names: dutyParameters,
    answer: DutiesDocument,
    showsPupils: true,
  })
  duties(@Req() request: Request): Promise<DutiesDocument> {
    return this.reports.duties(request, this.placeOf(request));
  }
}
