import { PostgresEventLog } from '../../src/ledger/postgres/postgres-event-log.js';
import { connect } from '../../src/platform/database/pools.js';
import { freshDatabase } from '../support/database.js';
import { describeEventLog } from '../support/event-log-contract.js';

describeEventLog('PostgreSQL', async () => {
  const database = await freshDatabase();
  const operator = await connect(database.connectionString);
  const log = await PostgresEventLog.open(database);
  const others: PostgresEventLog[] = [];
  return {
    log,
    async another() {
      const other = await PostgresEventLog.open(database);
      others.push(other);
      return other;
    },
    environment: { DATABASE_URL: database.connectionString },
    async loseConnections() {
      await operator.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`,
      );
    },
    async close() {
      await Promise.all([log, ...others].map((one) => one.close()));
      await operator.end();
      await database.close();
    },
  };
});
