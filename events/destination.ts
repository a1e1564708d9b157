/** Where a pupil goes on leaving a roll, as reported and typed. An unknown URN is kept and flagged, never refused. */
import { destinationKinds, type DestinationKind } from './codes/destination-kind.js';
import type { AuthorityCode, Urn } from './identifiers.js';
import { AuthorityField, OneOf, Optional, ShapedText, UrnField } from './validation/fields.js';

export class Destination {
  @OneOf(destinationKinds) kind!: DestinationKind;

  @Optional() @UrnField() school?: Urn;

  /** Authority and establishment number, where the URN is not known. */
  @Optional() @ShapedText('a LAESTAB of seven digits', /^[0-9]{7}$/) laestab?: string;

  /** The authority that the pupil moves to, where that is known. */
  @Optional() @AuthorityField() authority?: AuthorityCode;
}
