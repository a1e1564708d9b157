/**
 * What class-validator itself finds, in the terms of the compiled validator: the reference that the compiled
 * one is held against.
 */
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import type { DataClass } from '../../events/validation/metadata.js';

/** Field and rule of every error, as `field: rule`, in order of their names. */
export function classValidatorErrors(dataClass: DataClass, data: object): string[] {
  const instance = plainToInstance(dataClass, withoutObjectMembers(data));
  return flatten(validateSync(instance, { whitelist: true, forbidNonWhitelisted: true }), '').sort();
}

/** Whether a field is named like a member of `Object.prototype`: class-transformer drops it, or throws. */
export const isObjectMember = (name: string): boolean => name in Object.prototype;

function flatten(errors: readonly ValidationError[], path: string): string[] {
  return errors.flatMap(({ property, constraints = {}, children = [] }) => {
    const rules = Object.keys(constraints).filter((rule) => rule !== 'nestedValidation');
    if (rules.length > 0) return rules.map((rule) => `${path}${named(property, rule)}: ${ruleName(rule)}`);
    // An item of a list has its index as its name.
    return children.flatMap((child) =>
      /^[0-9]+$/.test(child.property) && child.constraints === undefined
        ? flatten(child.children ?? [], `${path}${property}[${child.property}].`)
        : flatten([child], `${path}${property}.`),
    );
  });
}

const ruleName = (rule: string): string => (rule === 'whitelistValidation' ? 'unknown-field' : rule);

const named = (property: string, rule: string): string =>
  rule !== 'whitelistValidation' || /^[A-Za-z_]{1,40}[0-9]{0,2}$/.test(property) ? property : '?';

function withoutObjectMembers<T>(value: T): T;
function withoutObjectMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => withoutObjectMembers(item));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([name]) => !isObjectMember(name));
  return Object.fromEntries(kept.map(([name, inner]) => [name, withoutObjectMembers(inner)]));
}
