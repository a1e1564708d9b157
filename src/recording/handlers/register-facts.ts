import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  authorityStream,
  schoolStream,
  urnShape,
  asUrn,
  type StreamName,
} from '../../../events/identifiers.js';
import { RecordRegisterFact } from '../commands.js';
import { unknownAuthority, unknownSchool } from '../deciders/refusals.js';
import { reportOfRegister } from '../deciders/report-of-register.js';
import { Histories } from '../history.js';
import { outcomeOf, type Outcome } from '../pupil-recorder.js';
import { Recorder } from '../recorder.js';
import { RegisterReader } from '../register-reader.js';

@CommandHandler(RecordRegisterFact)
export class RecordRegisterFactHandler implements ICommandHandler<RecordRegisterFact> {
  constructor(
    @Inject(Recorder) private readonly recorder: Recorder,
    @Inject(Histories) private readonly histories: Histories,
    @Inject(RegisterReader) private readonly registers: RegisterReader,
  ) {}

  async execute({ of, place, fact, context }: RecordRegisterFact): Promise<Outcome> {
    const stream =
      of === 'authority' ? await this.streamOfAuthority(place) : await this.streamOfSchool(place);
    if ('school' in fact.data) await this.requireSchool(fact.data.school);
    const load = () => this.histories.ofStream(stream);
    return outcomeOf(
      await this.recorder.record(load, context, ({ events }) => reportOfRegister(events, fact)),
    );
  }

  private async streamOfAuthority(code: string): Promise<StreamName> {
    const authority = await this.registers.authority(code);
    if (!authority) throw unknownAuthority();
    return authorityStream(authority.code);
  }

  private async streamOfSchool(urn: string): Promise<StreamName> {
    await this.requireSchool(urn);
    return schoolStream(asUrn(urn));
  }

  private async requireSchool(urn: string): Promise<void> {
    if (!urnShape.test(urn) || !(await this.registers.holdsSchool(asUrn(urn)))) throw unknownSchool('school');
  }
}
