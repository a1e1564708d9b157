/** The routes of the write side as OpenAPI tells them. */
import { applyDecorators, Post } from '@nestjs/common';
import {
  ApiBody,
  ApiExtraModels,
  ApiHeader,
  ApiOperation,
  ApiResponse,
  getSchemaPath,
  type SchemaObject,
} from '@nestjs/swagger';
import { classSchema, type JsonSchema } from '../../../events/validation/json-schema.js';
import { isObject } from '../../../events/validation/fields.js';
import type { DataClass } from '../../../events/validation/metadata.js';
import { Documents } from '../reports/bodies.js';
import { ProblemDocument, RecordedAnswer } from './answers.js';
import { idempotencyKeyShape } from './request-headers.js';

export interface RouteDescription {
  readonly path: string;
  readonly summary: string;
  /** Its fields, and documents beside them. */
  readonly body: DataClass;
  /** Whether If-Match must be sent; it is welcome everywhere. */
  readonly needsIfMatch?: boolean;
  readonly answer?: DataClass;
}

/** A route that records: POST, with the headers and answers that all of them have. */
export function RecordingRoute({
  path,
  summary,
  body,
  needsIfMatch,
  answer,
}: RouteDescription): MethodDecorator {
  return applyDecorators(
    Post(path),
    ApiOperation({ summary }),
    ApiBody({ required: true, schema: bodySchema(body, Documents) }),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: 'Makes the request safe to send twice for seven days.',
      schema: { type: 'string', pattern: idempotencyKeyShape.source },
    }),
    ApiHeader({
      name: 'If-Match',
      required: needsIfMatch ?? false,
      description: 'The revision that the pupil’s stream must have, as ETag gave it.',
      schema: { type: 'string', pattern: '^("[0-9]{1,10}"|\\*)$' },
    }),
    ...answers(answer ?? RecordedAnswer),
    ApiResponse(problem(404, 'No such pupil or authority')),
    ApiResponse(problem(409, 'In conflict with what stands: merged, erased, held by another, in progress')),
    ApiResponse(problem(412, 'If-Match names another revision; `actualRevision` says which it is')),
    ...(needsIfMatch ? [ApiResponse(problem(428, 'If-Match is needed'))] : []),
  );
}

/** A route that only looks something up: its question stands in the body, because addresses are logged. */
export function QuestionRoute({
  path,
  summary,
  body,
  answer,
}: RouteDescription & { answer: DataClass }): MethodDecorator {
  return applyDecorators(
    Post(path),
    ApiOperation({ summary }),
    ApiBody({ required: true, schema: bodySchema(body) }),
    ApiExtraModels(answer, ProblemDocument),
    ApiResponse({ status: 200, description: 'Found', type: answer }),
    ...refusals(),
    ApiResponse(problem(404, 'Not known, or erased')),
  );
}

function answers(answer: DataClass) {
  const etag = {
    ETag: { description: 'The stream’s revision', schema: { type: 'string' as const, example: '"12"' } },
  };
  return [
    ApiExtraModels(answer, ProblemDocument),
    ApiResponse({ status: 201, description: 'Recorded', type: answer, headers: etag }),
    ApiResponse({
      status: 200,
      description: 'Known already: the entry that stands',
      type: answer,
      headers: etag,
    }),
    ...refusals(),
  ];
}

const refusals = () => [
  ApiResponse(problem(400, 'The request cannot be read')),
  ApiResponse(problem(413, 'The body is larger than a megabyte')),
  ApiResponse(problem(415, 'The body is not JSON in UTF-8')),
  ApiResponse(problem(422, 'Fields are not valid; `errors` names each with its rule')),
  ApiResponse(problem(429, 'Too many requests')),
];

const problem = (status: number, description: string) => ({
  status,
  description,
  content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDocument) } } },
});

/** The fields of the report, and where it may have documents, those. */
function bodySchema(body: DataClass, documents?: DataClass): SchemaObject {
  const schema = inlined(classSchema(body));
  const beside = documents && inlined(classSchema(documents))['properties'];
  const properties = Object.assign({}, schema['properties'], beside);
  return Object.assign<SchemaObject, object>({}, { ...schema, properties });
}

/** OpenAPI has no `$defs`: what they hold stands in the place of the reference. */
function inlined({ $defs, ...schema }: JsonSchema): JsonSchema {
  const definitions = isObject($defs) ? $defs : {};
  const inline = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map((item: unknown) => inline(item));
    if (!isObject(part)) return part;
    const { $ref: reference, ...own } = part;
    const referred =
      typeof reference === 'string' ? definitions[reference.replace('#/$defs/', '')] : undefined;
    const whole = isObject(referred) ? { ...own, ...referred } : part;
    return Object.fromEntries(Object.entries(whole).map(([name, inner]) => [name, inline(inner)]));
  };
  return Object.fromEntries(Object.entries(schema).map(([name, inner]) => [name, inline(inner)]));
}
