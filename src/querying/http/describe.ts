/** The routes of the read side as OpenAPI tells them. */
import { applyDecorators, Get, Header, type Type } from '@nestjs/common';
import {
  ApiExtraModels,
  ApiHeader,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import { schoolPhases, schoolTypes } from '../../../events/codes/school-type.js';
import { dutyKinds } from '../../../projections/duties/catalogue.js';
import { ProblemDocument } from '../../recording/http/answers.js';
import {
  bases,
  dimensionNames,
  familiesReconciled,
  greatestLimit,
  moveClasses,
  standardLimit,
  whereabouts,
  dutyStatesAsked,
  distributedMeasures,
  distributedOver,
  rankings,
  standardMeasure,
  type DistributionParameter,
  type BreakdownParameter,
  type DutyParameter,
  type FigureParameter,
  type FindingParameter,
  type MethodParameterName,
  type MoveParameter,
  type TrajectoryParameter,
} from '../ask.js';

type ParameterName =
  | DistributionParameter
  | TrajectoryParameter
  | MoveParameter
  | MethodParameterName
  | FigureParameter
  | BreakdownParameter
  | DutyParameter
  | FindingParameter;

const parameters: Readonly<Record<ParameterName, { readonly description: string; readonly schema: object }>> =
  {
    'as-at': {
      description: 'A day in the world: what had happened by then.',
      schema: { type: 'string', format: 'date' },
    },
    'as-known': {
      description:
        'A position of the ledger, or a time with its offset: what the ledger knew then. The newest, where it is left out.',
      schema: { type: 'string', example: '2026-01-05T10:00:00Z' },
    },
    identity: {
      description: 'Without names, UPN and date of birth.',
      schema: { type: 'string', enum: ['none'] },
    },
    year: { description: 'A school year.', schema: { type: 'string', example: '2015/16' } },
    basis: {
      description: 'By where schools are, or by the authority that pupils live in.',
      schema: { type: 'string', enum: [...bases], default: 'location' },
    },
    class: {
      description: 'What the method makes of the move.',
      schema: { type: 'string', enum: [...moveClasses], default: 'unexplained' },
    },
    rule: { description: 'The rule that decided.', schema: { type: 'string' } },
    whereabouts: {
      description: 'What is known of where the pupil is.',
      schema: { type: 'string', enum: [...whereabouts] },
    },
    compare: {
      description:
        'Sets the methods side by side, and lists every move that stands otherwise under two of them.',
      schema: { type: 'string', enum: ['yes'] },
    },
    kind: { description: 'A duty.', schema: { type: 'string', enum: [...dutyKinds] } },
    state: {
      description: 'Of duties on the day; `open` is owed or overdue.',
      schema: { type: 'string', enum: [...dutyStatesAsked], default: 'open' },
    },
    family: {
      description: 'The family of movements that it is about.',
      schema: { type: 'string', enum: [...familiesReconciled] },
    },
    over: {
      description: 'What it is laid out over.',
      schema: { type: 'string', enum: [...distributedOver], default: 'schools' },
    },
    measure: {
      description: 'A count or rate of the catalogue of measures.',
      schema: { type: 'string', enum: [...distributedMeasures], default: standardMeasure },
    },
    type: {
      description: 'Schools of this type alone; all that the state funds, where it is left out.',
      schema: { type: 'string', enum: [...schoolTypes] },
    },
    phase: {
      description: 'Schools of this phase alone.',
      schema: { type: 'string', enum: [...schoolPhases] },
    },
    'quarters-by': {
      description: 'What quarters are by; of a count always by it.',
      schema: { type: 'string', enum: [...rankings], default: 'count' },
    },
    bands: {
      description: 'The last number of each band but the last: `10` is none, 1 to 10, more than 10.',
      schema: { type: 'string', pattern: '^[0-9]{1,9}(,[0-9]{1,9}){0,7}$' },
    },
    after: { description: '`nextAfter` of the page before.', schema: { type: 'string' } },
    limit: {
      description: 'Rows of a page at most.',
      schema: { type: 'integer', minimum: 1, maximum: greatestLimit, default: standardLimit },
    },
  };

export interface ReadingDescription {
  /** One, or several that are asked alike. */
  readonly path: string | string[];
  readonly summary: string;
  readonly names: readonly ParameterName[];
  /** What `rule` may be. */
  readonly rules?: readonly string[];
  readonly answer: Type;
  /** Whether children are shown, so that the look is recorded. */
  readonly showsPupils?: boolean;
}

/** A route that reads: GET, with the parameters, headers and answers that all of them have. */
export function ReadingRoute({
  path,
  summary,
  names,
  rules,
  answer,
  showsPupils,
}: ReadingDescription): MethodDecorator {
  const purpose = ApiHeader({
    name: 'X-Purpose',
    required: false,
    description: 'Why: a short code that goes into the record of looks at children.',
    schema: { type: 'string', pattern: '^[a-z][a-z0-9-]{0,59}$' },
  });
  return applyDecorators(
    Get(path),
    Header('Cache-Control', 'no-store'),
    ApiOperation({ summary }),
    ...names.map((name) => {
      const { description, schema } = parameters[name];
      const values = name === 'rule' && rules ? { enum: [...rules] } : {};
      return ApiQuery({ name, required: false, description, schema: { ...schema, ...values } });
    }),
    ...(showsPupils ? [purpose] : []),
    ApiExtraModels(ProblemDocument),
    ApiResponse({ status: 200, description: 'Found', type: answer }),
    ApiResponse(problem(400, 'A parameter cannot be read; `errors` names each with its rule')),
    ApiResponse(problem(404, 'The ledger holds no such pupil, school or authority')),
    ApiResponse(problem(422, 'The ledger has not reached that position')),
    ApiResponse(problem(429, 'Too many requests')),
    ApiResponse(problem(503, 'The answer cannot be made now, or takes longer than a request may')),
  );
}

/** The part of the path that says by what. */
export const ByCharacteristic = (): MethodDecorator =>
  ApiParam({ name: 'characteristic', schema: { type: 'string', enum: [...dimensionNames] } });

const problem = (status: number, description: string) => ({
  status,
  description,
  content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDocument) } } },
});
