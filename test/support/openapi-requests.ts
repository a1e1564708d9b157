/**
 * Requests made from an OpenAPI document: every operation, with parameters, headers and bodies that are sound, nearly
 * sound or wild. What the document cannot know (which pupils, schools and entries there are) is given as `known`.
 */
import fc from 'fast-check';
import { soundValue, type Data, type Schema } from './event-data.js';
import { nearlySound } from './nearly-sound-data.js';

export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly operationId?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: { readonly 'application/json'?: { readonly schema: Schema } } };
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: Schema;
}

export interface MadeRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** As sent; undefined for none. */
  readonly body: string | undefined;
}

/** Values that exist in the ledger, by the name of the field or parameter that they may stand in. */
export type Known = Readonly<Record<string, () => readonly string[]>>;

/** Every operation is as likely as every other. */
export function requestsOf(document: OpenApiDocument, known: Known): fc.Arbitrary<MadeRequest> {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) =>
      requestOf(path, method.toUpperCase(), operation, known),
    ),
  );
  return fc.oneof(...operations);
}

function requestOf(
  path: string,
  method: string,
  operation: Operation,
  known: Known,
): fc.Arbitrary<MadeRequest> {
  const { parameters = [], requestBody } = operation;
  const schema = requestBody?.content['application/json']?.schema;
  return fc
    .record({
      values: fc.tuple(...parameters.map((parameter) => parameterValue(parameter, known))),
      body: schema ? bodyOf(schema, known) : fc.constant(undefined),
      type: often(
        'application/json',
        fc.constantFrom('text/plain', 'application/json; charset=utf-16', 'a/b'),
      ),
    })
    .map(({ values, body, type }) => {
      const given = parameters.flatMap((parameter, at) => {
        const value = values[at];
        return value === undefined ? [] : [{ ...parameter, value }];
      });
      const inPath = (name: string) =>
        given.find((one) => one.in === 'path' && one.name === name)?.value ?? '-';
      const query = given
        .filter((one) => one.in === 'query')
        .map((one): [string, string] => [one.name, one.value]);
      const headers = given
        .filter((one) => one.in === 'header')
        .map((one) => [one.name, printable(one.value)]);
      const search = query.length === 0 ? '' : `?${new URLSearchParams(query).toString()}`;
      return {
        method,
        path: path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(inPath(name))) + search,
        headers: { ...Object.fromEntries(headers), ...(body !== undefined && { 'content-type': type }) },
        body,
      };
    });
}

/** The value as sent, or undefined where the parameter is left out. */
function parameterValue(
  { name, required, schema }: Parameter,
  known: Known,
): fc.Arbitrary<string | undefined> {
  const anything = soundValue(schema ?? { type: 'string', maxLength: 20 }).map(String);
  const sound = fc.oneof({ arbitrary: anything, weight: 1 }, ...heavy(name, known));
  const wild = fc.oneof(
    fc.string(),
    fc.constantFrom('0', '-1', '..', '%00', "' or 1=1", 'null', 'x'.repeat(2000)),
  );
  const value = fc.oneof({ arbitrary: sound, weight: 9 }, { arbitrary: wild.filter(isUnicode), weight: 1 });
  return required ? value : fc.option(value, { nil: undefined, freq: 3 });
}

function bodyOf(schema: Schema, known: Known): fc.Arbitrary<string> {
  const sound = (soundValue(schema) as fc.Arbitrary<Data>).chain((data) => withKnown(data, known));
  return fc.oneof(
    { arbitrary: sound.map((data) => JSON.stringify(data)), weight: 9 },
    { arbitrary: nearlySound(sound).map((data) => JSON.stringify(data)), weight: 3 },
    { arbitrary: fc.json(), weight: 1 },
    { arbitrary: fc.constantFrom('', '{', '[]', 'null', '"\\ud800"', '['.repeat(5000)), weight: 1 },
  );
}

/** Mostly names schools, pupils and entries that exist: with random ones nearly every report would be refused. */
function withKnown(data: Data, known: Known): fc.Arbitrary<Data> {
  const names = Object.keys(data).filter((name) => (known[name]?.().length ?? 0) > 0);
  const values = names.map((name) =>
    fc.oneof({ arbitrary: fc.constant(data[name]), weight: 1 }, ...heavy(name, known)),
  );
  return fc
    .tuple(...values)
    .map((chosen) => ({ ...data, ...Object.fromEntries(names.map((name, at) => [name, chosen[at]])) }));
}

/** What exists, nine times as often as what else stands beside it. */
function heavy(name: string, known: Known): { arbitrary: fc.Arbitrary<string>; weight: number }[] {
  const values = known[name]?.() ?? [];
  return values.length === 0 ? [] : [{ arbitrary: fc.constantFrom(...values), weight: 9 }];
}

const often = <T>(value: T, other: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: fc.constant(value), weight: 30 }, { arbitrary: other, weight: 1 });

/** A client cannot send more than Latin-1 in a header. */
const printable = (value: string): string => value.replace(/[^\x20-\x7e\xa0-\xff]/g, '?');

/** encodeURIComponent takes no half characters. */
const isUnicode = (text: string): boolean => !/\p{Surrogate}/u.test(text);
