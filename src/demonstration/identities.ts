/** The made-up pupils' personal data through the real index, keys and seals, a batch of reports at a time. */
import type pg from 'pg';
import { pupilOf, type PupilId, type StreamName } from '../../events/identifiers.js';
import { addressParts } from '../identity/addresses.js';
import type { Keyring } from '../identity/keys/keyring.js';
import type { KeyStore, PupilKeys } from '../identity/keys/key-store.js';
import { PupilIndex } from '../identity/pupil-index.js';
import { seal } from '../identity/sealing.js';
import { overlaid, type Entry, type Report } from './reports.js';

/** Somebody else's pupil has one of the made-up UPNs: this ledger is no demonstration's. */
class PupilOfAnother extends Error {
  constructor() {
    super('a UPN of the demonstration is held by a pupil of another: nothing more was recorded');
    this.name = 'PupilOfAnother';
  }
}

export class Identities {
  private readonly index: PupilIndex;
  private readonly coming: PupilId[] = [];

  constructor(
    pool: pg.Pool,
    keyring: Keyring,
    private readonly keys: KeyStore,
  ) {
    this.index = new PupilIndex(pool, keyring.indexKey, () => this.nextId());
  }

  /**
   * Makes the pupils that these reports introduce, and keys.
   * @returns what seals the reports' entries
   * @throws {PupilOfAnother}
   */
  async prepare(reports: readonly Report[]): Promise<(entry: Entry, report: Report) => Entry['data']> {
    await this.makePupils(reports);
    const pupils = new Set(
      reports.flatMap(({ stream, entries }) =>
        entries.some(({ personal }) => personal) ? [pupilIn(stream)] : [],
      ),
    );
    const keys = pupils.size > 0 ? await this.keys.keysOf([...pupils]) : new Map<PupilId, PupilKeys>();
    return (entry, { stream }) => {
      if (!entry.personal) return entry.data;
      const own = keys.get(pupilIn(stream));
      if (own === undefined || own === 'destroyed')
        throw new RangeError('personal data after the keys were destroyed');
      return sealed(entry, own);
    };
  }

  /** What recorded reports change outside the log: UPNs, merges, erasures. May be repeated. */
  async follow(reports: readonly Report[]): Promise<void> {
    await Promise.all(
      reports.flatMap(({ stream, entries }) => entries.map((entry) => this.followEntry(stream, entry))),
    );
  }

  private async followEntry(stream: StreamName, { type, personal }: Entry): Promise<void> {
    if (personal?.kind === 'upn') await this.index.changeUpn(pupilIn(stream), personal.upn, personal.since);
    if (personal?.kind === 'merge') await this.index.merge(pupilIn(stream), personal.absorbed);
    if (type === 'PersonalDataKeyDestroyed') {
      await this.index.suppress([pupilIn(stream)]);
      await this.keys.destroy([pupilIn(stream)]);
    }
  }

  private async makePupils(reports: readonly Report[]): Promise<void> {
    const pupils = new Map<string, PupilId>();
    for (const { stream, entries } of reports) {
      for (const { personal } of entries)
        if (personal?.kind === 'person') pupils.set(personal.person.upn, pupilIn(stream));
    }
    if (pupils.size === 0) return;
    this.coming.splice(0, Infinity, ...pupils.values());
    const found = await this.index.findOrCreateMany('upn', [...pupils.keys()]);
    for (const [upn, pupil] of pupils) {
      const holder = found.get(upn);
      if (!holder || holder.erased || holder.pupil !== pupil) throw new PupilOfAnother();
    }
  }

  /** The index asks for ids in the order of the UPNs that it is given. */
  private nextId(): PupilId {
    const next = this.coming.shift();
    if (next === undefined) throw new RangeError('asked for more pupils than were given');
    return next;
  }
}

function sealed({ data, personal }: Entry, keys: PupilKeys): Entry['data'] {
  switch (personal?.kind) {
    case 'person':
      return overlaid(data, { person: seal(keys, 'person', personal.person) });
    case 'address':
      return overlaid(data, addressParts(keys, personal.home.address, personal.home.authority));
    case 'upn':
      return {
        effectiveOn: personal.since,
        kind: 'permanent',
        upn: seal(keys, 'person', { upn: personal.upn }),
      };
    case 'merge': {
      const addresses = personal.homes.map(({ since, address, authority }) => ({
        effectiveOn: since,
        ...addressParts(keys, address, authority),
      }));
      return overlaid(data, { addresses });
    }
    default:
      return data;
  }
}

function pupilIn(stream: StreamName): PupilId {
  const pupil = pupilOf(stream);
  if (!pupil) throw new RangeError('personal data outside a pupil’s stream');
  return pupil;
}
