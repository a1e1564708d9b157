import { SingleBar, Presets } from 'cli-progress';

/** What a command prints: one result on standard output, everything on the way on standard error. */
export interface Output {
  /** Shown on a terminal only; a log file wants no bars. */
  progress(label: string, total: number): Progress;
  note(line: string): void;
  /** Prints the result once: as one JSON document with `--json`, else as `human` words it. */
  result(document: unknown, human: () => string): void;
}

export interface Progress {
  /** @param total when it has become known better. */
  set(done: number, total?: number): void;
  end(): void;
}

export function createOutput({ json }: { json?: boolean | undefined }): Output {
  return {
    progress: startProgress,
    note: (line) => void process.stderr.write(`${line}\n`),
    result: (document, human) =>
      void process.stdout.write(`${json ? JSON.stringify(document, null, 2) : human()}\n`),
  };
}

const silent: Progress = { set: () => undefined, end: () => undefined };

function startProgress(label: string, total: number): Progress {
  if (!process.stderr.isTTY) return silent;
  const format = `${label} {bar} {percentage}% | {value} of {total} | {eta_formatted} left`;
  const bar = new SingleBar(
    { format, stream: process.stderr, hideCursor: true, fps: 5 },
    Presets.shades_classic,
  );
  bar.start(total, 0);
  return {
    set: (done, newTotal) => {
      if (newTotal !== undefined) bar.setTotal(newTotal);
      bar.update(done);
    },
    end: () => bar.stop(),
  };
}
