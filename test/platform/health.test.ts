import { HealthIndicatorService } from '@nestjs/terminus';
import { answersWithinMs, orDown } from '../../src/platform/health/or-down.js';

describe('a part of /health', () => {
  const part = new HealthIndicatorService().check('part');

  it('tells what its check tells', async () => {
    const told = await orDown(part, () => Promise.resolve(part.degraded({ lag: 3 })));
    expect(told).toEqual({ part: { status: 'degraded', lag: 3 } });
  });

  it('is down where its check fails', async () => {
    const told = await orDown(part, () => Promise.reject(new Error('no connection')));
    expect(told).toMatchObject({ part: { status: 'down' } });
  });

  it('is down where its check is silent', async () => {
    const startedAt = Date.now();
    const told = await orDown(part, () => new Promise(() => undefined));
    expect(told).toMatchObject({ part: { status: 'down' } });
    expect(Date.now() - startedAt).toBeLessThan(2 * answersWithinMs);
  });
});
