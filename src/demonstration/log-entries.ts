/** Reports as appends to the log. */
import { createHash } from 'node:crypto';
import { catalogue } from '../../events/catalogue.js';
import type { NewEvent } from '../../events/envelope.js';
import type { StreamName } from '../../events/identifiers.js';
import type { ExpectedRevision } from '../ledger/event-log.js';
import { history, type DemonstrationOutcome, type DemonstrationSettings } from './history.js';
import { overlaid, unsealed, type Entry, type Home, type Report } from './reports.js';
import { authority } from './schools.js';

export interface DemonstrationAppend {
  readonly stream: StreamName;
  readonly expected: ExpectedRevision;
  readonly events: readonly NewEvent[];
  readonly recordedAt: Date;
}

/**
 * The demonstration as appends, in the order in which they are to be made: over six years thirteen events a pupil
 * record, twenty for each of `pupils`. Streaming: memory grows with the pupils on roll, not with the events.
 *
 * @param options.withoutIdentity stand-ins take the place of boxes and place tokens, so that no keys are needed; the
 *   tokens compare as real ones do. Sealing is what `fillDemonstration` does instead.
 * @returns the generator's result: whom to look at
 */
export function* demonstrationLog(
  settings: DemonstrationSettings & { readonly withoutIdentity: true },
): Generator<DemonstrationAppend, DemonstrationOutcome> {
  const reports = history(settings);
  for (let next = reports.next(); ; next = reports.next()) {
    if (next.done === true) return next.value;
    yield appendOf(next.value, withStandIns);
  }
}

/** @param finished gives an entry's data the personal part that it is yet to carry */
export function appendOf(
  report: Report,
  finished: (entry: Entry, report: Report) => Entry['data'],
): DemonstrationAppend {
  const { stream, at, opens, entries } = report;
  const metadata = {
    actor: 'demonstration',
    role: stream.startsWith('pupil-') ? 'school' : 'authority',
    authority,
    source: { system: 'demonstration' },
    correlationId: entries[0]?.id ?? '',
  };
  return {
    stream,
    expected: opens ? 'none' : 'exists',
    events: entries.map((entry) => ({
      id: entry.id,
      type: entry.type,
      schemaVersion: catalogue[entry.type].version,
      data: finished(entry, report),
      metadata,
    })),
    recordedAt: new Date(at),
  };
}

function withStandIns({ data, personal }: Entry, { stream }: Report): Entry['data'] {
  switch (personal?.kind) {
    case 'person':
      return overlaid(data, { person: unsealed });
    case 'address':
      return overlaid(data, standInOf(stream, personal.home));
    case 'merge': {
      const addresses = personal.homes.map(({ since, ...home }) => ({
        effectiveOn: since,
        homeAuthority: home.authority,
        outwardPostcode: home.outwardPostcode,
        ...standInOf(stream, home),
      }));
      return overlaid(data, { addresses });
    }
    default:
      return data;
  }
}

function standInOf(stream: StreamName, { address: { lines, postcode } }: Home) {
  const text = `${stream}/${[...lines, postcode].join(', ')}`;
  const token = createHash('sha256').update(text).digest('base64url');
  const normaliser = lines.length > 0 ? 'uk-1' : 'postcode-1';
  return { place: { form: 'text' as const, normaliser, token }, address: unsealed };
}
