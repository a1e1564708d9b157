/** Validation of an event's data, at the edge and in bulk: once, before anything inside trusts it. */
import { catalogue, type EventType } from '../catalogue.js';
import { compileValidator, type Validator } from './compile.js';
import type { FieldError } from './field-error.js';

const validators = new Map<EventType, Validator>();

/**
 * All that keeps the data from being a fact of that type in its current version; empty, where nothing does.
 *
 * @param data as `JSON.parse` gives it.
 */
export function validateData(type: EventType, data: unknown): readonly FieldError[] {
  let validator = validators.get(type);
  if (!validator) {
    validator = compileValidator(catalogue[type].dataClass);
    validators.set(type, validator);
  }
  return validator(data);
}
