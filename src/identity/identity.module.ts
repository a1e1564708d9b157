import { Module } from '@nestjs/common';
import { EVENT_LOG, type EventLog } from '../ledger/event-log.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import type { Clock } from '../platform/clock.js';
import type { Configuration } from '../platform/configuration.js';
import type { Database } from '../platform/database/open-database.js';
import { CLOCK, CONFIGURATION, DATABASE } from '../platform/platform.module.js';
import { Erasure } from './erasure.js';
import { recordsOfHistory } from './history-records.js';
import { KeyStore } from './keys/key-store.js';
import { Keyring } from './keys/keyring.js';
import { masterKeys } from './keys/master-keys.js';
import { newPupilId } from './pupil-id.js';
import { PupilIndex } from './pupil-index.js';

/** Pupil index, personal-data keys and erasure. Does not start with a master key that the database does not know. */
@Module({
  imports: [LedgerModule],
  providers: [
    { provide: Keyring, useFactory: openKeyring, inject: [DATABASE, CONFIGURATION] },
    {
      provide: KeyStore,
      useFactory: ({ pool }: Database, keyring: Keyring) => new KeyStore(pool, keyring),
      inject: [DATABASE, Keyring],
    },
    {
      provide: PupilIndex,
      useFactory: ({ pool }: Database, { indexKey }: Keyring, clock: Clock) =>
        new PupilIndex(pool, indexKey, () => newPupilId(clock)),
      inject: [DATABASE, Keyring, CLOCK],
    },
    {
      provide: Erasure,
      useFactory: (log: EventLog, index: PupilIndex, keys: KeyStore) =>
        new Erasure(log, (pupil) => recordsOfHistory(log, index, pupil), index, keys),
      inject: [EVENT_LOG, PupilIndex, KeyStore],
    },
  ],
  exports: [Keyring, KeyStore, PupilIndex, Erasure],
})
export class IdentityModule {}

function openKeyring({ pool }: Database, configuration: Configuration): Promise<Keyring> {
  const { current, retired } = configuration.masterKeys;
  return Keyring.open(pool, masterKeys(current, retired));
}
