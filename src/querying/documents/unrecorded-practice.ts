/** What a pupil's trajectory tells of reduced timetables, informal exclusions, concerns and officers' explanations. */
import { concernLifecycle } from '../../../projections/unrecorded-practice/concern-lifecycle.js';
import { timetableLifecycle } from '../../../projections/unrecorded-practice/timetable-lifecycle.js';
import { CodeInWords, SchoolName, StepTold } from './common.js';
import {
  Day,
  DayOrNull,
  Evidence,
  OneOf,
  Part,
  PartOrNull,
  Parts,
  Text,
  TextOrNull,
  Texts,
  WholeOrNull,
  YesOrNoOrNull,
} from './fields.js';

export class TimetableReviewTold {
  @Day() on!: string;
  @Text() outcome!: string;
  @Text('The entry that says so') evidence!: string;
}

export class ReducedTimetableTold {
  @Part(() => SchoolName) school!: SchoolName;
  @OneOf(Object.keys(timetableLifecycle.states)) state!: string;
  @Text('The state in words') stateMeaning!: string;
  @DayOrNull('Null where nobody reported its beginning') from!: string | null;
  @DayOrNull('Last day; null while it lasts') to!: string | null;
  @DayOrNull() plannedEnd!: string | null;
  @WholeOrNull('Half-days a week, of ten') sessionsAWeek!: number | null;
  @TextOrNull() reason!: string | null;
  @YesOrNoOrNull('Null where nobody says') parentAgreed!: boolean | null;
  @Parts(() => TimetableReviewTold) reviews!: TimetableReviewTold[];
  @DayOrNull('As planned, else by the authority’s own standard') reviewDue!: string | null;
  @TextOrNull() ending!: string | null;
  @Parts(() => StepTold) course!: StepTold[];
  @Evidence() evidence!: string[];
}

export class InformalExclusionTold {
  @Part(() => SchoolName) school!: SchoolName;
  @Day() from!: string;
  @DayOrNull() to!: string | null;
  @WholeOrNull('Half-days') sessions!: number | null;
  @Texts('As told: a report is no finding') kinds!: string[];
  @Parts(() => CodeInWords, 'Who told of it') reportedBy!: CodeInWords[];
  @Evidence() evidence!: string[];
}

export class ConcernTold {
  @Part(() => CodeInWords) kind!: CodeInWords;
  @OneOf(Object.keys(concernLifecycle.states)) state!: string;
  @Text('The state in words') stateMeaning!: string;
  @Part(() => CodeInWords) raisedBy!: CodeInWords;
  @Day() raisedOn!: string;
  @PartOrNull(() => SchoolName) school!: SchoolName | null;
  @TextOrNull('The entry that it is about') about!: string | null;
  @DayOrNull() resolvedOn!: string | null;
  @PartOrNull(() => CodeInWords) resolvedBy!: CodeInWords | null;
  @Parts(() => StepTold) course!: StepTold[];
  @Evidence() evidence!: string[];
}

export class ExplanationTold {
  @Part(() => SchoolName, 'The school left') school!: SchoolName;
  @Day() leftOn!: string;
  @Day('When it was given: it counts from then on, in the authority’s own profile alone') on!: string;
  @Part(() => CodeInWords) reason!: CodeInWords;
  @Text('What the officer has to show for it') evidenceKind!: string;
  @TextOrNull('Where that is kept') reference!: string | null;
  @Text('The entry that says so') evidence!: string;
}
