// What a soak at less than the declared rate says of a size that a staircase before it does not speak against.
import { expect, test } from '@jest/globals';
import type { DeploymentRecord, ReportedMetric } from '../../../core/load/deployment-record.ts';
import { secondsOf } from '../../plan/scenario-plan.ts';
import { judgeLoad } from '../load-run.ts';
import type { RanScenario } from '../ran-scenario.ts';
import { directFold, ranWith } from '../testing/direct-fold.ts';
import {
  reportedOf,
  sentAt,
  withDatabase,
  withPoints,
  withService,
} from '../testing/reported-deployment.ts';
import { sentStaircase, specOf } from '../testing/sent-staircase.ts';
import { planOf, simulate } from '../testing/simulated-load.ts';
import { rulingsOf, type ResourceRule } from './resource-ruling.ts';

const SPEC = specOf();
const SOAK = soak();
const SOAKED = reportedOf(SOAK);

/** Twenty minutes at seventy per cent of the rate. */
function soak(): RanScenario {
  const scenarios = { soak: { warmUpSeconds: 20, steadySeconds: 1200 } };
  const plan = planOf('soak', 40, { scenarios });
  const [scenario] = plan.scenarios;
  if (scenario === undefined) throw new Error('The plan has no scenario.');
  const ran = ranWith('soak', plan, directFold(simulate(plan)));
  return sentAt(ran, '2026-11-29T08:00:23.000Z', secondsOf(scenario));
}

const flat = (metric: ReportedMetric, value: number) =>
  withPoints(metric, (points) => points.map(({ at }) => ({ at, value })));

function after(one: ReportedMetric, other: ReportedMetric | undefined): ReportedMetric {
  return withPoints(one, (points) => [
    ...points,
    ...(other?.state === 'reported' ? other.points : []),
  ]);
}

/** What AWS reported of both. */
function reported(staircase: RanScenario, soaked: DeploymentRecord): DeploymentRecord {
  const [service] = soaked.services;
  const [database] = soaked.databases;
  const record = withService({ ...reportedOf(staircase), endedAt: soaked.endedAt }, (own) => ({
    counts: [...own.counts, ...(service?.counts ?? [])],
    cpuAverage: after(own.cpuAverage, service?.cpuAverage),
    cpuMaximum: after(own.cpuMaximum, service?.cpuMaximum),
    memoryMaximum: after(own.memoryMaximum, service?.memoryMaximum),
    requests: own.requests && after(own.requests, service?.requests ?? undefined),
  }));
  return withDatabase(record, (own) => ({
    acu: after(own.acu, database?.acu),
    acuUtilization: after(own.acuUtilization, database?.acuUtilization),
    connections: after(own.connections, database?.connections),
  }));
}

const FULL = withService(SOAKED, ({ memoryMaximum }) => ({
  memoryMaximum: flat(memoryMaximum, 95),
}));
const OPEN = withDatabase(SOAKED, ({ connections }) => ({ connections: flat(connections, 380) }));
const TO_THE_RATE = [0.25, 0.5, 1];
const BEYOND_IT = [0.25, 0.5, 1, 1.25];

test.each<[string, ResourceRule, number[], DeploymentRecord, string, RegExp]>([
  [
    'memory that is nearly used up',
    'C2',
    TO_THE_RATE,
    FULL,
    'UNDERSIZED',
    /^In \d+ minutes at 28 requests a second, less than is declared, the fullest task of main\/api used up to 95 % of its memory, more than 80 %\.$/,
  ],
  [
    'memory that is nearly used up after more than the peak',
    'C2',
    BEYOND_IT,
    FULL,
    'INCONCLUSIVE',
    /, more than 80 %\. Before it up to 50 requests a second of api were sent, more than its peak of 40\.$/,
  ],
  [
    'connections of which nearly all are open',
    'D2',
    TO_THE_RATE,
    OPEN,
    'UNDERSIZED',
    /^In \d+ minutes at 28 requests a second, less than is declared, db had up to 380 connections, and it takes between 388 and 413: that is more than 90 %\.$/,
  ],
])('%s in a soak: %s', (_what, rule, loadRatios, soaked, verdict, reason) => {
  const staircase = sentStaircase(loadRatios);
  const { resources } = judgeLoad(SPEC, [staircase, SOAK], reported(staircase, soaked));
  const ruling = rulingsOf(resources, rule)[0]?.ruling;
  expect(ruling?.reason).toMatch(reason);
  expect(ruling?.verdict).toBe(verdict);
});
