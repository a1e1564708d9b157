/**
 * The fields of a class, read from class-validator's metadata. The compiled validator, the JSON Schemas and
 * the guide all read a class here, so that none of them can know a field that the others do not.
 */
import { getMetadataStorage, ValidationTypes } from 'class-validator';
import { isPresent, type FieldRule } from './fields.js';

export type DataClass = new () => object;

export interface Field {
  readonly name: string;
  readonly optional: boolean;
  /** Its own rule, and where it has one, `not-before`. */
  readonly rules: readonly FieldRule[];
}

/**
 * The fields of the class, those of its base classes first.
 *
 * @throws TypeError when a field carries a decorator that is not of fields.ts: it could not be compiled,
 *   and a rule that one validator knows and the other does not is worse than no start.
 */
export function fieldsOf(dataClass: DataClass): readonly Field[] {
  const all = getMetadataStorage().getTargetValidationMetadatas(dataClass, '', false, false);
  const baseFirst = [
    ...all.filter((one) => one.target !== dataClass),
    ...all.filter((one) => one.target === dataClass),
  ];
  const fields = new Map<string, { name: string; optional: boolean; rules: FieldRule[] }>();
  for (const { type, propertyName: name, constraints, each } of baseFirst) {
    const field = fields.get(name) ?? { name, optional: false, rules: [] };
    fields.set(name, field);
    const first: unknown = Array.isArray(constraints) ? constraints[0] : undefined;
    if (type === ValidationTypes.CONDITIONAL_VALIDATION && first === isPresent) field.optional = true;
    else if (type === ValidationTypes.CUSTOM_VALIDATION && isFieldRule(first) && !each)
      field.rules.unshift(first);
    else if (type !== ValidationTypes.NESTED_VALIDATION) {
      throw new TypeError(
        `${dataClass.name}.${name} has a decorator that is not of events/validation/fields.ts`,
      );
    }
  }
  return [...fields.values()];
}

function isFieldRule(value: unknown): value is FieldRule {
  return typeof value === 'object' && value !== null && 'rule' in value && 'holds' in value;
}
