/** One wrong variable: its name, what is wrong with it, what it may be. */
export interface WrongVariable {
  readonly variable: string;
  readonly problem: string;
  readonly allowed: string;
}

/** The environment does not make a configuration. The message has one line a variable and no secret. */
export class ConfigurationError extends Error {
  constructor(readonly wrong: readonly WrongVariable[]) {
    const lines = wrong.map(
      ({ variable, problem, allowed }) => `${variable} ${problem}. Allowed: ${allowed}.`,
    );
    super(['The configuration is wrong:', ...lines].join('\n  '));
    this.name = 'ConfigurationError';
  }
}

export function isPostgresUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1;
}

/** As EventStoreDB's clients write it; a cluster's nodes stand one after the other, with commas: no URL to the parser. */
export const eventStoreUrlShape = /^esdb(\+discover)?:\/\/([^@/?\s]+@)?[^@/?\s]+\/?(\?\S*)?$/;

/** Reads environment variables one by one and gathers what is wrong with them. An empty variable counts as not set. */
export class Variables {
  readonly #wrong: WrongVariable[] = [];

  constructor(private readonly environment: NodeJS.ProcessEnv) {}

  isSet(name: string): boolean {
    return this.text(name) !== undefined;
  }

  text(name: string): string | undefined {
    const value = this.environment[name]?.trim();
    return value === '' ? undefined : value;
  }

  wholeNumber(name: string, standard: number, least: number, most: number): number {
    const text = this.text(name);
    if (text === undefined) return standard;
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (value >= least && value <= most) return value;
    this.refuse(name, `is "${text}"`, `a whole number from ${least} to ${most}`);
    return standard;
  }

  oneOf<T extends string>(name: string, allowed: readonly T[], standard: T): T {
    const text = this.text(name);
    if (text === undefined) return standard;
    const value = allowed.find((one) => one === text);
    if (value === undefined) this.refuse(name, `is "${text}"`, allowed.join(', '));
    return value ?? standard;
  }

  /** The value holds a password, so it is never repeated. */
  postgresUrl(name: string): string | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (isPostgresUrl(text)) return text;
    const problem = URL.canParse(text) ? 'is not the URL of a PostgreSQL database' : 'is not a URL';
    this.refuse(name, problem, 'postgres://user:password@host:port/database');
    return undefined;
  }

  /** The value may hold a password, so it is never repeated. */
  eventStoreUrl(name: string): string | undefined {
    const text = this.text(name);
    if (text === undefined || eventStoreUrlShape.test(text)) return text;
    this.refuse(name, 'is not the URL of an EventStoreDB', 'esdb://user:password@host:2113?tls=true');
    return undefined;
  }

  shaped(name: string, shape: RegExp, standard: string, allowed: string): string {
    const text = this.text(name) ?? standard;
    if (!shape.test(text)) this.refuse(name, `is "${text}"`, allowed);
    return text;
  }

  /** @param parse throws a RangeError whose message says what the value should be. */
  secret<T>(name: string, parse: (text: string) => T): T | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    try {
      return parse(text);
    } catch (error) {
      this.refuse(
        name,
        'does not have the right form',
        error instanceof RangeError ? error.message : 'another value',
      );
      return undefined;
    }
  }

  refuse(variable: string, problem: string, allowed: string): void {
    this.#wrong.push({ variable, problem, allowed });
  }

  /** @throws ConfigurationError when anything was refused. */
  throwIfWrong(): void {
    if (this.#wrong.length > 0) throw new ConfigurationError(this.#wrong);
  }
}
