import { Inject, Injectable } from '@nestjs/common';
import { QueryBus, type Query } from '@nestjs/cqrs';
import type { Request } from 'express';
import type { Viewer } from '../../auditing/access-record.js';
import {
  askDistribution,
  askBreakdown,
  askDuties,
  askEarlyWarnings,
  askExitTiming,
  askFairAccess,
  askFigures,
  askMethods,
  askMoves,
  askOnDay,
  askReconciliation,
} from '../ask.js';
import type { DistributionDocument, ExitTimingDocument } from '../documents/distribution.js';
import type { BreakdownDocument } from '../documents/breakdowns.js';
import type { DutiesDocument } from '../documents/duties.js';
import type { EarlyWarningDocument, ReconciliationDocument } from '../documents/findings.js';
import type { FairAccessDocument } from '../documents/fair-access.js';
import type { MethodsDocument } from '../documents/methods.js';
import type { OnDayDocument } from '../documents/on-day.js';
import type { FiguresDocument, MovesDocument } from '../documents/reports.js';
import type { PlaceAsked } from '../places.js';
import {
  DistributionOfMeasure,
  BreakdownOfPlace,
  DutiesOfPlace,
  EarlyWarningsOfPlace,
  ExitTimingOfPlace,
  FairAccessOfPlace,
  FiguresOfPlace,
  FiguresOnDay,
  MethodsOfPlace,
  MovesOfPlace,
  ReconciliationOfPlace,
  type Replaying,
} from '../queries.js';
import { addressOfNext, viewerOf, withinRequest } from './reading.js';

/** Answers the reports of schools and of authorities, which differ in their place alone. */
@Injectable()
export class PlaceReports {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  moves(request: Request, place: PlaceAsked): Promise<MovesDocument> {
    const asked = askMoves(place, request.query);
    return this.page(request, (viewer, replaying) => new MovesOfPlace(asked, viewer, replaying));
  }

  methods(request: Request, place: PlaceAsked): Promise<MethodsDocument> {
    const asked = askMethods(place, request.query);
    return this.page(request, (viewer, replaying) => new MethodsOfPlace(asked, viewer, replaying));
  }

  duties(request: Request, place: PlaceAsked): Promise<DutiesDocument> {
    const asked = askDuties(place, request.query);
    return this.page(request, (viewer, replaying) => new DutiesOfPlace(asked, viewer, replaying));
  }

  earlyWarnings(request: Request, place: PlaceAsked): Promise<EarlyWarningDocument> {
    const asked = askEarlyWarnings(place, request.query);
    return this.page(request, (viewer, replaying) => new EarlyWarningsOfPlace(asked, viewer, replaying));
  }

  reconciliation(request: Request, place: PlaceAsked): Promise<ReconciliationDocument> {
    const asked = askReconciliation(place, request.query);
    return this.page(request, (viewer, replaying) => new ReconciliationOfPlace(asked, viewer, replaying));
  }

  async fairAccess(request: Request, place: PlaceAsked): Promise<FairAccessDocument> {
    const asked = askFairAccess(place, request.query);
    return withinRequest(request, (replaying) =>
      this.queries.execute(new FairAccessOfPlace(asked, replaying)),
    );
  }

  /** Which report is the last part of the path. */
  async onDay(request: Request, place: PlaceAsked): Promise<OnDayDocument> {
    const asked = askOnDay(request.path.split('/').at(-1) ?? '', place, request.query);
    if (!asked) throw new RangeError('a path without such a report leads elsewhere');
    return withinRequest(request, (replaying) => this.queries.execute(new FiguresOnDay(asked, replaying)));
  }

  async distribution(request: Request, authority: string | null): Promise<DistributionDocument> {
    const asked = askDistribution(authority, request.query);
    return withinRequest(request, (replaying) =>
      this.queries.execute(new DistributionOfMeasure(asked, replaying)),
    );
  }

  async exitTiming(request: Request, place: PlaceAsked): Promise<ExitTimingDocument> {
    const asked = askExitTiming(place, request.query);
    return withinRequest(request, (replaying) =>
      this.queries.execute(new ExitTimingOfPlace(asked, replaying)),
    );
  }

  async figures(request: Request, report: 'counts' | 'rates', place: PlaceAsked): Promise<FiguresDocument> {
    const asked = askFigures(report, place, request.query);
    return withinRequest(request, (replaying) => this.queries.execute(new FiguresOfPlace(asked, replaying)));
  }

  /** By which characteristic is the last part of the path. */
  async breakdown(
    request: Request,
    report: 'counts' | 'rates',
    place: PlaceAsked,
  ): Promise<BreakdownDocument> {
    const asked = askBreakdown(report, String(request.params['characteristic']), place, request.query);
    return withinRequest(request, (replaying) =>
      this.queries.execute(new BreakdownOfPlace(asked, replaying)),
    );
  }

  /** A page that shows pupils, with the address of the next one. */
  private async page<Document extends Page>(
    request: Request,
    queryOf: (viewer: Viewer, replaying: Replaying) => Query<Document>,
  ): Promise<Document> {
    const viewer = viewerOf(request);
    const document = await withinRequest(request, (replaying) =>
      this.queries.execute(queryOf(viewer, replaying)),
    );
    if (document.nextAfter !== null) document.next = addressOfNext(request, document.nextAfter);
    return document;
  }
}

interface Page {
  readonly nextAfter: string | null;
  next: string | null;
}
