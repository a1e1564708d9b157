import type { StoredEvent } from './stored-event.js';
import type { streams } from './stubs.js';

type Options = InstanceType<typeof streams.ReadReq.Options>;

/** Which events a reader of `$all` asked for: by prefixes or a regular expression of the stream's name or the type. */
export function filterOf(options: Options): ((event: StoredEvent) => boolean) | undefined {
  const filter = options.getFilter();
  if (filter === undefined) return undefined;
  const isOnType = filter.hasEventType();
  const expression = isOnType ? filter.getEventType() : filter.getStreamIdentifier();
  const regex = expression?.getRegex() ?? '';
  const prefixes = expression?.getPrefixList() ?? [];
  const pattern = regex === '' ? undefined : new RegExp(regex, 'u');
  const matches = (text: string): boolean =>
    pattern === undefined ? prefixes.some((prefix) => text.startsWith(prefix)) : pattern.test(text);
  return isOnType ? ({ type }) => matches(type) : ({ stream }) => matches(stream);
}

/** After how many events that it looked at a filtered subscription tells how far it is. */
export function checkpointsOf(options: Options): { readonly window: number; readonly interval: number } {
  const filter = options.getFilter();
  const window = filter?.hasMax() === true ? filter.getMax() : 32;
  return { window, interval: window * (filter?.getCheckpointintervalmultiplier() ?? 1) };
}
