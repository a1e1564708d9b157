/** Codes, schools, authorities and methods as documents name them: what is coded, with what it means. */
import type { CodeList } from '../../events/codes/code-list.js';
import type { AuthorityCode, Urn } from '../../events/identifiers.js';
import type { Method, Parameter } from '../../projections/moves/method.js';
import type { Register } from '../../projections/register/register.js';
import type {
  AuthorityName,
  CodeInWords,
  MethodInFull,
  MethodOfMoves,
  MethodParameter,
  SchoolName,
} from './documents/common.js';

export const codeInWords = (list: CodeList, code: string): CodeInWords => ({
  code,
  meaning: list.codes.get(code)?.label ?? null,
});

export const schoolName = (register: Register, urn: Urn): SchoolName => ({
  urn,
  name: register.school(urn)?.name ?? null,
});

export function authorityName(register: Register, code: AuthorityCode): AuthorityName {
  const authority = register.authority(code);
  return { code, oldCode: authority?.oldCode ?? null, name: authority?.name ?? null };
}

export const methodOfMoves = ({ name, version, says, sampling }: Method): MethodOfMoves => ({
  name,
  version,
  meaning: says,
  sampling,
});

export const methodInFull = (method: Method): MethodInFull => ({
  name: method.name,
  version: method.version,
  meaning: method.says,
  sampling: method.sampling,
  parameters: parametersInWords(method.parameters),
});

export const parametersInWords = (parameters: Readonly<Record<string, Parameter>>): MethodParameter[] =>
  Object.entries(parameters).map(([name, { says, value, source, why }]) => ({
    name,
    meaning: says,
    value: typeof value === 'number' ? String(value) : value.join(', '),
    source,
    why: why ?? null,
  }));
