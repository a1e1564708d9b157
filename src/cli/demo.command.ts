import { Command, CommandRunner, Option } from 'nest-commander';
import { contentOf, NotTheDemonstration, type Filled } from '../demonstration/fill.js';
import { defaultSettings, mostYears, type DemonstrationSettings } from '../demonstration/history.js';
import { fillWithProgress, partsOf } from '../demonstration/over-the-application.js';
import { inWords, thingsToTry } from '../demonstration/things-to-try.js';
import { BackgroundSequencing } from '../ledger/background-sequencing.js';
import { CONFIGURATION } from '../platform/platform.module.js';
import type { Configuration } from '../platform/configuration.js';
import { WrongUse } from './exit-codes.js';
import { createOutput, type Output } from './output.js';
import { withLedger } from './with-ledger.js';

interface Options extends DemonstrationSettings {
  readonly json?: boolean;
}

@Command({
  name: 'demo',
  description: 'fills an empty ledger with a made-up authority; the same seed makes the same one',
})
export class DemoCommand extends CommandRunner {
  async run(_: string[], { json, ...settings }: Options): Promise<void> {
    const output = createOutput({ json });
    const { filled, address } = await withLedger(async (ledger, signal) => {
      ledger.get(BackgroundSequencing, { strict: false }).begin();
      const { host, port } = ledger.get<Configuration>(CONFIGURATION, { strict: false });
      const parts = partsOf(ledger);
      const content = await contentOf(parts, settings, signal);
      if (content !== 'empty' && content !== 'begun') throw new WrongUse(notEmpty);
      return { filled: await this.fill(parts, settings, output, signal), address: `http://${host}:${port}` };
    });
    const { events, records, authority, worthALook } = filled;
    const document = {
      ...settings,
      events,
      records,
      authority,
      worthALook,
      toTry: thingsToTry(filled, address),
    };
    output.result(document, () => inWords(filled, settings, address));
  }

  @Option({
    flags: '--seed <number>',
    description: 'which authority: everything follows from it',
    defaultValue: defaultSettings.seed,
  })
  parseSeed(text: string): number {
    return whole('--seed', text, 0, 2 ** 32 - 1);
  }

  @Option({
    flags: '--pupils <number>',
    description: 'on roll at a time; schools in proportion',
    defaultValue: defaultSettings.pupils,
  })
  parsePupils(text: string): number {
    return whole('--pupils', text, 100, 1_000_000);
  }

  @Option({
    flags: '--years <number>',
    description: 'school years, the last of them 2024/25',
    defaultValue: defaultSettings.years,
  })
  parseYears(text: string): number {
    return whole('--years', text, 1, mostYears);
  }

  @Option({ flags: '--json', description: 'prints one JSON document' })
  parseJson(): boolean {
    return true;
  }

  private async fill(
    parts: ReturnType<typeof partsOf>,
    settings: DemonstrationSettings,
    output: Output,
    signal: AbortSignal,
  ): Promise<Filled> {
    try {
      return await fillWithProgress(parts, settings, output, signal);
    } catch (error) {
      if (signal.aborted) output.note('Stopped; the same command goes on with it.');
      throw error instanceof NotTheDemonstration ? new WrongUse(notEmpty) : error;
    }
  }
}

const notEmpty =
  'The ledger is not empty, and a demonstration is made in an empty one only: give it another DATABASE_URL or LEDGER_DATA_FOLDER, and another EVENTSTORE_NAMESPACE where EVENTSTORE_URL is set.';

function whole(option: string, text: string, least: number, most: number): number {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  if (!(number >= least && number <= most))
    throw new WrongUse(`${option} is a whole number from ${least} to ${most}`);
  return number;
}
