import type { Request } from 'express';
import {
  asPupilId,
  authorityCodeShape,
  urnShape,
  uuidShape,
  type PupilId,
} from '../../../events/identifiers.js';
import { invalidFields } from '../../platform/errors/problem.js';

/** @throws Problem 400 for a path whose pupil is no pupil id */
export function pupilIn({ params: { pupil } }: Request): PupilId {
  if (typeof pupil === 'string' && uuidShape.test(pupil)) return asPupilId(pupil);
  throw malformed('pupil', 'pupil-id', 'a UUID in lower case');
}

/** @throws Problem 400 for a path whose authority is no code */
export function authorityIn({ params: { authority } }: Request): string {
  if (typeof authority === 'string' && (authorityCodeShape.test(authority) || /^\d{3}$/.test(authority)))
    return authority;
  throw malformed(
    'authority',
    'authority-code',
    'a nine-character authority code, or an old one of three digits',
  );
}

/** @throws Problem 400 for a path whose school is no URN */
export function schoolIn({ params: { school } }: Request): string {
  if (typeof school === 'string' && urnShape.test(school)) return school;
  throw malformed('school', 'urn', 'a URN of six digits');
}

const malformed = (field: string, rule: string, allowed: string) =>
  invalidFields([{ field, rule, problem: `is not ${allowed}`, allowed: [allowed] }], 400);
