import { Injectable, Module, type Provider } from '@nestjs/common';
import { CommandRunner, InjectCommander } from 'nest-commander';
import { CopyCommand } from './copy.command.js';
import { DemoCommand } from './demo.command.js';
import { EraseCommand } from './erase.command.js';
import { RotateKeysCommand } from './rotate-keys.command.js';
import { ImportCommand, importCommands } from '../importing/import.command.js';
import { CheckExportCommand } from '../publication/check-export.command.js';
import { ExportCommand, exportCommands } from '../publication/export.command.js';
import { MeasuresCommand } from './measures.command.js';
import { RebuildCommand } from './rebuild.command.js';
import { ReportCommand } from './report.command.js';
import { SequenceCommand } from './sequence.command.js';
import { ServeCommand } from './serve.command.js';
import { TrajectoryCommand } from './trajectory.command.js';
import { VerifyCommand } from './verify.command.js';

/** The commands of `ledger`, one class each. A new command adds itself here. */
const commands: Provider[] = [
  ServeCommand,
  DemoCommand,
  EraseCommand,
  RotateKeysCommand,
  ImportCommand,
  ...importCommands,
  CopyCommand,
  RebuildCommand,
  VerifyCommand,
  SequenceCommand,
  TrajectoryCommand,
  ReportCommand,
  ExportCommand,
  ...exportCommands,
  CheckExportCommand,
  MeasuresCommand,
];

/** The whole command line, as nest-commander puts it together from the commands. */
@Injectable()
export class Program {
  constructor(@InjectCommander() readonly commander: Parameters<CommandRunner['setCommand']>[0]) {}
}

@Module({ providers: [Program, ...commands] })
export class CliModule {}
