import { parseSpec } from '../../../core/spec/document.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { WHOLE_SPEC } from '../../../core/spec/testing/whole-spec.ts';
import { secondsOf } from '../../plan/scenario-plan.ts';
import type { RanScenario } from '../ran-scenario.ts';
import { directFold, ranWith } from './direct-fold.ts';
import { sentAt } from './reported-deployment.ts';
import { levelPlan, simulate } from './simulated-load.ts';

const RATE = 40;

/** One task of half a vCPU, whose workload is 40 requests a second, and the database behind it. */
export function specOf(
  scaling = 'minTasks: 1, maxTasks: 1, policies: {}',
  task = 'cpuUnits: 512, memoryMiB: 1024',
): Spec {
  const overlay = [
    `clusters: { main: { services: { api: { task: { ${task} }, scaling: { ${scaling} } } } } }`,
    'slo: { p95Ms: 200, errorRatio: 0.01, scaleOutHealthySeconds: 120 }',
    `load: { target: { origin: http://127.0.0.1, environment: test, timeoutMs: 10000 }, limits: { requestsPerSecond: 999, requests: 99999, minutes: 99, virtualUsers: 9999 }, databasePools: { main/api: { aurora: db, connectionsPerTask: 10 } }, workloads: { api: { service: main/api, requestsPerSecond: ${RATE}, requests: { work: { method: GET, path: /work } } } } }`,
  ];
  const text = `environments:\n  test:\n${overlay.map((line) => `    ${line}\n`).join('')}${WHOLE_SPEC}`;
  const parsed = parseSpec({ file: 'spec.yaml', text }, 'test');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.document.spec;
}

/** A staircase from a quarter of the rate to five quarters of it, which began at 23 seconds of a minute. */
export function sentStaircase(loadRatios = [0.25, 0.5, 1, 1.25]): RanScenario {
  const plan = levelPlan(RATE, { loadRatios, steadySeconds: 400 });
  const [scenario] = plan.scenarios;
  if (scenario === undefined) throw new Error('The plan has no scenario.');
  const ran = ranWith('ramp', plan, directFold(simulate(plan)));
  return sentAt(ran, '2026-11-29T07:00:23.000Z', secondsOf(scenario));
}
