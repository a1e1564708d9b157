import { pino } from 'pino';
import { NestLogger } from '../../src/platform/logging.js';

/** The lines that a logger of Nest's writes, parsed. */
function linesOf(write: (logger: NestLogger) => void): unknown[] {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  write(new NestLogger(pino({ base: null, timestamp: false }, destination)));
  return lines.map((line) => JSON.parse(line) as unknown);
}

describe('the log', () => {
  it('holds the fields of an alarm, one by one', () => {
    expect(
      linesOf((logger) => {
        logger.error({ message: 'an event is quarantined', reason: 'id-twice' }, 'Sequencer');
      }),
    ).toEqual([{ level: 50, context: 'Sequencer', reason: 'id-twice', msg: 'an event is quarantined' }]);
  });

  it('holds words as words', () => {
    expect(
      linesOf((logger) => {
        logger.warn('the database is away', 'Health');
      }),
    ).toEqual([{ level: 40, context: 'Health', msg: 'the database is away' }]);
  });
});
