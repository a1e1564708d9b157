/** Which reports, leavings and returns are of one time of education at home. */
import type { PlainDate } from '../../events/calendar/plain-date.js';
import type { EventId } from '../../events/identifiers.js';
import { inDayOrder } from '../day-order.js';
import { byText } from '../order.js';
import { ofType, type Fact, type FactOf, type PupilFacts } from '../standing-facts.js';
import { meaningOf } from '../trajectory/moves.js';
import { beginningOf } from '../trajectory/spells.js';
import type { MainRegistration, Spell, SpellEnd } from '../trajectory/trajectory.js';

const types = [
  'HomeEducationNotified',
  'HomeEducationInformationGiven',
  'HomeEducationMeetingHeld',
  'HomeEducationConsentDecided',
  'HomeEducationStarted',
  'HomeEducationReviewed',
  'ReturnRequested',
  'HomeEducationEnded',
  'PupilDied',
] as const;
export type HomeEducationFact = FactOf<(typeof types)[number]>;

/** How what happens on one day follows. */
const orderOfDay: readonly (HomeEducationFact['type'] | 'left' | 'joined')[] = [
  ...types.slice(0, types.indexOf('HomeEducationStarted')),
  'left',
  ...types.slice(types.indexOf('HomeEducationStarted'), types.indexOf('HomeEducationEnded')),
  'joined',
  'HomeEducationEnded',
  'PupilDied',
];

export interface Leaving {
  readonly spell: Spell;
  readonly on: PlainDate;
  readonly end: SpellEnd;
  readonly evidence: EventId;
}

export interface Joining {
  readonly registration: MainRegistration;
  readonly evidence: EventId;
}

export interface Episode {
  readonly facts: readonly HomeEducationFact[];
  /** Rolls that ended for home education, in the order of days. */
  readonly leavings: readonly Leaving[];
  /** The main registration that ended it. */
  readonly joining: Joining | null;
}

/** Whether a roll ended for home education: by its ground, or by its destination where the ground says less. */
const endedForHomeEducation = (end: SpellEnd | null): boolean =>
  end !== null && (meaningOf(end) === 'home-education' || end.destination?.kind === 'home-education');

/**
 * In the order of days. A report while a time at home lasts is of that time; a roll joined, an end or death ends it.
 * An end reported after the roll that ended it was joined is of that time too.
 */
export function episodesOf(
  facts: PupilFacts,
  spells: readonly Spell[],
  registrations: readonly MainRegistration[],
): Episode[] {
  const reports = facts.of('home education');
  const leavings: Leaving[] = [];
  for (const spell of spells) {
    const leaving = leavingOf(spell);
    if (leaving) leavings.push(leaving);
  }
  if (leavings.length === 0 && reports.length === 0) return [];
  const own = [...reports.filter(isOfHomeEducation), ...ofType(facts.of('circumstances'), 'PupilDied')];
  const episodes: { facts: HomeEducationFact[]; leavings: Leaving[]; joining: Joining | null }[] = [];
  let isOpen = false;
  const open = () => {
    const episode = { facts: [], leavings: [], joining: null };
    episodes.push(episode);
    isOpen = true;
    return episode;
  };
  const last = () => episodes[episodes.length - 1];
  const current = () => (isOpen ? last() : undefined);
  for (const each of happenings(own, leavings, registrations)) {
    if (each.kind === 'left') (current() ?? open()).leavings.push(each.leaving);
    else if (each.kind === 'joined') {
      const episode = current();
      if (!episode || firstDayOf(episode) >= each.on) continue;
      episode.joining = each.joining;
      isOpen = false;
    } else if (each.fact.type === 'PupilDied') {
      current()?.facts.push(each.fact);
      isOpen = false;
    } else if (each.fact.type === 'HomeEducationEnded') {
      const ended = last();
      const hasNoEnd = ended && !ended.facts.some(({ type }) => type === 'HomeEducationEnded');
      (hasNoEnd ? ended : open()).facts.push(each.fact);
      isOpen = false;
    } else (current() ?? open()).facts.push(each.fact);
  }
  return episodes;
}

type Happening =
  | { readonly on: PlainDate; readonly kind: 'left'; readonly leaving: Leaving }
  | { readonly on: PlainDate; readonly kind: 'joined'; readonly joining: Joining }
  | { readonly on: PlainDate; readonly kind: 'reported'; readonly fact: HomeEducationFact };

function happenings(
  facts: readonly HomeEducationFact[],
  leavings: readonly Leaving[],
  registrations: readonly MainRegistration[],
): Happening[] {
  const all: Happening[] = [
    ...inDayOrder(facts, ({ type }) => types.indexOf(type)).map((fact): Happening => ({
      on: fact.data.effectiveOn,
      kind: 'reported',
      fact,
    })),
    ...leavings.map((leaving): Happening => ({ on: leaving.on, kind: 'left', leaving })),
    ...registrations.flatMap((registration): Happening[] => {
      const evidence = beginningOf(registration.spell);
      const on = registration.knownFrom;
      return evidence === undefined ? [] : [{ on, kind: 'joined', joining: { registration, evidence } }];
    }),
  ];
  return all.sort((a, b) => byText(a.on, b.on) || placeInDay(a) - placeInDay(b));
}

const placeInDay = (each: Happening): number =>
  orderOfDay.indexOf(each.kind === 'reported' ? each.fact.type : each.kind);

/** A roll joined on the very day of the first word of it is no return. */
function firstDayOf({ facts, leavings }: Pick<Episode, 'facts' | 'leavings'>): PlainDate | '' {
  const days = [...facts.map(({ data }) => data.effectiveOn), ...leavings.map(({ on }) => on)].sort(byText);
  return days[0] ?? '';
}

const isOfHomeEducation = (fact: Fact): fact is HomeEducationFact => types.some((type) => type === fact.type);

function leavingOf(spell: Spell): Leaving | undefined {
  const { leftOn: on, end } = spell;
  const evidence = end?.evidence[0];
  if (on === null || end === null || evidence === undefined || !endedForHomeEducation(end)) return undefined;
  return { spell, on, end, evidence };
}
