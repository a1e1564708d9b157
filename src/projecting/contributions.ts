/**
 * What one pupil adds to the tallies, as a compact text: for each tally table what is added under which beginnings of
 * keys, and there for each key the places of its counts, with the value where it is not one. Most counts are nought and
 * left out. Keys are codes and names without control characters, so these separate what needs no quotes then.
 */
import { isSameKey, SameOfEach, type Projection, type Tally } from '../../projections/projection.js';

/** The place of each count in its table, by tally table. */
export type CountPlaces = readonly ReadonlyMap<string, number>[];

/** What is added to some keys of a table: to each key under each of the beginnings. */
export interface Addition {
  /** Beginnings of keys; an empty one where the keys are whole. */
  readonly under: readonly string[];
  readonly entries: readonly Entry[];
}

interface Entry {
  readonly key: string;
  /** Of each count its place and its value in turn; a value may have come to nought. */
  readonly pairs: readonly number[];
}

/** What stands between the parts of a contribution's text, the larger first. */
export const between = {
  tables: '\u001d',
  additions: '\u001c',
  entries: '\u001e',
  beginnings: '\u001b',
  values: '\u001f',
} as const;
export const beforeValue = '=';

/** A key that holds a control character would read as something else: its pupil is quarantined. */
export class UnfitKey extends Error {}

export const countPlaces = ({ tallyTables }: Projection): CountPlaces =>
  tallyTables.map(({ counts }) => new Map(counts.map((name, place) => [name, place])));

/**
 * @param tallies of one tally table; a key may come several times
 * @throws UnfitKey
 */
export function additionsOf(
  tallies: readonly Tally[],
  places: ReadonlyMap<string, number> | undefined,
): readonly Addition[] {
  if (tallies.length === 0 || places === undefined) return none;
  const open: OpenAddition[] = [];
  let addition: OpenAddition | undefined;
  let last: Tally['under'];
  for (const { under, key, counts } of tallies) {
    if (under?.length === 0) continue;
    if (addition === undefined || under !== last) addition = openAddition(open, under);
    last = under;
    addPairs(pairsOf(addition, keyText(key)), counts, places);
  }
  return open;
}

interface OpenAddition extends Addition {
  readonly entries: OpenEntry[];
}

interface OpenEntry extends Entry {
  readonly pairs: number[];
}

/** A pupil has few keys under the same beginnings: looking them through costs less than a map of them. */
function pairsOf({ entries }: OpenAddition, key: string): number[] {
  for (const entry of entries) if (entry.key === key) return entry.pairs;
  const pairs: number[] = [];
  entries.push({ key, pairs });
  return pairs;
}

/** That under the same beginnings, or a new one. */
function openAddition(open: OpenAddition[], beginnings: Tally['under']): OpenAddition {
  const under = beginnings?.map(keyText) ?? whole;
  for (const each of open) if (isSameKey(each.under, under)) return each;
  const addition = { under, entries: [] };
  open.push(addition);
  return addition;
}

const whole: readonly string[] = [''];

const none: readonly Addition[] = [];

/** @returns null for a pupil who adds nothing */
export function contributionText(tables: readonly (readonly Addition[])[]): string | null {
  let text = '';
  let isEmpty = true;
  for (let table = 0; table < tables.length; table++) {
    if (table > 0) text += between.tables;
    const ofTable = tableText(tables[table] ?? none);
    text += ofTable;
    isEmpty &&= ofTable === '';
  }
  return isEmpty ? null : text;
}

function tableText(additions: readonly Addition[]): string {
  let text = '';
  for (const { under, entries } of additions) {
    let ofEntries = '';
    for (const entry of entries) ofEntries += entryText(entry);
    if (ofEntries === '') continue;
    if (text !== '') text += between.additions;
    text += under.join(between.beginnings) + ofEntries;
  }
  return text;
}

/** Nothing of what came to nought. */
function entryText({ key, pairs }: Entry): string {
  let text = '';
  for (let at = 0; at < pairs.length; at += 2) {
    const count = pairs[at + 1];
    if (count === 0) continue;
    text += `${between.values}${pairs[at]}`;
    if (count !== 1) text += `${beforeValue}${count}`;
  }
  return text === '' ? '' : between.entries + key + text;
}

const isControl = /\p{Cc}/u;

function keyText(key: readonly string[]): string {
  for (const value of key) if (isControl.test(value)) throw new UnfitKey();
  return key.join(between.values);
}

function addPairs(pairs: number[], counts: Tally['counts'], places: ReadonlyMap<string, number>): void {
  if (counts instanceof SameOfEach) {
    for (const name of counts.names) addPair(pairs, places.get(name), counts.number);
  } else {
    for (const name in counts) addPair(pairs, places.get(name), counts[name]);
  }
}

function addPair(pairs: number[], place: number | undefined, count: number | undefined): void {
  if (place === undefined || count === undefined || count === 0) return;
  for (let at = 0; at < pairs.length; at += 2) {
    if (pairs[at] !== place) continue;
    pairs[at + 1] = (pairs[at + 1] ?? 0) + count;
    return;
  }
  pairs.push(place, count);
}
