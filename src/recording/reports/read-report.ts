/** The border: from a body as sent to a report that everything inside trusts. Validation happens here and only here. */
import type { DocumentReference } from '../../../events/envelope.js';
import { catalogue } from '../../../events/catalogue.js';
import { compileValidator, type Validator } from '../../../events/validation/compile.js';
import type { FieldError } from '../../../events/validation/field-error.js';
import { isObject } from '../../../events/validation/fields.js';
import type { DataClass } from '../../../events/validation/metadata.js';
import { invalidFields } from '../../platform/errors/problem.js';
import type { FactToRecord } from '../deciders/decision.js';
import { Documents, type AddressReport, type PersonReport } from './bodies.js';
import type { RegisterFactType } from './register-facts.js';
import { bodyOf, type ReportedType } from './reported-facts.js';

/** A fact as reported: in clear as it will stand, or in plain and still to be sealed. */
export type Report = PlainReport | { readonly type: ClearType; readonly fact: FactToRecord };

/** What is personal in it goes under the pupil's key (seal-report.ts). */
export type PlainReport =
  | { readonly type: 'AddressChanged'; readonly plain: AddressReport }
  | { readonly type: 'PupilIdentified'; readonly plain: PersonReport };

type ClearType = Exclude<ReportedType, 'AddressChanged' | 'PupilIdentified'>;

/**
 * @param data the fields of a report of that type
 * @param at where the data stands in the body: `data.` for a correction
 * @throws Problem 422 that names each wrong field
 */
export function readReport(type: ReportedType, data: unknown, at = ''): Report {
  refuse(validatorOf(bodyOf(type))(data), at);
  // Validated as that type on the line above.
  if (type === 'AddressChanged') return { type, plain: data as AddressReport };
  if (type === 'PupilIdentified') return { type, plain: data as PersonReport };
  return { type, fact: { type, data } as FactToRecord };
}

/** @throws Problem 422 that names each wrong field */
export function readRegisterFact(type: RegisterFactType, data: unknown): FactToRecord {
  refuse(validatorOf(catalogue[type].dataClass)(data));
  // Validated as that type on the line above.
  return { type, data } as FactToRecord;
}

/** @throws Problem 422 that names each wrong field */
export function readBody<T extends object>(dataClass: new () => T, body: unknown): T {
  refuse(validatorOf(dataClass)(body));
  return body as T;
}

export interface SplitBody {
  /** The report's own fields. */
  readonly fields: unknown;
  readonly documents: readonly DocumentReference[] | undefined;
}

/**
 * Takes the documents off a body, which any report may carry beside its own fields.
 *
 * @throws Problem 422 when the documents are not as they should be
 */
export function splitDocuments(body: unknown): SplitBody {
  if (!isObject(body) || !Object.hasOwn(body, 'documents')) return { fields: body, documents: undefined };
  const { documents, ...fields } = body;
  return { fields, documents: readBody(Documents, { documents }).documents };
}

const validators = new Map<DataClass, Validator>();

function validatorOf(dataClass: DataClass): Validator {
  const known = validators.get(dataClass);
  if (known) return known;
  const validator = compileValidator(dataClass);
  validators.set(dataClass, validator);
  return validator;
}

function refuse(errors: readonly FieldError[], at = ''): void {
  if (errors.length === 0) return;
  throw invalidFields(
    errors.map(({ field, rule, problem, allowed }) => ({
      field: at + field,
      rule,
      problem,
      allowed: [allowed],
    })),
  );
}
