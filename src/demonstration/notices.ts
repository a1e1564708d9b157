/** Who is told of what happens to a pupil, who takes note, and what it means for the child's safety. */
import { exclusionTermOf } from '../../events/calendar/exclusion-term.js';
import { dayNumber } from '../../events/calendar/plain-date.js';
import { SchoolCalendar } from '../../events/calendar/school-calendar.js';
import type { Urn } from '../../events/identifiers.js';
import { dateOf, schoolDayAfter, schoolDayBefore } from './calendar.js';
import { Matter } from './matter.js';
import type { Pupil } from './pupil.js';
import type { Entry } from './reports.js';
import type { World } from './world.js';

export interface Notice {
  readonly world: World;
  readonly pupil: Pupil;
  readonly matter: Matter;
  /** What they are told of. */
  readonly about: Entry;
  readonly school: Urn;
}

/**
 * The head tells the parent and children's social care; board and authority of what is permanent or beyond five days in a
 * term, the authority of all since September 2022 (SI 2012/1033 reg 5).
 */
export function tellOfExclusion(notice: Notice, isGrave: boolean): void {
  const { world, about } = notice;
  tellFamily(notice);
  if ((isGrave || about.data.effectiveOn >= '2022-09-01') && !world.is('authorityNotTold'))
    tell(notice, 'authority');
  if (isGrave) tell(notice, 'governing-board');
}

/** What papers are about, and from when it is heard of. */
export type Paper = Omit<Notice, 'matter'> & { readonly heardAt?: number };

/** Board and authority too are told of a cancellation, whatever was cancelled (from 1 September 2023). */
export function tellOfCancellation(paper: Paper): void {
  const notice = apart(paper);
  tellFamily(notice);
  if (!notice.world.is('authorityNotTold')) tell(notice, 'authority');
  tell(notice, 'governing-board');
}

/** A list of the suspensions that the board need not hear of at once, in the last days of the term. */
export function reportToBoard(paper: Paper): void {
  const { world, matter, about, school } = apart(paper);
  if (world.is('boardReportMissing')) return;
  const { effectiveOn } = about.data;
  const { endsOn } = exclusionTermOf(effectiveOn, SchoolCalendar.byDefault);
  const lastDays = schoolDayBefore(dayNumber(endsOn), world.random.between(5, 15));
  matter.tell('PartyNotified', {
    effectiveOn: dateOf(Math.max(dayNumber(effectiveOn), lastDays)),
    about: about.id,
    party: 'governing-board',
    notifiedBy: 'head-teacher',
    school,
  });
}

/** The file that follows a pupil to the next school. */
export function sendTransferFile(paper: Paper, receivingSchool?: Urn): void {
  const { world, matter, about, school } = apart(paper);
  if (world.is('transferFileNotSent')) return;
  const [least, most] = world.is('transferFileLate') ? [16, 25] : [1, 12];
  const sentOn = schoolDayAfter(dayNumber(about.data.effectiveOn), world.random.between(least, most));
  matter.tell('CommonTransferFileSent', {
    effectiveOn: dateOf(sentOn),
    about: about.id,
    school,
    sentTo: 'next-school',
    ...(receivingSchool && { receivingSchool }),
  });
}

function apart({ heardAt, ...paper }: Paper): Notice {
  const world = paper.world.paperwork ?? paper.world;
  return { ...paper, world, matter: new Matter(world, paper.pupil, heardAt) };
}

/** Of what happens, and before it of what is proposed. */
export function tellFamily(notice: Notice): void {
  if (!notice.world.is('parentNotTold')) tell(notice, 'parent');
  tellSocialCare(notice);
}

/** The school's return of a new pupil (SI 2024/208 reg 13). */
export function returnNewPupil(notice: Notice): void {
  if (!notice.world.is('authorityNotTold')) tell(notice, 'authority');
}

/** The social worker, and the virtual school head of a looked-after child. */
function tellSocialCare(notice: Notice): void {
  const { world, pupil } = notice;
  if (pupil.socialCare === 'NONE') return;
  if (!world.is('socialWorkerNotTold')) tell(notice, 'social-worker');
  if (pupil.socialCare === 'CLA' && !world.is('socialWorkerNotTold')) tell(notice, 'virtual-school-head');
}

type Party = 'parent' | 'authority' | 'governing-board' | 'social-worker' | 'virtual-school-head';

function tell({ world, pupil, matter, about, school }: Notice, party: Party): void {
  const { random } = world;
  const happenedOn = dayNumber(about.data.effectiveOn);
  const day = world.is('toldLate') ? schoolDayAfter(happenedOn, random.between(2, 6)) : happenedOn;
  const isSocialCare = party === 'social-worker' || party === 'virtual-school-head';
  const authority = isSocialCare ? { authority: pupil.responsibleAuthority } : {};
  const notified = matter.tell('PartyNotified', {
    effectiveOn: dateOf(day),
    about: about.id,
    party,
    notifiedBy: 'head-teacher',
    school,
    channel: party === 'parent' ? 'letter' : random.pick(['email', 'email', 'portal']),
    ...authority,
  });
  if (!isSocialCare || !world.is('acknowledged')) return;
  const noted = schoolDayAfter(day, random.pick([1, 1, 1, 2, 4]));
  matter.tell('NotificationAcknowledged', {
    effectiveOn: dateOf(noted),
    notification: notified.id,
    party,
  });
  if (party !== 'social-worker' || !world.is('riskConsidered')) return;
  const isGreater = random.chance(0.25);
  matter.tell('RiskConsidered', {
    effectiveOn: dateOf(noted),
    about: about.id,
    consideredBy: party,
    ...authority,
    risk: isGreater ? 'greater' : random.pick(['no-greater', 'no-greater', 'not-yet-known']),
    step: isGreater ? random.pick(['plan-changed', 'strategy-discussion', 'challenged']) : 'none',
  });
}
