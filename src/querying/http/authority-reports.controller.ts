import { Controller, Inject, Req } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { authorityIn } from '../../recording/http/path-parameters.js';
import {
  breakdownParameters,
  dayParameters,
  dayReportNames,
  distributionParameters,
  dutyParameters,
  earlyWarningParameters,
  figureParameters,
  methodParameters,
  moveParameters,
  reconciliationParameters,
  rulesOfReconciliation,
  rulesOfWarnings,
} from '../ask.js';
import { DistributionDocument, ExitTimingDocument } from '../documents/distribution.js';
import { BreakdownDocument } from '../documents/breakdowns.js';
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

@ApiTags('Authorities')
@ApiParam({ name: 'authority', schema: { type: 'string', pattern: '^([A-Z][0-9]{8}|[0-9]{3})$' } })
@Controller('api/authorities/:authority')
export class AuthorityReportsController {
  constructor(@Inject(PlaceReports) private readonly reports: PlaceReports) {}

  @ReadingRoute({
    path: 'unexplained-moves',
    summary:
      'Moves from an authority that no rule of the method takes out, or of another class, with rule and evidence',
    names: moveParameters,
    rules: rulesOfMoves,
    answer: MovesDocument,
    showsPupils: true,
  })
  unexplainedMoves(@Req() request: Request): Promise<MovesDocument> {
    return this.reports.moves(request, placeOf(request));
  }

  @ReadingRoute({
    path: 'methods',
    summary:
      'What every method of counting moves makes of an authority; with `compare`, each two side by side, move by move',
    names: methodParameters,
    answer: MethodsDocument,
    showsPupils: true,
  })
  methods(@Req() request: Request): Promise<MethodsDocument> {
    return this.reports.methods(request, placeOf(request));
  }

  @ReadingRoute({
    path: 'early-warning',
    summary:
      'Pupils of an authority whose records look like those that ended in permanent exclusion, with reasons and evidence',
    names: earlyWarningParameters,
    rules: rulesOfWarnings,
    answer: EarlyWarningDocument,
    showsPupils: true,
  })
  earlyWarning(@Req() request: Request): Promise<EarlyWarningDocument> {
    return this.reports.earlyWarnings(request, placeOf(request));
  }

  @ReadingRoute({
    path: 'reconciliation',
    summary:
      'What sources say of pupils of an authority that does not agree, which of them stands, and how long reports take',
    names: reconciliationParameters,
    rules: rulesOfReconciliation,
    answer: ReconciliationDocument,
    showsPupils: true,
  })
  reconciliation(@Req() request: Request): Promise<ReconciliationDocument> {
    return this.reports.reconciliation(request, placeOf(request));
  }

  @ReadingRoute({
    path: 'counts',
    summary: 'Counts of an authority by academic year',
    names: figureParameters,
    answer: FiguresDocument,
  })
  counts(@Req() request: Request): Promise<FiguresDocument> {
    return this.reports.figures(request, 'counts', placeOf(request));
  }

  @ReadingRoute({
    path: 'rates',
    summary: 'Rates of an authority by academic year',
    names: figureParameters,
    answer: FiguresDocument,
  })
  rates(@Req() request: Request): Promise<FiguresDocument> {
    return this.reports.figures(request, 'rates', placeOf(request));
  }

  @ReadingRoute({
    path: 'distribution',
    summary: 'How a measure lies over the schools of an authority: bands, quarters, funnel; schools by name',
    names: distributionParameters,
    answer: DistributionDocument,
  })
  distribution(@Req() request: Request): Promise<DistributionDocument> {
    return this.reports.distribution(request, authorityIn(request));
  }

  @ReadingRoute({
    path: 'exit-timing',
    summary: 'Exits from an authority by the weeks before the next October and January census',
    names: figureParameters,
    answer: ExitTimingDocument,
  })
  exitTiming(@Req() request: Request): Promise<ExitTimingDocument> {
    return this.reports.exitTiming(request, placeOf(request));
  }

  @ReadingRoute({
    path: 'counts/by/:characteristic',
    summary: 'Counts of an authority by a characteristic, by academic year',
    names: breakdownParameters,
    answer: BreakdownDocument,
  })
  @ByCharacteristic()
  countsBy(@Req() request: Request): Promise<BreakdownDocument> {
    return this.reports.breakdown(request, 'counts', placeOf(request));
  }

  @ReadingRoute({
    path: 'rates/by/:characteristic',
    summary: 'Rates, shares and ratios of an authority by a characteristic, by academic year',
    names: breakdownParameters,
    answer: BreakdownDocument,
  })
  @ByCharacteristic()
  ratesBy(@Req() request: Request): Promise<BreakdownDocument> {
    return this.reports.breakdown(request, 'rates', placeOf(request));
  }

  @ReadingRoute({
    path: 'fair-access',
    summary: 'Places that an authority’s schools took under fair access, and how year groups are rated',
    names: dayParameters,
    answer: FairAccessDocument,
  })
  fairAccess(@Req() request: Request): Promise<FairAccessDocument> {
    return this.reports.fairAccess(request, placeOf(request));
  }

  @ReadingRoute({
    path: dayReportNames,
    summary:
      'Figures of an authority on a day: who is away, who came and went, who came back, what was sustained',
    names: dayParameters,
    answer: OnDayDocument,
  })
  onDay(@Req() request: Request): Promise<OnDayDocument> {
    return this.reports.onDay(request, placeOf(request));
  }

  @ReadingRoute({
    path: 'duties',
    summary: 'What is owed of an authority’s pupils, by whom, to whom and by when, and what is overdue',
    names: dutyParameters,
    answer: DutiesDocument,
    showsPupils: true,
  })
  duties(@Req() request: Request): Promise<DutiesDocument> {
    return this.reports.duties(request, placeOf(request));
  }
}

const placeOf = (request: Request): PlaceAsked => ({ authority: authorityIn(request), school: null });
