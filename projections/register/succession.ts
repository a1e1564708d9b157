/**
 * How schools followed one another. A pupil whose school became another has not moved. The published links hold
 * splits, mergers and cycles (ten groups with 22 URNs on 22 April 2025), so every walk remembers where it was.
 */
import { daysBetween, type PlainDate } from '../../events/calendar/plain-date.js';
import type { EventId, Urn } from '../../events/identifiers.js';
import { addTo } from '../groups.js';
import { byText } from '../order.js';

/** `succeeded` runs from the school to the other; `tied` has no direction; `other` is no succession. */
export interface Link {
  readonly entry: EventId;
  readonly school: Urn;
  readonly other: Urn;
  readonly kind: 'succeeded' | 'tied' | 'other';
  readonly from?: PlainDate;
}

/**
 * How far a pupil's change of roll may lie from the day of the succession and still be the same thing.
 * Ours: a conversion falls on the first of a month, registers follow at the turn of the term.
 */
export const successionWindowDays = 62;

export class Succession {
  private readonly from = new Map<Urn, Link[]>();
  /** Directed links, by the school that they lead to. */
  private readonly into = new Map<Urn, Link[]>();

  constructor(
    private readonly links: readonly Link[],
    private readonly closedOn: (urn: Urn) => PlainDate | undefined,
  ) {
    for (const link of links) {
      if (link.kind === 'other') continue;
      addTo(this.from, link.school, link);
      if (link.kind === 'succeeded') addTo(this.into, link.other, link);
      else addTo(this.from, link.other, { ...link, school: link.other, other: link.school });
    }
  }

  /**
   * The links by which the one school took the other's place around that day, directly or through schools between;
   * undefined where it did not. A link without a date counts by the closing of the school that it leads from;
   * without that either, it does not count: a succession that cannot be dated must not hide a child's move.
   */
  follows(left: Urn, joined: Urn, on: PlainDate): readonly EventId[] | undefined {
    // Most schools followed none and were followed by none.
    if (!this.from.has(left)) return undefined;
    const ways = new Map<Urn, readonly EventId[]>([[left, []]]);
    // A map hands out what is added while it is walked, and each school once: cycles end.
    for (const [school, way] of ways) {
      for (const link of this.from.get(school) ?? []) {
        if (ways.has(link.other) || !this.isNear(link, on)) continue;
        if (link.other === joined) return [...way, link.entry];
        ways.set(link.other, [...way, link.entry]);
      }
    }
    return undefined;
  }

  /** Whether several schools took a school's place around that day, by links of their own, and this one is among them. */
  isOneOfSuccessors(one: Urn, school: Urn, on: PlainDate): boolean {
    const links = this.from.get(school);
    if (links === undefined || links.length < 2) return false;
    return isOneOfSeveral(
      one,
      links.filter((link) => link.kind === 'succeeded' && this.isNear(link, on)).map(({ other }) => other),
    );
  }

  /** Whether a school took the place of several around that day, of which this is one. */
  isOneOfPredecessors(one: Urn, school: Urn, on: PlainDate): boolean {
    const links = this.into.get(school);
    if (links === undefined || links.length < 2) return false;
    return isOneOfSeveral(
      one,
      links.filter((link) => this.isNear(link, on)).map((link) => link.school),
    );
  }

  /** These schools and all that successions tie to them, over any number of steps, whatever the date and direction. */
  tiedTo(schools: Iterable<Urn>): Set<Urn> {
    const neighbours = new Map<Urn, Urn[]>();
    for (const { school, other, kind } of this.links) {
      if (kind === 'other') continue;
      addTo(neighbours, school, other);
      addTo(neighbours, other, school);
    }
    const tied = new Set(schools);
    // A set hands out what is added while it is walked.
    for (const school of tied) for (const neighbour of neighbours.get(school) ?? []) tied.add(neighbour);
    return tied;
  }

  /** The groups of schools that all reach each other along successions, each sorted, in order of their first. */
  cycles(): Urn[][] {
    return stronglyConnected(this.links.filter((link) => link.kind === 'succeeded'));
  }

  private isNear(link: Link, on: PlainDate): boolean {
    const day = link.from ?? this.closedOn(link.school);
    return day !== undefined && Math.abs(daysBetween(day, on)) <= successionWindowDays;
  }
}

const isOneOfSeveral = (one: Urn, schools: readonly Urn[]): boolean =>
  schools.includes(one) && schools.some((other) => other !== one);

/** Groups of two or more that all reach each other: Tarjan's algorithm, without recursion, for chains are long. */
function stronglyConnected(links: readonly Link[]): Urn[][] {
  const next = new Map<Urn, Urn[]>();
  for (const { school, other } of links) {
    addTo(next, school, other);
    if (!next.has(other)) next.set(other, []);
  }
  const index = new Map<Urn, number>();
  const low = new Map<Urn, number>();
  const stack: Urn[] = [];
  const onStack = new Set<Urn>();
  const groups: Urn[][] = [];

  const enter = (urn: Urn): void => {
    index.set(urn, index.size);
    low.set(urn, index.size - 1);
    stack.push(urn);
    onStack.add(urn);
  };

  for (const root of next.keys()) {
    if (index.has(root)) continue;
    enter(root);
    const path = [{ urn: root, at: 0 }];
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const { urn } = step;
      const other = next.get(urn)?.[step.at++];
      if (other === undefined) {
        path.pop();
        const parent = path.at(-1);
        if (parent) low.set(parent.urn, Math.min(low.get(parent.urn) ?? 0, low.get(urn) ?? 0));
        if (low.get(urn) !== index.get(urn)) continue;
        const group = stack.splice(stack.indexOf(urn));
        for (const member of group) onStack.delete(member);
        groups.push(group);
      } else if (!index.has(other)) {
        enter(other);
        path.push({ urn: other, at: 0 });
      } else if (onStack.has(other)) {
        low.set(urn, Math.min(low.get(urn) ?? 0, index.get(other) ?? 0));
      }
    }
  }
  return groups
    .filter((group) => group.length > 1)
    .map((group) => group.sort())
    .sort((a, b) => byText(a[0] ?? '', b[0] ?? ''));
}
