import { totalmem } from 'node:os';

/** What differs between the embedded servers: how many may connect, and whether the disk is waited for. */
export interface ServerSettings {
  readonly maxConnections: number;
  /** False only where the data is thrown away afterwards, as in tests. */
  readonly durable: boolean;
}

const megabyte = 1024 * 1024;

/** Command-line settings of the server, chosen for the machine: an eighth of its memory as buffers, 128 MB to 1 GB. */
export function serverSettings({ maxConnections, durable }: ServerSettings, memory = totalmem()): string[] {
  const buffers = Math.min(1024, Math.max(128, Math.floor(memory / 8 / megabyte)));
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: String(maxConnections),
    shared_buffers: `${buffers}MB`,
    effective_cache_size: `${Math.max(256, Math.floor(memory / 2 / megabyte))}MB`,
    maintenance_work_mem: `${Math.max(64, Math.floor(buffers / 4))}MB`,
    work_mem: '16MB',
    fsync: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    max_wal_size: '4GB',
    random_page_cost: '1.1',
    effective_io_concurrency: '64',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements, their values and the messages of refused ones are personal data; the log keeps none of them.
    log_min_messages: 'log',
    log_error_verbosity: 'terse',
    log_statement: 'none',
    log_min_error_statement: 'panic',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
