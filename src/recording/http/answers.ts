/** What a command's caller is answered. Positions and revisions are strings; nothing of what was reported is repeated. */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { flagCatalogue } from '../../../projections/trajectory/flags.js';
import type { ErasureOutcome } from '../commands.js';
import type { Outcome } from '../pupil-recorder.js';

const uuid = { type: String, format: 'uuid' } as const;

export class FlagRaised {
  @ApiProperty({ enum: Object.keys(flagCatalogue), description: 'The rule that the history now breaks.' })
  flag!: string;
  @ApiProperty({ type: String, description: 'The rule in words, with its source.' })
  meaning!: string;
  @ApiProperty({ type: String, format: 'date' })
  on!: string;
  @ApiPropertyOptional({
    type: String,
    description: 'The field, code list or school that the flag is about.',
  })
  about?: string;
  @ApiProperty({ ...uuid, isArray: true, description: 'The entries that raise it.' })
  evidence!: readonly string[];
}

export class RecordedAnswer {
  @ApiPropertyOptional({ ...uuid, description: 'The pupil; after a merge the record that survives.' })
  pupil?: string;
  @ApiProperty({ ...uuid, description: 'The entry that stands for what was reported.' })
  entry!: string;
  @ApiProperty({ type: String, example: 'Suspended' })
  type!: string;
  @ApiProperty({
    enum: ['recorded', 'known'],
    description: '`known`: an entry with the same content stood already.',
  })
  standing!: 'recorded' | 'known';
  @ApiProperty({
    type: String,
    nullable: true,
    example: '4711',
    description:
      'The entry’s place in the ledger. Null where it has none yet: it is recorded, and shows in trajectories once it has one.',
  })
  position!: string | null;
  @ApiProperty({ type: String, example: '12', description: 'The stream’s revision, as in ETag.' })
  revision!: string;
  @ApiProperty({
    type: [FlagRaised],
    description: 'Flags that this entry raised: the fact is recorded all the same.',
  })
  flags!: readonly FlagRaised[];
}

export class ErasedAnswer extends RecordedAnswer {
  @ApiProperty({ ...uuid, isArray: true, description: 'All records of the history; each is erased.' })
  records!: readonly string[];
  @ApiProperty({ type: Number })
  identifiersSuppressed!: number;
  @ApiProperty({ type: Number })
  keysDestroyed!: number;
}

export class FoundAnswer {
  @ApiProperty(uuid)
  pupil!: string;
  @ApiProperty({ enum: ['current', 'former', 'temporary'], description: 'How the UPN stands to the pupil.' })
  status!: string;
}

export class FieldProblem {
  @ApiProperty({
    type: String,
    example: 'terms[0].startsOn',
    description: 'A field of the body, a header, or `pupil` of the path.',
  })
  field!: string;
  @ApiProperty({ type: String, example: 'date' })
  rule!: string;
  @ApiProperty({ type: String })
  problem!: string;
  @ApiPropertyOptional({ type: [String] })
  allowed?: readonly string[];
}

/** RFC 9457. */
export class ProblemDocument {
  @ApiProperty({ type: String, example: 'urn:pupil-movement-ledger:problem:invalid-fields' })
  type!: string;
  @ApiProperty({ type: String })
  title!: string;
  @ApiProperty({ type: Number })
  status!: number;
  @ApiProperty({ type: String, example: 'invalid-fields', description: 'Stable, for programs.' })
  code!: string;
  @ApiPropertyOptional({ type: String })
  detail?: string;
  @ApiPropertyOptional({ type: String, description: 'Names this occurrence in the log.' })
  instance?: string;
  @ApiPropertyOptional({ type: [FieldProblem] })
  errors?: readonly FieldProblem[];
}

export function answerOf(outcome: Outcome | ErasureOutcome): RecordedAnswer | ErasedAnswer {
  const { pupil, entry, type, isNew, position, revision, flags } = outcome;
  const recorded: RecordedAnswer = {
    ...(pupil !== undefined && { pupil }),
    entry,
    type,
    standing: isNew ? 'recorded' : 'known',
    position: position === null ? null : String(position),
    revision: String(revision),
    flags: flags.map((raised) => ({ ...raised, meaning: flagCatalogue[raised.flag] })),
  };
  if (!('records' in outcome)) return recorded;
  const { records, identifiersSuppressed, keysDestroyed } = outcome;
  return Object.assign(recorded, { records, identifiersSuppressed, keysDestroyed });
}
