import { Inject, Injectable, Module } from '@nestjs/common';
import { dayInLondon, type PlainDate } from '../../events/calendar/plain-date.js';
import { IdentityModule } from '../identity/identity.module.js';
import { KeyStore } from '../identity/keys/key-store.js';
import { PupilIndex } from '../identity/pupil-index.js';
import { EVENT_LOG, type EventLog } from '../ledger/event-log.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { SEQUENCED_LOG, type SequencedLog } from '../ledger/sequenced-log.js';
import { SEQUENCING, type Sequencing } from '../ledger/sequencing.js';
import type { Clock } from '../platform/clock.js';
import type { Database } from '../platform/database/open-database.js';
import { CLOCK, DATABASE } from '../platform/platform.module.js';
import { importCalendar, type CalendarReport } from './calendar/import-calendar.js';
import { importCensus, type CensusReport, type CensusRequest } from './census/import-census.js';
import { PupilsAtSchoolsInLog } from './census/pupils-at-schools.js';
import { importCtf, type CtfReport } from './ctf/import-ctf.js';
import { importAuthorities, type AuthoritiesReport } from './establishments/import-authorities.js';
import { importLinks, type LinksReport } from './establishments/import-links.js';
import { importSchools, type SchoolsReport } from './establishments/import-schools.js';
import { importMovements, type MovementsReport } from './movements/import-movements.js';
import { sequencedSoFar, type ImportContext } from './import-context.js';

/** What the caller of an import brings: where refusals go, whether to record, when to stop, what shows progress. */
export type ImportTerms = Omit<ImportContext, 'log' | 'sequenced' | 'sequencing'>;

/** Every kind of import, over the application's parts. */
@Injectable()
export class Importing {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(SEQUENCED_LOG) private readonly sequenced: SequencedLog,
    @Inject(SEQUENCING) private readonly sequencing: Sequencing,
    @Inject(PupilIndex) private readonly index: PupilIndex,
    @Inject(KeyStore) private readonly keys: KeyStore,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async authorities(terms: ImportTerms, path: string): Promise<AuthoritiesReport> {
    return importAuthorities(await this.context(terms), path, this.today());
  }

  async schools(terms: ImportTerms, path: string): Promise<SchoolsReport> {
    return importSchools(await this.context(terms), path, this.today());
  }

  async links(terms: ImportTerms, path: string): Promise<LinksReport> {
    return importLinks(await this.context(terms), path, this.today());
  }

  async calendar(terms: ImportTerms, path: string): Promise<CalendarReport> {
    return importCalendar(await this.context(terms), path, this.today());
  }

  async census(terms: ImportTerms, request: CensusRequest): Promise<CensusReport> {
    const { index, keys } = this;
    const pupilsAtSchools = new PupilsAtSchoolsInLog(this.database.pool);
    return importCensus({ ...(await this.context(terms)), index, keys, pupilsAtSchools }, request);
  }

  async movements(terms: ImportTerms, path: string): Promise<MovementsReport> {
    const { index, keys } = this;
    return importMovements({ ...(await this.context(terms)), index, keys }, path, this.today());
  }

  async ctf(terms: ImportTerms, path: string): Promise<CtfReport> {
    const { index, keys } = this;
    return importCtf({ ...(await this.context(terms)), index, keys }, path, this.today());
  }

  private async context(terms: ImportTerms): Promise<ImportContext> {
    const context = { ...terms, log: this.log, sequenced: this.sequenced, sequencing: this.sequencing };
    // Merges, authorities and links are looked for over the whole log. An import that is stopped here ends by itself.
    await sequencedSoFar(context);
    return context;
  }

  private today(): PlainDate {
    return dayInLondon(this.clock().toISOString());
  }
}

@Module({ imports: [LedgerModule, IdentityModule], providers: [Importing], exports: [Importing] })
export class ImportingModule {}
