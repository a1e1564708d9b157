import { BadRequestException, Controller, Get, Module, NotFoundException } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { pino } from 'pino';
import { Problem } from '../../src/platform/errors/problem.js';
import { ProblemFilter } from '../../src/platform/errors/problem.filter.js';

@Controller()
class Throwing {
  @Get('conflict')
  conflict(): never {
    const errors = [{ field: 'leavesOn', rule: 'after-entry', problem: 'is before the day of entry' }];
    const title = 'The stream has moved on';
    throw new Problem({
      status: 409,
      code: 'revision',
      title,
      errors,
      members: { actual: '7' },
      headers: { etag: '"7"' },
    });
  }
  @Get('fault')
  fault(): never {
    throw new TypeError('Jane Example was born on 2012-03-04');
  }
  @Get('frameworks')
  frameworks(): never {
    throw new BadRequestException('Jane Example is not allowed');
  }
  @Get('missing')
  missing(): never {
    throw new NotFoundException();
  }
}

@Module({ controllers: [Throwing] })
class ThrowingModule {}

let app: NestExpressApplication;
let address: string;
const logged: string[] = [];
beforeAll(async () => {
  app = await NestFactory.create<NestExpressApplication>(ThrowingModule, { logger: false });
  app.useGlobalFilters(new ProblemFilter(pino({}, { write: (line) => void logged.push(line) })));
  await app.listen(0, '127.0.0.1');
  address = await app.getUrl();
});
afterAll(() => app.close());

test('a problem is answered with its document, its members and its headers', async () => {
  const response = await fetch(`${address}/conflict`);
  expect(response.headers.get('etag')).toBe('"7"');
  expect(await response.json()).toEqual({
    type: 'urn:pupil-movement-ledger:problem:revision',
    title: 'The stream has moved on',
    status: 409,
    code: 'revision',
    errors: [{ field: 'leavesOn', rule: 'after-entry', problem: 'is before the day of entry' }],
    actual: '7',
  });
});

test('a fault is answered without a word about it, and logged by kind and place, not by message', async () => {
  const response = await fetch(`${address}/fault`);
  expect(response.status).toBe(500);
  expect(await response.json()).toMatchObject({ code: 'internal', title: 'The ledger has a fault' });
  expect(logged.join()).toContain('"name":"TypeError"');
  expect(logged.join()).toContain('Throwing.fault');
  expect(logged.join()).not.toContain('Jane');
});

test("the framework's own errors get our words, for theirs may quote the request", async () => {
  expect(await (await fetch(`${address}/frameworks`)).text()).not.toContain('Jane');
  expect(await (await fetch(`${address}/missing`)).json()).toMatchObject({ status: 404, code: 'not-found' });
});
