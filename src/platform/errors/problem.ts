/** What is wrong with one field: where (dotted path), by which rule, what about it, and what would be allowed. */
export interface FieldError {
  readonly field: string;
  /** Stable name of the rule, such as `date-exists`. */
  readonly rule: string;
  /** In words, without the value: it may be personal. */
  readonly problem: string;
  readonly allowed?: readonly string[];
  /** Name of the code list that the value should be from. */
  readonly list?: string;
}

export interface ProblemContent {
  readonly status: number;
  /** Stable, for programs. */
  readonly code: string;
  /** The same for every problem of this code. */
  readonly title: string;
  /** About this occurrence; never personal data. */
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  /** Further members of the document, such as the actual revision of a conflict. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that is not the wished one, as RFC 9457 describes it. Thrown anywhere, written by `ProblemFilter`. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly errors: readonly FieldError[];
  readonly #content: ProblemContent;

  constructor(content: ProblemContent) {
    super(content.detail ?? content.title);
    this.name = 'Problem';
    this.status = content.status;
    this.code = content.code;
    this.headers = content.headers ?? {};
    this.errors = content.errors ?? [];
    this.#content = content;
  }

  /** @param instance names this occurrence in the log. */
  toDocument(instance?: string): Record<string, unknown> {
    const { status, code, title, detail, members } = this.#content;
    const { errors } = this;
    return {
      type: `urn:pupil-movement-ledger:problem:${code}`,
      title,
      status,
      code,
      ...(detail !== undefined && { detail }),
      ...(instance !== undefined && { instance }),
      ...(errors.length > 0 && { errors }),
      ...members,
    };
  }
}

/** A request whose content is refused: 422, or 400 where it cannot even be read. */
export function invalidFields(errors: readonly FieldError[], status: 400 | 422 = 422): Problem {
  return new Problem({
    status,
    code: 'invalid-fields',
    title: 'The request has fields that are not valid',
    errors,
  });
}
