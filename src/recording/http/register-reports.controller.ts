/** What is reported about an authority or a school. The table of register facts makes the routes. */
import { Controller, Inject, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { catalogue } from '../../../events/catalogue.js';
import { RecordRegisterFact } from '../commands.js';
import { readRegisterFact } from '../reports/read-report.js';
import { registerFacts } from '../reports/register-facts.js';
import { RecordingRoute } from './describe.js';
import { FrontDesk } from './front-desk.js';
import { authorityIn, schoolIn } from './path-parameters.js';

const AuthorityParameter = () =>
  ApiParam({ name: 'authority', schema: { type: 'string', pattern: '^([A-Z][0-9]{8}|[0-9]{3})$' } });
const SchoolParameter = () =>
  ApiParam({ name: 'school', schema: { type: 'string', pattern: '^[1-9][0-9]{5}$' } });

@ApiTags('Reports about an authority')
@AuthorityParameter()
@Controller('api/authorities/:authority')
export class AuthorityFactsController {
  constructor(@Inject(FrontDesk) readonly desk: FrontDesk) {}
}

@ApiTags('Reports about a school')
@SchoolParameter()
@Controller('api/schools/:school')
export class SchoolFactsController {
  constructor(@Inject(FrontDesk) readonly desk: FrontDesk) {}
}

for (const fact of registerFacts) {
  if (fact.of === 'authority')
    addRoute(AuthorityFactsController.prototype, AuthorityParameter, fact, authorityIn);
  else addRoute(SchoolFactsController.prototype, SchoolParameter, fact, schoolIn);
}

/** A method with the decorators that a written one would have, named after the event. */
function addRoute(
  prototype: object,
  Parameter: () => MethodDecorator & ClassDecorator,
  { of, path, type, summary }: (typeof registerFacts)[number],
  placeIn: (request: Request) => string,
): void {
  const name = `record${type}`;
  const route: Record<string, Route> = {
    [name](this: { desk: FrontDesk }, request, response) {
      const place = placeIn(request);
      return this.desk.answer(
        request,
        response,
        (fields, context) => new RecordRegisterFact(of, place, readRegisterFact(type, fields), context),
      );
    },
  };
  const descriptor: PropertyDescriptor = { value: route[name] };
  Object.defineProperty(prototype, name, descriptor);
  Req()(prototype, name, 0);
  Res({ passthrough: true })(prototype, name, 1);
  Parameter()(prototype, name, descriptor);
  RecordingRoute({ path, summary: `${summary} (${type})`, body: catalogue[type].dataClass })(
    prototype,
    name,
    descriptor,
  );
}

type Route = (this: { desk: FrontDesk }, request: Request, response: Response) => Promise<unknown>;
