import { parseArgs } from 'node:util';
import { WrongUse } from '../../src/cli/exit-codes.js';

export { WrongUse };

/**
 * Reads options that are all numbers, such as `--seconds 2`, each with its default.
 * @throws {WrongUse} for an unknown option or a value that is not a positive number
 */
export function numberOptions<Name extends string>(
  args: string[],
  defaults: Readonly<Record<Name, number>>,
): Record<Name, number> {
  const names = Object.keys(defaults);
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  const numbers: Record<Name, number> = { ...defaults };
  const isOption = (name: string): name is Name => Object.hasOwn(defaults, name);
  for (const [name, text] of Object.entries(parsed(args, options))) {
    const value = Number(text);
    if (!isOption(name) || !(value > 0 && Number.isFinite(value)))
      throw new WrongUse(`--${name} takes a positive number`);
    numbers[name] = value;
  }
  return numbers;
}

/**
 * Takes `--name value` out of the options; left out, it is the first of the values.
 * @throws {WrongUse} for a value that is none of them
 */
export function takeChoice<Value extends string>(
  args: readonly string[],
  name: string,
  values: readonly [Value, ...Value[]],
): [Value, string[]] {
  const at = args.indexOf(`--${name}`);
  if (at === -1) return [values[0], [...args]];
  const value = values.find((one) => one === args[at + 1]);
  if (value === undefined) throw new WrongUse(`--${name} takes ${values.join(' or ')}`);
  return [value, [...args.slice(0, at), ...args.slice(at + 2)]];
}

function parsed(args: string[], options: Record<string, { type: 'string' }>): Record<string, unknown> {
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : 'wrong options');
  }
}
