import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { calendarStream } from '../../../events/identifiers.js';
import { SetTermDates } from '../commands.js';
import { unknownAuthority, unknownSchool } from '../deciders/refusals.js';
import { setTermDates } from '../deciders/set-term-dates.js';
import { Histories } from '../history.js';
import { outcomeOf, type Outcome } from '../pupil-recorder.js';
import { Recorder } from '../recorder.js';
import { RegisterReader } from '../register-reader.js';

@CommandHandler(SetTermDates)
export class SetTermDatesHandler implements ICommandHandler<SetTermDates> {
  constructor(
    @Inject(Recorder) private readonly recorder: Recorder,
    @Inject(Histories) private readonly histories: Histories,
    @Inject(RegisterReader) private readonly registers: RegisterReader,
  ) {}

  async execute({ authority: code, dates, context }: SetTermDates): Promise<Outcome> {
    const authority = await this.registers.authority(code);
    if (!authority) throw unknownAuthority();
    if (dates.school !== undefined && !(await this.registers.holdsSchool(dates.school)))
      throw unknownSchool('school');
    const stream = calendarStream(authority.code, dates.schoolYear);
    const load = () => this.histories.ofStream(stream);
    const { effectiveOn, school, schoolYear, terms, closures, sessionDays } = dates;
    const data = {
      effectiveOn,
      authority: authority.code,
      ...(school !== undefined && { school }),
      schoolYear,
      terms,
      ...(closures && { closures }),
      ...(sessionDays && { sessionDays }),
    };
    return outcomeOf(await this.recorder.record(load, context, ({ events }) => setTermDates(events, data)));
  }
}
