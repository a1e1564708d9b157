/** What recording refuses beyond malformed fields. Stable codes and rules; no value is repeated but ids of the ledger's own. */
import type { EventId, PupilId, Revision } from '../../../events/identifiers.js';
import { invalidFields, Problem } from '../../platform/errors/problem.js';

export const unknownPupil = (): Problem =>
  new Problem({
    status: 404,
    code: 'unknown-pupil',
    title: 'The ledger holds no such pupil',
    detail: 'POST /api/pupils identifies a pupil; POST /api/pupils/find finds one by UPN.',
  });

export const notInHistory = (allowed: string): Problem =>
  invalidFields([
    {
      field: 'entry',
      rule: 'entry-in-history',
      problem: `is not ${allowed}`,
      allowed: [`the id of ${allowed}`],
    },
  ]);

/** @param why in words, without a value */
export const notCorrectable = (why: string): Problem =>
  invalidFields([{ field: 'entry', rule: 'correctable', problem: why }]);

export const unknownSchool = (field: string): Problem =>
  invalidFields([
    {
      field,
      rule: 'unknown-school',
      problem: 'is not in the register of establishments',
      allowed: ['the URN of a school that the ledger holds: ledger import schools brings in the register'],
    },
  ]);

export const unknownAuthority = (): Problem =>
  new Problem({
    status: 404,
    code: 'unknown-authority',
    title: 'The ledger holds no such authority',
    detail:
      'A nine-character code, or an old one of three digits: ledger import authorities brings in the list.',
  });

export const withdrawnBefore = (entry: EventId): Problem =>
  new Problem({
    status: 409,
    code: 'entry-withdrawn',
    title: 'The entry was withdrawn',
    detail: 'A withdrawal cannot be taken back: report the fact anew.',
    members: { entry },
  });

export const mergedWithItself = (): Problem =>
  invalidFields([{ field: 'absorbed', rule: 'another-pupil', problem: 'is the pupil itself' }]);

export const unknownAbsorbed = (): Problem =>
  invalidFields([{ field: 'absorbed', rule: 'unknown-pupil', problem: 'is not a pupil of this ledger' }]);

/** @param into the record that survived */
export const alreadyMerged = (into: PupilId): Problem =>
  new Problem({
    status: 409,
    code: 'already-merged',
    title: 'The record was merged before',
    detail: 'Merge with the record that survived, which `into` names.',
    members: { into },
  });

export const heldByAnother = (holder: PupilId): Problem =>
  new Problem({
    status: 409,
    code: 'upn-held-by-another',
    title: 'Another pupil holds the UPN',
    detail: 'If both are one child, merge the two records: POST /api/pupils/{pupil}/merges.',
    members: { holder },
  });

export const personErased = (): Problem =>
  new Problem({
    status: 409,
    code: 'erased',
    title: 'The personal data was erased',
    detail: 'What identifies this pupil was erased and is not recorded again.',
  });

/** @param actual the stream's last revision, null where it has no events */
export const staleRevision = (actual: Revision | null): Problem =>
  new Problem({
    status: 412,
    code: 'precondition-failed',
    title: 'The entry has changed since it was read',
    detail: 'If-Match names another revision than the newest.',
    members: { actualRevision: actual === null ? null : String(actual) },
    ...(actual !== null && { headers: { etag: `"${actual}"` } }),
  });

/** The papers of an entry were recorded with it: those that come later would be lost in silence. */
export const documentsOfKnown = (entry: EventId): Problem =>
  new Problem({
    status: 409,
    code: 'documents-of-known-entry',
    title: 'The fact is known without these papers',
    detail: 'Nothing was recorded. Papers stand beside the entry that they came with; `entry` names it.',
    errors: [
      {
        field: 'documents',
        rule: 'documents-of-known-entry',
        problem: 'are of a fact that the ledger holds already without them',
      },
    ],
    members: { entry },
  });

/** Others kept writing to the same stream; nothing was recorded. */
export const contended = (): Problem =>
  new Problem({
    status: 409,
    code: 'contended',
    title: 'Others are writing to the same history',
    detail: 'Nothing was recorded; send the same request again.',
    headers: { 'retry-after': '1' },
  });
