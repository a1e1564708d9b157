import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AddressChanged } from '../../../events/circumstances.js';
import { pupilOf, pupilStream, type PupilId } from '../../../events/identifiers.js';
import { ofType, standingFacts } from '../../../projections/standing-facts.js';
import { carriedAddresses } from '../../identity/addresses.js';
import { asUnknown, Erasure } from '../../identity/erasure.js';
import { PupilIndex } from '../../identity/pupil-index.js';
import { ChangeUpn, ErasePerson, IdentifyPupil, MergeRecords, type ErasureOutcome } from '../commands.js';
import { releasable } from '../context.js';
import { identifyPupil } from '../deciders/identify-pupil.js';
import { mergedBefore, mergeRecords } from '../deciders/merge-records.js';
import { alreadyMerged, personErased, unknownAbsorbed } from '../deciders/refusals.js';
import { reportFact } from '../deciders/report-fact.js';
import { positionOf } from '../../ledger/history-event.js';
import { Histories } from '../history.js';
import { throwRefusal } from '../identity-refusals.js';
import { PupilRecorder, type Outcome } from '../pupil-recorder.js';
import { requireRevision } from '../recorder.js';
import { ReportSealer } from '../reports/seal-report.js';

/*
 * The pupil index is written before the log: its unique keys decide who of two gets a UPN, and which of two records
 * survives. A process that dies between the two leaves what the same request, sent again, brings to its end.
 * Erasure goes the other way round (src/identity/erasure.ts).
 */

@CommandHandler(IdentifyPupil)
export class IdentifyPupilHandler implements ICommandHandler<IdentifyPupil> {
  constructor(
    @Inject(PupilRecorder) private readonly recorder: PupilRecorder,
    @Inject(ReportSealer) private readonly sealer: ReportSealer,
    @Inject(PupilIndex) private readonly index: PupilIndex,
  ) {}

  async execute({ person, context }: IdentifyPupil): Promise<Outcome> {
    const found = (await this.index.findOrCreateMany('upn', [person.upn])).get(person.upn);
    if (!found || found.erased) throw personErased();
    const saysOnlyUpn = Object.keys(person).every((field) => field === 'upn' || field === 'effectiveOn');
    return this.recorder.recordOfNew(found.pupil, context, async (history) =>
      identifyPupil(history.events, await this.sealer.person(person, history.pupil), saysOnlyUpn),
    );
  }
}

@CommandHandler(ChangeUpn)
export class ChangeUpnHandler implements ICommandHandler<ChangeUpn> {
  constructor(
    @Inject(PupilRecorder) private readonly recorder: PupilRecorder,
    @Inject(ReportSealer) private readonly sealer: ReportSealer,
    @Inject(PupilIndex) private readonly index: PupilIndex,
  ) {}

  execute({ pupil, change, context: given }: ChangeUpn): Promise<Outcome> {
    const { context, release } = releasable(given);
    return this.recorder.record(pupil, context, async (history) => {
      const data = await this.sealer.upnChanged(change, history.pupil);
      await this.index.changeUpn(history.pupil, change.upn, change.effectiveOn).catch(throwRefusal);
      release();
      return reportFact(history.events, { type: 'UpnChanged', data });
    });
  }
}

/** As many as the event takes; of more, the oldest stay behind. */
const mostCarriedAddresses = 200;

@CommandHandler(MergeRecords)
export class MergeRecordsHandler implements ICommandHandler<MergeRecords> {
  constructor(
    @Inject(PupilRecorder) private readonly recorder: PupilRecorder,
    @Inject(Histories) private readonly histories: Histories,
    @Inject(ReportSealer) private readonly sealer: ReportSealer,
    @Inject(PupilIndex) private readonly index: PupilIndex,
  ) {}

  execute({ pupil: named, merge, context: given }: MergeRecords): Promise<Outcome> {
    const { absorbed } = merge;
    const { context, release } = releasable(given);
    return this.recorder.record(named, context, async ({ pupil: surviving, events: history }) => {
      const { surviving: absorbedInto } = await this.index.historyOf(absorbed);
      const before = mergedBefore({ named, surviving, history, absorbedInto }, absorbed);
      if (before !== null) return { known: before };
      if (history.some(({ type }) => type === 'PersonalDataKeyDestroyed')) throw personErased();
      const addresses = await this.carriedAddresses(surviving, absorbed);
      await this.index.merge(surviving, absorbed).catch(throwRefusal);
      release();
      // Of two that merge the same records each the other way round, the index let one through; both are one now.
      const { surviving: survived } = await this.index.historyOf(absorbed);
      if (survived !== surviving) throw alreadyMerged(survived);
      return mergeRecords(merge, addresses);
    });
  }

  /**
   * The addresses of all records that come in, with tokens under the surviving pupil's key. Their boxes stay where they
   * are: nothing reads an address here, and an event must not grow with every merge.
   */
  private async carriedAddresses(surviving: PupilId, absorbed: PupilId): Promise<AddressChanged[]> {
    const { events } = await this.histories.ofNewPupil(absorbed);
    if (events.length === 0) throw unknownAbsorbed();
    if (events.some(({ type }) => type === 'PersonalDataKeyDestroyed')) throw personErased();
    const addresses = ofType(standingFacts(events).facts, 'AddressChanged');
    const records = [...new Set(addresses.map(({ stream }) => stream))].filter(
      (stream) => stream !== pupilStream(surviving),
    );
    const keys = await this.sealer.keysOf(surviving);
    const carried = await Promise.all(
      records.map(async (stream) => {
        const own = addresses.flatMap((fact) => (fact.stream === stream ? [fact.data] : []));
        return carriedAddresses(await this.sealer.keysOf(pupilOf(stream) ?? absorbed), keys, own);
      }),
    );
    const newestFirst = carried.flat().sort((a, b) => (a.effectiveOn < b.effectiveOn ? 1 : -1));
    return newestFirst.slice(0, mostCarriedAddresses).map(({ address: _, ...token }) => token);
  }
}

@CommandHandler(ErasePerson)
export class ErasePersonHandler implements ICommandHandler<ErasePerson> {
  constructor(
    @Inject(Histories) private readonly histories: Histories,
    @Inject(Erasure) private readonly erasure: Erasure,
  ) {}

  async execute({ pupil: named, erasure, context }: ErasePerson): Promise<ErasureOutcome> {
    const before = await this.histories.ofPupil(named);
    const isErased = before.events.some((event) => event.type === 'PersonalDataKeyDestroyed');
    if (!isErased) requireRevision(before, context.expected);
    const { pupil } = before;
    const { effectiveOn, reason } = erasure;
    const { records, entriesRecorded, identifiersSuppressed, keysDestroyed } = await this.erasure
      .erase({ pupil, effectiveOn, reason, metadata: context.metadata })
      .catch(throwRefusal);
    const after = await this.histories.ofPupil(pupil).catch(asUnknown(records));
    const entry = after.events.find(
      ({ type, stream }) => type === 'PersonalDataKeyDestroyed' && stream === after.stream,
    );
    if (!entry || after.revision === null)
      throw new RangeError('an erasure left no entry in the surviving record');
    return {
      isNew: entriesRecorded > 0,
      pupil,
      entry: entry.id,
      type: entry.type,
      position: positionOf(entry),
      revision: after.revision,
      flags: [],
      records,
      identifiersSuppressed,
      keysDestroyed,
    };
  }
}
