/** What all documents say the same way. */
import { Day, OneOf, Parts, Text, TextOrNull, Whole, YesIfSo, YesOrNo } from './fields.js';

/** The state of the ledger that an answer was made from: everything up to this position, and nothing after it. */
export class AsKnown {
  @Text('Position in the ledger, as text') position!: string;
  @TextOrNull('When the ledger learned the entry at that position; null before the first') recordedAt!:
    string | null;
  @YesIfSo('A time was asked for that lies after the newest entry: more may yet be learned of it')
  soFar?: true;
}

export class SchoolName {
  @Text('URN') urn!: string;
  @TextOrNull('As last described; null where the register of establishments lacks the school') name!:
    string | null;
}

export class AuthorityName {
  @Text('Nine-character code') code!: string;
  @TextOrNull() oldCode!: string | null;
  @TextOrNull() name!: string | null;
}

export class CodeInWords {
  @Text() code!: string;
  @TextOrNull('What the code list says; null for a code that it does not hold') meaning!: string | null;
}

/** A step of a lifecycle. */
export class StepTold {
  @Day() on!: string;
  @Text('What moved it: see docs/guides/lifecycles.md') signal!: string;
  @Text('The state that it came to') to!: string;
  @Text('That state in words') meaning!: string;
  @YesOrNo('Whether it may follow on what came before') inCourse!: boolean;
  @Text('The entry that says so') evidence!: string;
}

export class MethodOfMoves {
  @Text() name!: string;
  @Whole() version!: number;
  @Text() meaning!: string;
  @OneOf(['continuous', 'census'], 'Whether moves are found as they happen or between censuses') sampling!:
    'continuous' | 'census';
}

export class MethodParameter {
  @Text() name!: string;
  @Text() meaning!: string;
  @Text('The value, or values separated by commas') value!: string;
  @OneOf(['published', 'ours']) source!: 'published' | 'ours';
  @TextOrNull('Where it is published, or why it was chosen') why!: string | null;
}

/** A method with what it was set to. */
export class MethodInFull extends MethodOfMoves {
  @Parts(() => MethodParameter) parameters!: MethodParameter[];
}
