/**
 * The kinds of field that events are made of. Each is a class-validator decorator, so that one definition
 * serves class-validator, the compiled validator and the published JSON Schema: the constraint's first
 * argument is the rule, which the other two read from class-validator's own metadata (metadata.ts).
 */
import 'reflect-metadata';
import { Type } from 'class-transformer';
import { ValidateBy, ValidateIf, ValidateNested, type ValidationArguments } from 'class-validator';
import { isPlainDate } from '../calendar/plain-date.js';
import type { CodeList } from '../codes/code-list.js';
import { authorityCodeShape, urnShape, uuidShape } from '../identifiers.js';
import { isWellFormedUpn } from '../upn.js';

/** What a field's rule is, for people, for JSON Schema and for the compiled validator. */
export interface FieldRule {
  /** Stable name of the rule, as problem documents give it. */
  readonly rule: string;
  /** What is allowed, in words. */
  readonly allowed: string;
  readonly schema: Readonly<Record<string, unknown>>;
  /** Whether the value may stand in that object. */
  readonly holds: (value: unknown, owner: object) => boolean;
  /** The class of the object, or of each object of the list, that the field holds. */
  readonly nested?: { readonly of: () => new () => object; readonly list: boolean };
}

function field(rule: FieldRule): PropertyDecorator {
  return ValidateBy({
    name: rule.rule,
    constraints: [rule],
    validator: {
      validate: (value: unknown, told?: ValidationArguments) => rule.holds(value, told?.object ?? {}),
      defaultMessage: (told?: ValidationArguments) => `${told?.property ?? 'value'} must be ${rule.allowed}`,
    },
  });
}

const matching = (rule: string, allowed: string, shape: RegExp, more: Record<string, unknown> = {}) =>
  field({
    rule,
    allowed,
    schema: { type: 'string', pattern: shape.source, ...more },
    holds: (value) => typeof value === 'string' && shape.test(value),
  });

/** May be absent; `null` is not absence. */
export const Optional = (): PropertyDecorator => ValidateIf(isPresent);

export const isPresent = (_: object, value: unknown): boolean => value !== undefined;

/** A calendar date that exists. */
export const DateField = (): PropertyDecorator =>
  field({
    rule: 'date',
    allowed: 'a calendar date that exists, YYYY-MM-DD',
    schema: { type: 'string', format: 'date', pattern: '^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$' },
    holds: isPlainDate,
  });

/** Beside the field's own rule: a date not before another of the same object, where both are dates. */
export const NotBefore = (other: string): PropertyDecorator =>
  field({
    rule: 'not-before',
    allowed: `not before ${other}`,
    schema: { 'x-not-before': other },
    holds: (value, owner) => {
      const first: unknown = Reflect.get(owner, other);
      return !isPlainDate(value) || !isPlainDate(first) || value >= first;
    },
  });

export const UrnField = (): PropertyDecorator => matching('urn', 'a URN of six digits', urnShape);

export const AuthorityField = (): PropertyDecorator =>
  matching('authority-code', 'a nine-character authority code', authorityCodeShape);

/** A UPN in plain: in reports only, for an event carries it sealed. The check letter is verified. */
export const UpnField = (): PropertyDecorator =>
  field({
    rule: 'upn',
    allowed: 'a UPN of 13 characters with its right check letter',
    schema: { type: 'string', pattern: '^[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]$', 'x-check-letter': true },
    holds: (value) => typeof value === 'string' && isWellFormedUpn(value),
  });

export const EntryIdField = (): PropertyDecorator =>
  matching('entry-id', 'the id of an entry, a UUID in lower case', uuidShape, { format: 'uuid' });

export const PupilIdField = (): PropertyDecorator =>
  matching('pupil-id', 'a pupil id, a UUID in lower case', uuidShape, { format: 'uuid' });

/** A code that is shaped like one of its list. Whether the list holds it is a flag, not a refusal. */
export const CodeField = (list: CodeList): PropertyDecorator =>
  field({
    rule: 'code',
    allowed: `shaped like a code of the list ${list.name} (${list.source})`,
    schema: { type: 'string', pattern: list.shape.source, 'x-code-list': list.name },
    holds: (value) => typeof value === 'string' && list.shape.test(value),
  });

/** One of the ledger's own values, all known. */
export const OneOf = (values: readonly string[]): PropertyDecorator =>
  field({
    rule: 'one-of',
    allowed: `one of ${values.join(', ')}`,
    schema: { type: 'string', enum: [...values] },
    holds: (value) => typeof value === 'string' && values.includes(value),
  });

/**
 * Free text of one line, 1 to `most` characters (code points, as JSON Schema counts them). Neither control
 * characters nor half a surrogate pair: PostgreSQL's `json` takes both in, and fails when it reads them.
 */
export const TextField = (most: number): PropertyDecorator => {
  const line = '^[^\\u0000-\\u001f\\u007f\\ud800-\\udfff]*$';
  const shape = new RegExp(line.replace('*', `{1,${most}}`), 'u');
  return field({
    rule: 'text',
    allowed: `text of 1 to ${most} characters without control characters`,
    schema: { type: 'string', minLength: 1, maxLength: most, pattern: line },
    holds: (value) => typeof value === 'string' && value.length <= 2 * most && shape.test(value),
  });
};

/** Lines of free text, `least` to `most` of them, each as a TextField of `length` characters. */
export const TextLines = (least: number, most: number, length: number): PropertyDecorator => {
  const shape = new RegExp(`^[^\\u0000-\\u001f\\u007f\\ud800-\\udfff]{1,${length}}$`, 'u');
  return field({
    rule: 'lines',
    allowed: `a list of ${least} to ${most} lines of 1 to ${length} characters without control characters`,
    schema: {
      type: 'array',
      items: { type: 'string', minLength: 1, maxLength: length, pattern: shape.source },
      minItems: least,
      maxItems: most,
    },
    holds: (value) =>
      Array.isArray(value) &&
      value.length >= least &&
      value.length <= most &&
      value.every((line) => typeof line === 'string' && line.length <= 2 * length && shape.test(line)),
  });
};

/** Text of a known shape. */
export const ShapedText = (allowed: string, shape: RegExp): PropertyDecorator =>
  matching('shape', allowed, shape);

/**
 * Where a paper is filed: a number, never words, for a reference stands in clear beside facts that stay, and free text may
 * name a child. Parts of at most four letters or ten digits, so that neither a sentence nor a UPN is one; or a UUID.
 */
export const FilingNumber = (): PropertyDecorator =>
  ShapedText('a filing number, such as FAP/2024/17', filed);

const part = '(?:[A-Za-z]{1,4}[0-9]{0,10}|[0-9]{1,10}[A-Za-z]?)';
const numbered = '(?:[A-Za-z]{0,4}[0-9]{1,10}[A-Za-z]?)';
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const filed = new RegExp(`^(?:(?:[A-Za-z]{1,4}[/._:#-]){0,5}${numbered}(?:[/._:#-]${part}){0,7}|${uuid})$`);

export const WholeNumber = (least: number, most: number): PropertyDecorator =>
  field({
    rule: 'whole-number',
    allowed: `a whole number from ${least} to ${most}`,
    schema: { type: 'integer', minimum: least, maximum: most },
    holds: (value) => typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most,
  });

export const YesOrNo = (): PropertyDecorator =>
  field({
    rule: 'yes-or-no',
    allowed: 'true or false',
    schema: { type: 'boolean' },
    holds: (value) => typeof value === 'boolean',
  });

/** A list of codes, `least` to `most` of them, none twice. */
export const CodesField = (list: CodeList, least: number, most: number): PropertyDecorator =>
  field({
    rule: 'codes',
    allowed: `${least} to ${most} different codes shaped like those of the list ${list.name} (${list.source})`,
    schema: {
      type: 'array',
      items: { type: 'string', pattern: list.shape.source, 'x-code-list': list.name },
      minItems: least,
      maxItems: most,
      uniqueItems: true,
    },
    holds: (value) =>
      Array.isArray(value) &&
      value.length >= least &&
      value.length <= most &&
      new Set(value).size === value.length &&
      value.every((code) => typeof code === 'string' && list.shape.test(code)),
  });

/** An object of a class of its own. */
export const Nested = (of: () => new () => object): PropertyDecorator =>
  together(
    Type(of),
    ValidateNested(),
    field({ rule: 'object', allowed: 'an object', schema: {}, holds: isObject, nested: { of, list: false } }),
  );

/** A list of objects of a class of its own, `least` to `most` of them. */
export const NestedList = (of: () => new () => object, least: number, most: number): PropertyDecorator =>
  together(
    Type(of),
    ValidateNested({ each: true }),
    field({
      rule: 'list',
      allowed: `a list of ${least} to ${most} objects`,
      schema: { type: 'array', minItems: least, maxItems: most },
      holds: (value) =>
        Array.isArray(value) && value.length >= least && value.length <= most && value.every(isObject),
      nested: { of, list: true },
    }),
  );

/** An object whose own fields are checked elsewhere: the data of another event. */
export const AnyObject = (): PropertyDecorator =>
  field({
    rule: 'object',
    allowed: 'an object',
    schema: { type: 'object' },
    holds: isObject,
  });

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function together(...decorators: PropertyDecorator[]): PropertyDecorator {
  return (target, key) => {
    for (const decorate of decorators) decorate(target, key);
  };
}
