import { AlreadyMerged, IdentifierErased, UnknownPupil, UpnHeldByAnother } from '../identity/errors.js';
import { alreadyMerged, heldByAnother, personErased, unknownPupil } from './deciders/refusals.js';

/** Throws on what the identity part refused, as the problem that the caller is told; everything else as it is. */
export function throwRefusal(error: unknown): never {
  if (error instanceof UpnHeldByAnother) throw heldByAnother(error.holder);
  if (error instanceof IdentifierErased) throw personErased();
  if (error instanceof AlreadyMerged) throw alreadyMerged(error.into);
  if (error instanceof UnknownPupil) throw unknownPupil();
  throw error;
}
