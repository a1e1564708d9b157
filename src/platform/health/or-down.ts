import type { HealthIndicatorResult, HealthIndicatorService } from '@nestjs/terminus';

/** What asks for health waits no longer for one part of it. */
export const answersWithinMs = 3_000;

/**
 * A check whose failure, or silence for longer than `answersWithinMs`, is an answer of its own: the part is down. Without
 * it /health itself would fail, with everything that the other parts have to say.
 */
export async function orDown(
  indicator: ReturnType<HealthIndicatorService['check']>,
  check: () => Promise<HealthIndicatorResult>,
): Promise<HealthIndicatorResult> {
  const told: HealthIndicatorResult[] = [];
  const attempt = await indicator
    .attempt(async () => void told.push(await check()))
    .withTimeout(answersWithinMs);
  return told[0] ?? attempt;
}
