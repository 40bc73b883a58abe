import { ScenarioPlan, type PlannedScenario } from '../scenario-plan.ts';

/** A plan for a target on loopback, of one scenario unless told otherwise. */
export function planFor(
  origin: string,
  scenario: Partial<PlannedScenario>,
  other: Partial<ScenarioPlan> = {},
): ScenarioPlan {
  return ScenarioPlan.parse({
    version: 1,
    origin,
    allowedOrigins: [origin],
    seed: 42,
    timeoutMs: 10_000,
    marker: 'test',
    fuse: null,
    limits: {
      requests: 20_000,
      requestsPerSecond: 2_000,
      seconds: 120,
      virtualUsers: 2_000,
      writes: false,
    },
    scenarios: [
      {
        name: 'browse',
        arrivals: 'poisson',
        virtualUsers: 50,
        phases: [{ name: 'steady', seconds: 2, requestsPerSecond: 20 }],
        requests: [{ name: 'work', weight: 1, method: 'GET', path: '/work' }],
        ...scenario,
      },
    ],
    ...other,
  } satisfies ScenarioPlan);
}
