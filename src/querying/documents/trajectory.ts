/** What is told of one pupil: the shape of `GET /api/pupils/{pupil}/trajectory` and of `ledger trajectory --json`. */
import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { methodClasses } from '../../../projections/moves/method.js';
import {
  AttendanceWeekTold,
  BudgetShareTold,
  ChallengeTold,
  CostRecoveryTold,
  DisclosureTold,
  InSchoolUnitTold,
  NotificationTold,
  PostSixteenTold,
  RiskConsiderationTold,
  SignpostTold,
  SupportReferralTold,
  TransferFileTold,
} from './around-moves.js';
import { AsKnown, AuthorityName, CodeInWords, MethodOfMoves, SchoolName } from './common.js';
import { DutyTold } from './duties.js';
import { ExclusionTold, SeparationTold, SixthDayTold } from './exclusions.js';
import { AttendanceOrderTold, HomeEducationTold } from './home-education.js';
import { FairAccessTold, MissingEducationTold, RefusalTold } from './missing-education.js';
import {
  ConcernTold,
  ExplanationTold,
  InformalExclusionTold,
  ReducedTimetableTold,
} from './unrecorded-practice.js';
import { ManagedMoveTold } from './managed-moves.js';
import { EducationPlaceTold, PlacementTold } from './placements.js';
import {
  Day,
  DayOrNull,
  Days,
  Evidence,
  OneOf,
  Part,
  PartIfAsked,
  PartOrNull,
  Parts,
  Text,
  TextIfSaid,
  TextOrNull,
  Texts,
  Whole,
  WholeOrNull,
  YesOrNo,
} from './fields.js';

export class PupilIdentity {
  @YesOrNo('The key of this pupil is destroyed: nothing here can be read again') erased!: boolean;
  @TextOrNull() upn!: string | null;
  @Texts('UPNs that were reported before') formerUpns!: string[];
  @TextOrNull('An identifier of a source that is no UPN') identifier!: string | null;
  @TextOrNull() surname!: string | null;
  @TextOrNull() forenames!: string | null;
  @TextOrNull() middleNames!: string | null;
  @TextOrNull() preferredSurname!: string | null;
  @TextOrNull() formerSurname!: string | null;
  @DayOrNull() dateOfBirth!: string | null;
}

export class StatusSince {
  @Day() from!: string;
  @Part(() => CodeInWords) status!: CodeInWords;
}

export class DestinationTold {
  @Text() kind!: string;
  @PartOrNull(() => SchoolName) school!: SchoolName | null;
  @TextOrNull() laestab!: string | null;
  @TextOrNull('Code of the authority') authority!: string | null;
}

export class EndOfSpell {
  @OneOf(
    ['removed', 'deletion-returned', 'counted-as-leaver', 'inferred'],
    'How the end is known, the stronger report first',
  )
  how!: string;
  @TextOrNull('What it was inferred from: not-counted or school-closed') inferredFrom!: string | null;
  @TextOrNull('The regulations that the register was kept under') regime!: string | null;
  @PartOrNull(() => CodeInWords) ground!: CodeInWords | null;
  @PartOrNull(() => DestinationTold) destination!: DestinationTold | null;
  @DayOrNull('The day of the deletion return') deletionReturnedOn!: string | null;
  @Evidence() evidence!: string[];
}

export class SpellOnRoll {
  @Part(() => SchoolName) school!: SchoolName;
  @DayOrNull('Null where no report of the beginning is known') enteredOn!: string | null;
  @Days('Every starting day that was reported of it') entryDays!: string[];
  @DayOrNull('Last day on roll; null while on roll') leftOn!: string | null;
  @Parts(() => StatusSince) statuses!: StatusSince[];
  @PartOrNull(() => EndOfSpell) end!: EndOfSpell | null;
  @DayOrNull('The last census day that lists the spell') lastListedOn!: string | null;
  @Evidence() evidence!: string[];
}

export class ClassOfMove {
  @OneOf(['unexplained', 'family-reason', 'out-of-scope']) class!: string;
  @Text('Name of the rule that decided') rule!: string;
  @Text('The rule in words') meaning!: string;
  @Evidence() evidence!: string[];
}

/** A move under one of the methods that there are. */
export class MoveUnderMethod {
  @Text('Name of the method') method!: string;
  @Whole() version!: number;
  @OneOf(methodClasses) class!: string;
  @OneOf(
    ['counted', 'possible', 'not-counted'],
    'Whether the method’s figure has it: in both bounds, in the upper alone, for only the national roll could tell, or in neither',
  )
  standing!: string;
  @Text('Name of the rule that decided') rule!: string;
  @Text('The rule in words') meaning!: string;
  @Text('What evidence would have the move classed otherwise') changedBy!: string;
  @Evidence() evidence!: string[];
}

export class MoveMade {
  @OneOf(
    ['left', 'succession', 'returned', 'dual-roll-ended', 'died'],
    'What the end of the main registration was; only left is an exit',
  )
  kind!: string;
  @Part(() => SchoolName) from!: SchoolName;
  @DayOrNull('When that registration began; null where no report of it is known') enteredOn!: string | null;
  @Day('Last day of the main registration') leftOn!: string;
  @PartOrNull(() => EndOfSpell, 'Null where the name stayed on the roll with another status')
  end!: EndOfSpell | null;
  @TextOrNull('Number of the trust that the school left was in on that day') trust!: string | null;
  @PartOrNull(() => SchoolName, 'The next main registration known here') to!: SchoolName | null;
  @DayOrNull() joinedOn!: string | null;
  @WholeOrNull('Calendar days from leaving to joining') gapDays!: number | null;
  @WholeOrNull('The same without school holidays') gapDaysOutsideHolidays!: number | null;
  @YesOrNo('A default holiday, not the school’s own, was taken out') holidaysByDefault!: boolean;
  @OneOf(['seen-on-another-roll', 'destination-confirmed', 'destination-reported', 'not-known', 'died'])
  whereabouts!: string;
  @DayOrNull('When the arrival was confirmed') confirmedOn!: string | null;
  @WholeOrNull('National curriculum year at leaving; reception is 0') yearGroup!: number | null;
  @Text() schoolYear!: string;
  @YesOrNo('The school year begins by default: no term dates are set') schoolYearByDefault!: boolean;
  @Part(() => ClassOfMove) classification!: ClassOfMove;
  @Parts(() => MoveUnderMethod, 'Under every method') methods!: MoveUnderMethod[];
  @OneOf(['unexplained', 'family-reason', 'out-of-scope', 'explained'], 'Under the authority’s own profile')
  ownClass!: string;
  @Evidence() evidence!: string[];
}

export class GapOnNoRoll {
  @Day('First day on no roll') from!: string;
  @DayOrNull('Last day on no roll; null while it lasts') to!: string | null;
  @Part(() => SchoolName, 'The school left last') after!: SchoolName;
  @TextOrNull('Kind of the destination reported') destination!: string | null;
}

export class CircumstanceSince {
  @Day() from!: string;
  @ApiProperty({ oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] }) value!:
    string | number | boolean;
  @TextOrNull('What the code list says of the value') meaning!: string | null;
  @PartIfAsked(
    () => AuthorityName,
    'Of social care: the authority that is responsible, where the report names it',
  )
  responsibleAuthority?: AuthorityName;
  @Text('The entry that says so') evidence!: string;
}

export class HomeSince {
  @Day() from!: string;
  @PartOrNull(() => AuthorityName) authority!: AuthorityName | null;
  @TextOrNull() outwardPostcode!: string | null;
  @OneOf(['first', 'same', 'other', 'not-known'], 'The place, compared with that of the home before')
  place!: string;
  @Text('The entry that says so') evidence!: string;
}

export class YearGroupTold {
  @Day() on!: string;
  @Part(() => CodeInWords) ncYear!: CodeInWords;
  @Text() schoolYear!: string;
}

export class FlagOnPupil {
  @Text() flag!: string;
  @Text('The flag in words, with the rule') meaning!: string;
  @Day() on!: string;
  @TextOrNull('The field, code list or school that it is about') about!: string | null;
  @Evidence() evidence!: string[];
}

export class SaidBy {
  @Text('An account’s id, never a name') actor!: string;
  @Text() role!: string;
  @TextOrNull('Code of the authority that reported') authority!: string | null;
  @Text('rest, census, cli, …') system!: string;
  @TextOrNull('SHA-256 of the file') fileSha256!: string | null;
  @WholeOrNull('Line of the file, from 1') line!: number | null;
}

export class DocumentBehind {
  @Text() kind!: string;
  @Text() reference!: string;
  @Text() sha256!: string;
}

export class EntryInLedger {
  @Text('The id that evidence cites') id!: string;
  @Text() type!: string;
  @Text('The record whose stream holds it') record!: string;
  @Day('When it happened, as first told') effectiveOn!: string;
  @Text('When the ledger learned it') recordedAt!: string;
  @Text() position!: string;
  @Text('Place in the record’s stream') revision!: string;
  @Part(() => SaidBy) saidBy!: SaidBy;
  @Parts(() => DocumentBehind) documents!: DocumentBehind[];
  @TextOrNull('The entry that it corrects, withdraws, cancels or is about') concerns!: string | null;
  @TextOrNull('The entry by whose data it reads now') correctedBy!: string | null;
  @TextOrNull('The entry that withdrew it: it counts for nothing') withdrawnBy!: string | null;
}

const since = { type: 'array', items: { $ref: getSchemaPath(CircumstanceSince) } };

@ApiExtraModels(CircumstanceSince)
export class TrajectoryDocument {
  @Text('The pupil; of merged records the one that survives') pupil!: string;
  @TextIfSaid('The record that was asked for, where another survives') askedFor?: string;
  @TextIfSaid('The history cannot be read from that position on: this is what it said before')
  staleSince?: string;
  @Texts('The records that are this history') records!: string[];
  @Text('Revision of the pupil’s own stream, for If-Match') revision!: string;
  @Part(() => AsKnown) asKnown!: AsKnown;
  @DayOrNull('The day in the world; null where none was asked for') asAt!: string | null;
  @PartIfAsked(() => PupilIdentity) identity?: PupilIdentity;
  @DayOrNull() diedOn!: string | null;
  @Parts(() => SpellOnRoll) spells!: SpellOnRoll[];
  @Part(() => MethodOfMoves) method!: MethodOfMoves;
  @Parts(() => MoveMade) moves!: MoveMade[];
  @Parts(() => GapOnNoRoll) gaps!: GapOnNoRoll[];
  @Parts(() => ExclusionTold) exclusions!: ExclusionTold[];
  @Parts(() => SixthDayTold, 'Consecutive school days out by exclusion, and the education owed of them')
  sixthDays!: SixthDayTold[];
  @Parts(() => SeparationTold, 'Safeguarding separations: no exclusions') separations!: SeparationTold[];
  @Parts(() => ManagedMoveTold) managedMoves!: ManagedMoveTold[];
  @Parts(() => PlacementTold, 'Times taught away from the school') placements!: PlacementTold[];
  @Parts(
    () => EducationPlaceTold,
    'Where the pupil is taught, which need not be where the pupil is registered',
  )
  educatedAt!: EducationPlaceTold[];
  @Parts(() => HomeEducationTold) homeEducation!: HomeEducationTold[];
  @Parts(() => AttendanceOrderTold, 'Notices under s.437 and school attendance orders')
  attendanceOrders!: AttendanceOrderTold[];
  @Parts(() => MissingEducationTold) missingEducation!: MissingEducationTold[];
  @Parts(() => FairAccessTold) fairAccess!: FairAccessTold[];
  @Parts(() => RefusalTold) admissionRefusals!: RefusalTold[];
  @Parts(() => ReducedTimetableTold) reducedTimetables!: ReducedTimetableTold[];
  @Parts(() => InformalExclusionTold, 'As told: no findings') informalExclusions!: InformalExclusionTold[];
  @Parts(() => ConcernTold) concerns!: ConcernTold[];
  @Parts(() => ExplanationTold, 'Officers’ explanations of leavings, which no published method counts')
  explanations!: ExplanationTold[];
  @Parts(() => AttendanceWeekTold, 'By week and school') attendance!: AttendanceWeekTold[];
  @Parts(() => InSchoolUnitTold) inSchoolUnits!: InSchoolUnitTold[];
  @Parts(() => SignpostTold, 'What the family was told of support') signposts!: SignpostTold[];
  @Parts(() => SupportReferralTold) supportReferrals!: SupportReferralTold[];
  @Parts(() => PostSixteenTold, 'What the pupil does after Year 11') postSixteen!: PostSixteenTold[];
  @Parts(() => CostRecoveryTold) costRecoveries!: CostRecoveryTold[];
  @Parts(() => BudgetShareTold, 'Redetermined after each permanent exclusion that stands')
  budgetShares!: BudgetShareTold[];
  @Parts(() => ChallengeTold) challenges!: ChallengeTold[];
  @Parts(() => NotificationTold) notifications!: NotificationTold[];
  @Parts(() => RiskConsiderationTold) riskConsiderations!: RiskConsiderationTold[];
  @Parts(() => TransferFileTold, 'Common transfer files') transferFiles!: TransferFileTold[];
  @Parts(() => DisclosureTold) disclosures!: DisclosureTold[];
  @Parts(() => DutyTold, 'What was owed by the day asked for, else that of the newest entry')
  duties!: DutyTold[];
  @ApiProperty({ type: 'object', additionalProperties: since, description: 'By name of the circumstance' })
  circumstances!: Record<string, CircumstanceSince[]>;
  @Parts(() => HomeSince) homes!: HomeSince[];
  @Parts(() => YearGroupTold) yearGroups!: YearGroupTold[];
  @Parts(() => FlagOnPupil) flags!: FlagOnPupil[];
  @Parts(() => EntryInLedger, 'Every entry of the history, in the ledger’s order') entries!: EntryInLedger[];
}
