import { Test, type TestingModule } from '@nestjs/testing';
import { UnknownMasterKey } from '../../src/identity/errors.js';
import { Erasure } from '../../src/identity/erasure.js';
import { IdentityModule } from '../../src/identity/identity.module.js';
import { KeyStore } from '../../src/identity/keys/key-store.js';
import { PupilIndex } from '../../src/identity/pupil-index.js';
import { loadConfiguration } from '../../src/platform/configuration.js';
import type { Database } from '../../src/platform/database/open-database.js';
import { HealthModule } from '../../src/platform/health/health.module.js';
import { MetricsModule } from '../../src/platform/metrics/metrics.module.js';
import { PlatformModule } from '../../src/platform/platform.module.js';
import { freshDatabase } from '../support/database.js';
import { aPupil, firstMasterKey, keysOf, secondMasterKey, upnNumber } from './given.js';

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

async function moduleWith(masterKey: Buffer): Promise<TestingModule> {
  const configuration = await loadConfiguration({
    DATABASE_URL: database.connectionString,
    LEDGER_MASTER_KEY: masterKey.toString('base64'),
  });
  const imports = [PlatformModule.with(configuration, database), HealthModule, MetricsModule, IdentityModule];
  return Test.createTestingModule({ imports }).compile();
}

test('the application has the identity part from its configuration, and starts with no other master key', async () => {
  const application = await moduleWith(firstMasterKey);
  try {
    await keysOf(application.get(KeyStore), aPupil());
    expect((await application.get(PupilIndex).findOrCreateMany('upn', [upnNumber(1)])).size).toBe(1);
    expect(application.get(Erasure)).toBeInstanceOf(Erasure);
  } finally {
    await application.close();
  }
  await expect(moduleWith(secondMasterKey)).rejects.toThrow(UnknownMasterKey);
});
