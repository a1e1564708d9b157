/** Cells of a movements file as the fields of an event: each by its field's own rule, and by nothing else. */
import type { FieldRule } from '../../../events/validation/fields.js';
import type { DataClass, Field } from '../../../events/validation/metadata.js';
import { fieldsOf } from '../../../events/validation/metadata.js';
import { reportedDate } from '../csv/reported-date.js';

/** One column that fills a field, or a field of the object or of the objects that the field holds. */
export interface Column {
  /** `receivingSchool`, `destination.kind` */
  readonly name: string;
  readonly isRequired: boolean;
  /** What may stand in it, in words. */
  readonly allowed: string;
}

/** How one field of an event stands in the file. */
export interface FieldCells {
  readonly name: string;
  readonly columns: readonly Column[];
  /** Whether the field names another entry by its id. */
  readonly namesEntry: boolean;
  /** @returns undefined where the row says nothing of an optional field */
  readonly read: (cell: (column: string) => string) => unknown;
}

/** @throws TypeError for a class whose objects hold objects: a row has no columns for them */
export const cellsOf = (dataClass: DataClass): FieldCells[] => fieldsOf(dataClass).map(fieldCells);

/** Between the items of a list. */
const separator = ';';

function fieldCells(field: Field): FieldCells {
  const rule = ownRule(field);
  return rule.nested ? objectCells(field, rule.nested) : valueCells(field, rule);
}

function valueCells(field: Field, rule: FieldRule): FieldCells {
  const { name, optional } = field;
  const blank = !optional && isList(rule) ? [] : undefined;
  return {
    name,
    columns: [columnOf(field, rule)],
    namesEntry: rule.rule === 'entry-id',
    read: (cell) => (cell(name) === '' ? blank : valueOf(rule, cell(name))),
  };
}

function objectCells({ name, optional }: Field, { of, list }: NonNullable<FieldRule['nested']>): FieldCells {
  const inner = fieldsOf(of()).map((field) => {
    const rule = ownRule(field);
    if (rule.nested || isList(rule)) throw new TypeError(`${name}.${field.name} has no column of its own`);
    const { allowed, ...column } = columnOf(field, rule, `${name}.`);
    const item = { ...column, allowed: list ? `for each, in one order: ${allowed}` : allowed };
    return { field: field.name, rule, column: item };
  });
  const objectOf = (texts: readonly string[]): object =>
    Object.fromEntries(
      inner.flatMap(({ field, rule }, at) => {
        const text = texts[at] ?? '';
        return text === '' ? [] : [[field, valueOf(rule, text)]];
      }),
    );
  const read = (cell: (column: string) => string): unknown => {
    const texts = inner.map(({ column }) => cell(column.name));
    if (optional && texts.every((text) => text === '')) return undefined;
    return list ? together(texts).map(objectOf) : objectOf(texts);
  };
  return { name, columns: inner.map(({ column }) => column), namesEntry: false, read };
}

/** From a list a column to a text a column for each object: `7;10` and `9;11` are two objects. */
function together(texts: readonly string[]): string[][] {
  const lists = texts.map((text) => (text === '' ? [] : itemsOf(text)));
  const length = Math.max(0, ...lists.map((items) => items.length));
  return Array.from({ length }, (_, at) => lists.map((items) => items[at] ?? ''));
}

/** What cannot be read stays text: validation says then what is wrong with it. */
function valueOf(rule: FieldRule, text: string): unknown {
  switch (rule.rule) {
    case 'date':
      return reportedDate(text) ?? text;
    case 'whole-number':
      return /^\d{1,15}$/.test(text) ? Number(text) : text;
    case 'yes-or-no':
      return yesOrNo.get(text.toLowerCase()) ?? text;
    default:
      return isList(rule) ? itemsOf(text) : text;
  }
}

const yesOrNo: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['true', true],
  ['no', false],
  ['false', false],
]);

const itemsOf = (text: string): string[] => text.split(separator).map((item) => item.trim());

const isList = ({ schema }: FieldRule): boolean => schema['type'] === 'array';

/** The rule of what the field is, before any that compares it with another. */
function ownRule({ name, rules }: Field): FieldRule {
  const own = rules.find(({ rule }) => rule !== 'not-before');
  if (!own) throw new TypeError(`${name} has no rule of its own`);
  return own;
}

function columnOf({ name, optional, rules }: Field, rule: FieldRule, path = ''): Column {
  return {
    name: path + name,
    isRequired: !optional && !isList(rule),
    allowed: rules.map(({ allowed }) => allowed).join('; '),
  };
}
