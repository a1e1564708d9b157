/** Which reports are of one placement. Same school or authority, same provider, same first day: one placement. */
import { daysBetween, type PlainDate } from '../../events/calendar/plain-date.js';
import type { EventId } from '../../events/identifiers.js';
import type { Provider } from '../../events/off-site-direction.js';
import { inDayOrder } from '../day-order.js';
import { byText } from '../order.js';
import { sameProvider } from '../register/provision.js';
import type { Fact, FactOf } from '../standing-facts.js';

/** In the order in which those of one day are taken. */
const types = [
  'OffSiteDirectionNotified',
  'OffSiteDirectionStarted',
  'AlternativeProvisionStarted',
  'OffSiteDirectionReviewRequested',
  'OffSiteDirectionReviewed',
  'AlternativeProvisionReviewed',
  'OffSiteDirectionDisputed',
  'OffSiteDirectionEnded',
  'AlternativeProvisionEnded',
  'AlternativeProvisionAttended',
] as const;

export type PlacementFact = FactOf<(typeof types)[number]>;
type Started = FactOf<'OffSiteDirectionStarted' | 'AlternativeProvisionStarted'>;
type Notified = FactOf<'OffSiteDirectionNotified'>;
type Attended = FactOf<'AlternativeProvisionAttended'>;
export type AboutPlacement = Exclude<PlacementFact, Started | Notified | Attended>;

export interface PlacementEpisode {
  readonly kind: 'direction' | 'alternative-provision';
  /** The school that directs, or the authority that arranges. */
  readonly by: string;
  readonly provider: Provider;
  readonly started: readonly Started[];
  readonly notices: readonly Notified[];
  readonly about: readonly AboutPlacement[];
  readonly attended: readonly Attended[];
}

export interface PlacementEpisodes {
  readonly episodes: readonly PlacementEpisode[];
  /** What is about a placement that is not in this history. */
  readonly unattached: readonly PlacementFact[];
}

interface InMaking extends PlacementEpisode {
  readonly started: Started[];
  readonly notices: Notified[];
  readonly about: AboutPlacement[];
  readonly attended: Attended[];
}

/** How far the first day may lie from the one that was notified and still be of that notice. Ours. */
const noticeWindowDays = 31;

const nothing: PlacementEpisodes = { episodes: [], unattached: [] };

export function placementEpisodes(facts: readonly Fact[]): PlacementEpisodes {
  const own = facts.filter(isPlacementFact);
  if (own.length === 0) return nothing;
  const ordered = inDayOrder(own, ({ type }) => types.indexOf(type));
  const episodes: InMaking[] = [];
  for (const fact of ordered) if (isStarted(fact)) start(fact, episodes);
  for (const fact of ordered) if (fact.type === 'OffSiteDirectionNotified') notify(fact, episodes);
  const unattached: PlacementFact[] = [];
  for (const fact of ordered) {
    if (isStarted(fact) || fact.type === 'OffSiteDirectionNotified') continue;
    if (fact.type === 'AlternativeProvisionAttended') {
      const at = attendedAt(fact, episodes);
      if (at) at.attended.push(fact);
      else unattached.push(fact);
      continue;
    }
    const found = episodeAbout(fact, episodes);
    if (found) found.about.push(fact);
    else unattached.push(fact);
  }
  return { episodes, unattached };
}

const isPlacementFact = (fact: Fact): fact is PlacementFact => types.some((type) => type === fact.type);

const isStarted = (fact: PlacementFact): fact is Started =>
  fact.type === 'OffSiteDirectionStarted' || fact.type === 'AlternativeProvisionStarted';

function start(fact: Started, episodes: InMaking[]): void {
  const kind = fact.type === 'OffSiteDirectionStarted' ? 'direction' : 'alternative-provision';
  const by = fact.type === 'OffSiteDirectionStarted' ? fact.data.school : fact.data.authority;
  const same = episodes.find(
    (each) =>
      each.kind === kind &&
      each.by === by &&
      startOf(each) === fact.data.effectiveOn &&
      mayBeSame(each.provider, fact.data.provider),
  );
  if (same) same.started.push(fact);
  else episodes.push(episode(kind, by, fact.data.provider, fact));
}

function episode(
  kind: InMaking['kind'],
  by: string,
  provider: Provider,
  first: Started | Notified,
): InMaking {
  const isNotice = first.type === 'OffSiteDirectionNotified';
  return {
    kind,
    by,
    provider,
    started: isNotice ? [] : [first],
    notices: isNotice ? [first] : [],
    about: [],
    attended: [],
  };
}

function notify(fact: Notified, episodes: InMaking[]): void {
  const { school, provider, startsOn } = fact.data;
  const distance = (each: InMaking): number =>
    Math.abs(daysBetween(startOf(each) ?? each.notices[0]?.data.startsOn ?? startsOn, startsOn));
  const found = episodes
    .filter(
      (each) =>
        each.kind === 'direction' &&
        each.by === school &&
        mayBeSame(each.provider, provider) &&
        distance(each) <= noticeWindowDays &&
        (each.started.length > 0 || distance(each) === 0),
    )
    .sort((a, b) => distance(a) - distance(b))[0];
  if (found) found.notices.push(fact);
  else episodes.push(episode('direction', school, provider, fact));
}

/** By the entry that is named; else by the first day; else the newest that lasts on the day. */
function episodeAbout(fact: AboutPlacement, episodes: readonly InMaking[]): InMaking | undefined {
  const isOfDirection = 'school' in fact.data;
  const named: EventId | undefined = 'direction' in fact.data ? fact.data.direction : undefined;
  const entry = named ?? ('provision' in fact.data ? fact.data.provision : undefined);
  const by: string = 'school' in fact.data ? fact.data.school : fact.data.authority;
  const own = episodes.filter((each) => (each.kind === 'direction') === isOfDirection && each.by === by);
  if (entry !== undefined) {
    const found = own.find(({ started, notices }) =>
      [...started, ...notices].some((each) => each.entry === entry),
    );
    if (found) return found;
  }
  const { startedOn, effectiveOn: on } = fact.data;
  if (startedOn !== undefined) {
    const found = own.find((each) => startOf(each) === startedOn);
    if (found) return found;
  }
  const begun = own
    .filter((each) => firstDayOf(each) <= on)
    .sort((a, b) => byText(firstDayOf(a), firstDayOf(b)));
  return begun.findLast((each) => !endedBefore(each, on)) ?? (isEnd(fact) ? undefined : begun.at(-1));
}

const isEnd = ({ type }: AboutPlacement): boolean =>
  type === 'OffSiteDirectionEnded' || type === 'AlternativeProvisionEnded';

const endedBefore = ({ about }: InMaking, on: PlainDate): boolean =>
  about.some((fact) => isEnd(fact) && fact.data.effectiveOn < on);

const startOf = ({ started }: PlacementEpisode): PlainDate | undefined => started[0]?.data.effectiveOn;

const firstDayOf = (each: PlacementEpisode): PlainDate | '' =>
  startOf(each) ?? each.notices[0]?.data.effectiveOn ?? '';

/** At that provider, in a time that the period touches. */
function attendedAt({ data }: Attended, episodes: readonly InMaking[]): InMaking | undefined {
  return episodes.findLast((each) => {
    const from = startOf(each);
    const to = each.about.find(isEnd)?.data.effectiveOn;
    return (
      from !== undefined &&
      from <= data.until &&
      (to === undefined || to >= data.effectiveOn) &&
      mayBeSame(each.provider, data.provider)
    );
  });
}

/** Two that nobody identified are one where they are of one setting. */
function mayBeSame(a: Provider, b: Provider): boolean {
  return sameProvider(a, b) || (!isIdentified(a) && !isIdentified(b) && a.setting === b.setting);
}

const isIdentified = ({ school, ukprn, reference }: Provider): boolean =>
  school !== undefined || ukprn !== undefined || reference !== undefined;
