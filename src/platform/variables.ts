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
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url !== undefined && /^postgres(ql)?:$/.test(url.protocol) && url.pathname.length > 1) return text;
    const problem = url === undefined ? 'is not a URL' : 'is not the URL of a PostgreSQL database';
    this.refuse(name, problem, 'postgres://user:password@host:port/database');
    return undefined;
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
