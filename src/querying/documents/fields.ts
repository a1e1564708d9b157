/** The kinds of field that documents are made of: one decorator each, from which the OpenAPI document is made. */
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';

type Class = new () => object;

const text: ApiPropertyOptions = { type: 'string' };
const day: ApiPropertyOptions = { type: 'string', format: 'date' };
const number: ApiPropertyOptions = { type: 'integer' };

const field =
  (kind: ApiPropertyOptions, more: ApiPropertyOptions = {}) =>
  (description?: string): PropertyDecorator =>
    ApiProperty({
      ...kind,
      ...more,
      ...(description !== undefined && { description }),
    } as ApiPropertyOptions);

export const Text = field(text);
export const TextOrNull = field(text, { nullable: true });
/** May be absent. */
export const TextIfSaid = field(text, { required: false });
export const Texts = field({ ...text, isArray: true });
export const Day = field(day);
export const DayOrNull = field(day, { nullable: true });
export const Days = field({ ...day, isArray: true });
export const Whole = field(number);
export const WholeOrNull = field(number, { nullable: true });
export const Decimal = field({ type: 'number' });
export const DecimalOrNull = field({ type: 'number' }, { nullable: true });
export const YesOrNo = field({ type: 'boolean' });
export const YesOrNoOrNull = field({ type: 'boolean' }, { nullable: true });
export const YesIfSo = field({ type: 'boolean' }, { required: false });

/** Ids of entries. */
export const Evidence = field(
  { type: 'string', format: 'uuid', isArray: true },
  { description: 'The entries that say so' },
);

export const OneOf = (values: readonly string[], description?: string): PropertyDecorator =>
  field({ type: 'string', enum: [...values] })(description);

export const Part = (of: () => Class, description?: string): PropertyDecorator =>
  field({ type: of })(description);
export const PartOrNull = (of: () => Class, description?: string): PropertyDecorator =>
  field({ type: of }, { nullable: true })(description);
export const PartIfAsked = (of: () => Class, description?: string): PropertyDecorator =>
  field({ type: of }, { required: false })(description);
export const Parts = (of: () => Class, description?: string): PropertyDecorator =>
  field({ type: of, isArray: true })(description);
