/** What a sequencer has to tell, as lines of the log. Streams of the ledger and reasons; never an event's content. */
import type { Logger } from '@nestjs/common';
import { describeFault } from '../platform/errors/describe-fault.js';
import { ledgerStream } from './eventstoredb/namespace.js';
import type { SequencerWatch } from './eventstoredb/sequencer/sequencer.js';

export function sequencerWatch(logger: Pick<Logger, 'error' | 'warn'>): SequencerWatch {
  return {
    quarantined: ({ record, reason }) =>
      logger.error({
        message: 'an event has no position: it is quarantined',
        stream: nameToTell(record.stream),
        revision: String(record.revision),
        id: record.id,
        reason,
      }),
    markDiffers: ({ position }) =>
      logger.error({ message: 'the sequenced copy is not what was sequenced once', position }),
    stopped: (why) => logger.error({ message: why.message }),
    trouble: (error) =>
      logger.warn({ message: 'sequencing failed and is tried again', fault: describeFault(error) }),
  };
}

/** Anything may stand in a name that is none of the ledger's: the event's id tells where to look. */
const nameToTell = (name: string): string | undefined =>
  ledgerStream(name.slice(0, name.indexOf('.')), name) && name;
