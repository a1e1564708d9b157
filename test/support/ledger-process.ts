import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { checkoutFolder } from '../../src/platform/checkout.js';

/** A real process of the built application. */
export interface LedgerProcess {
  readonly pid: number;
  readonly address: string;
  /** Sends the signal and waits for the end. @returns the exit code, or null when the signal itself ended it. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>;
}

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Environment = Readonly<Record<string, string>>;

/** What `npm start` starts: an embedded database that is empty gets the whole demonstration, which takes its time. */
export const wholeSystem = ['dist/src/main.js'] as const;
/** The application alone. */
export const serveCommand = ['infra/bin/ledger.js', 'serve'] as const;

/** Starts the application on a free port and waits until it says where it serves. @throws Error when it ends first. */
export async function startLedger(
  environment: Environment,
  program: readonly string[] = wholeSystem,
): Promise<LedgerProcess> {
  const child = launch(program, { PORT: '0', LOG_LEVEL: 'error', ...environment });
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = once(child, 'close').then(([code]: unknown[]) => (typeof code === 'number' ? code : null));
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      const found = /serves (http:\S+)/.exec(stdout)?.[1];
      if (found !== undefined) resolve(found);
    });
    void ended.then((code) => {
      reject(new Error(`the application ended with ${String(code)} before it served: ${stderr}`));
    });
  });
  if (child.pid === undefined) throw new Error('the application has no process');
  return { pid: child.pid, address, end: (signal) => (child.kill(signal), ended) };
}

/** Starts a program of the checkout that will not come to its end. @returns kills it */
export function begin(args: readonly string[], environment: Environment = {}): () => Promise<void> {
  const child = launch(args, environment);
  const ended = once(child, 'exit');
  return async () => {
    child.kill('SIGKILL');
    await ended;
  };
}

/** Runs a program of the checkout to its end. */
export function run(args: readonly string[], environment: Environment = {}): Promise<Finished> {
  return finish(launch(args, environment));
}

/** The same, sent the signal once it has written these words to standard error. */
export function runUntil(
  words: string,
  signal: NodeJS.Signals,
  args: readonly string[],
  environment: Environment = {},
): Promise<Finished> {
  const child = launch(args, environment);
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    const before = stderr;
    stderr += chunk.toString();
    if (!before.includes(words) && stderr.includes(words)) child.kill(signal);
  });
  return finish(child);
}

async function finish(child: ReturnType<typeof launch>): Promise<Finished> {
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

/** Nothing of the caller's environment but the path: a variable of the ledger set there would decide the test. */
function launch(args: readonly string[], environment: Environment) {
  return spawn(process.execPath, args, {
    cwd: checkoutFolder,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
