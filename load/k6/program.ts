// The one program that k6 runs. What it sends, and when, is in the plan and the schedule that it is given; it decides nothing.
// k6 strips the types of this file and reads no other: imports are of k6's own modules, and of types.
import { sleep } from 'k6';
import { SharedArray } from 'k6/data';
import exec from 'k6/execution';
import http, { type RefinedResponse } from 'k6/http';
import { Counter, Gauge, Trend } from 'k6/metrics';
import type { Options } from 'k6/options';
import type { PlannedRequest, ScenarioPlan } from '../plan/scenario-plan.ts';
import type { Arrival, Schedule } from '../plan/schedule.ts';
import type { Outcome } from '../stream/outcome.ts';

/** Connections are opened and programs warm up while the first arrivals are still to come. */
const LEAD_MS = 1_000;
/** Beyond the schedule and the timeout of its last request, for a machine that is slow to end. */
const GRACE_SECONDS = 10;
/** k6's own number for a request that was given up: https://grafana.com/docs/k6/latest/javascript-api/error-codes/. */
const REQUEST_TIMED_OUT = 1050;

const plan = JSON.parse(open(required('LANDFALL_PLAN'))) as ScenarioPlan;
const schedulePath = required('LANDFALL_SCHEDULE');
/** A moment that is common to several processes, in milliseconds since 1970; each process has its own when it is empty. */
const startAtMs = Number(__ENV['LANDFALL_START_AT'] ?? '');

// In memory once, not once a virtual user.
const arrivals = new Map(
  plan.scenarios.map(({ name }) => [
    name,
    new SharedArray<Arrival>(name, () => [
      ...((JSON.parse(open(schedulePath)) as Schedule)[name] ?? []),
    ]),
  ]),
);
const scenarios = new Map(plan.scenarios.map((scenario) => [scenario.name, scenario]));
/** How many requests the scenarios before each have, so that every request of the run has a number of its own. */
const ordinals = ordinalsOf();

/** Zero of the schedule, in milliseconds since 1970. */
const epoch = new Gauge('landfall_epoch');
/** The program got to its end. */
const ended = new Gauge('landfall_ended');
/** From when a request should have been sent to its whole answer, in milliseconds. */
const latency = new Trend('landfall_latency', true);
/** k6's own: from sending to the whole answer, without waiting for a connection. */
const duration = new Trend('landfall_duration', true);
/** How much later than it should have been a request was sent. */
const lateness = new Trend('landfall_lateness', true);
/** Arrivals that found no virtual user free, and were not sent. */
const dropped = new Counter('landfall_dropped');

http.setResponseCallback(http.expectedStatuses({ min: 200, max: 299 }));

export const options = {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- k6's types declare scenarios as classes, and k6 takes plain objects
  scenarios: Object.fromEntries(
    plan.scenarios.map(({ name, virtualUsers }) => [name, scenarioOf(name, virtualUsers)]),
  ),
  discardResponseBodies: true,
  maxRedirects: 0,
  userAgent: 'landfall-load/1',
  // The stream is read as it comes, and every tag makes it longer.
  systemTags: ['scenario', 'name', 'status', 'error_code'],
  ...(plan.fuse === null ? {} : { thresholds: thresholdsOf(plan.fuse) }),
} satisfies Options;

interface Zero {
  /** Zero of the schedule on the clock of this process. */
  readonly atMs: number;
}

export function setup(): Zero {
  // Not before: what is only archived has not its environment yet.
  secretHeaders();
  const leadMs = startAtMs > 0 ? startAtMs - Date.now() : LEAD_MS;
  const atMs = clockMs() + leadMs;
  epoch.add(Date.now() + leadMs);
  return { atMs };
}

/**
 * Takes the next arrival, waits for its moment and sends its request. Virtual users take arrivals in their order and wait for
 * them, so that an arrival whose moment has passed when it is taken is one for which none was free.
 */
export function arrive(zero: Zero): void {
  const { name: scenario, iterationInTest } = exec.scenario;
  const arrival = arrivals.get(scenario)?.[iterationInTest];
  const planned = scenarios.get(scenario);
  if (arrival === undefined || planned === undefined) throw new Error('There is no such arrival.');
  const [offsetMs, requestNumber, phaseNumber] = arrival;
  const request = planned.requests[requestNumber];
  const phase = planned.phases[phaseNumber];
  if (request === undefined || phase === undefined) throw new Error('There is no such request.');

  const tags = { name: request.name, phase: phase.name };
  const intendedMs = zero.atMs + offsetMs;
  const waitMs = intendedMs - clockMs();
  if (waitMs < 0) {
    dropped.add(1, tags);
    return;
  }
  sleep(waitMs / 1000);
  lateness.add(Math.max(0, clockMs() - intendedMs), tags);
  const response = send(request, tags, (ordinals.get(scenario) ?? 0) + iterationInTest);
  const answered = { ...tags, outcome: outcomeOf(response) };
  latency.add(Math.max(0, clockMs() - intendedMs), answered);
  duration.add(response.timings.duration, answered);
}

export function teardown(): void {
  ended.add(1);
}

/** Nothing is printed: standard output is the stream. */
export function handleSummary(): Record<string, string> {
  return {};
}

/** The one place from which requests leave: to an allowed origin alone, without following it elsewhere, and not one too many. */
function send(
  request: PlannedRequest,
  tags: Record<string, string>,
  ordinal: number,
): RefinedResponse<'none'> {
  const url = plan.origin + request.path;
  const origin = /^https?:\/\/[^/?#\\@\s]+(?=\/)/.exec(url)?.[0];
  if (origin === undefined || !plan.allowedOrigins.includes(origin)) {
    exec.test.abort(`landfall: ${url} is not of an allowed origin.`);
  }
  if (ordinal >= plan.limits.requests) {
    exec.test.abort(`landfall: the limit of ${plan.limits.requests} requests is reached.`);
  }
  // What is secret is for the one origin that is declared, whatever else may be allowed.
  const secrets = origin === plan.origin ? secretHeaders() : {};
  const isRead = ['GET', 'HEAD', 'OPTIONS'].includes(request.method);
  if (!isRead && !plan.limits.writes) {
    exec.test.abort(`landfall: ${request.method} may change something, which is not allowed.`);
  }
  const marker = isRead ? {} : { 'x-landfall-load': plan.marker };
  return http.request(request.method, url, request.body ?? null, {
    headers: { ...request.headers, ...secrets, ...marker },
    redirects: 0,
    responseType: 'none',
    tags,
    timeout: plan.timeoutMs,
  });
}

/** What the plan takes from the environment. It is not logged, and goes with no tag. */
function secretHeaders(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(plan.headersFromEnvironment ?? {}).map(([header, variable]) => [
      header,
      required(variable),
    ]),
  );
}

function outcomeOf({ status, error_code: code }: RefinedResponse<'none'>): Outcome {
  if (status >= 200 && status < 300) return 'ok';
  if (status >= 300 && status < 400) return 'redirect';
  if (status >= 400 && status < 500) return 'client-error';
  if (status >= 500) return 'server-error';
  return code === REQUEST_TIMED_OUT ? 'timeout' : 'no-answer';
}

/** One virtual user after another takes the next arrival: which is what "shared iterations" are. */
function scenarioOf(name: string, virtualUsers: number) {
  const own = arrivals.get(name);
  const count = own?.length ?? 0;
  const lastMs = own?.[count - 1]?.[0] ?? 0;
  const leadMs = startAtMs > 0 ? Math.max(LEAD_MS, startAtMs - Date.now()) : LEAD_MS;
  const seconds = Math.ceil((leadMs + lastMs + plan.timeoutMs) / 1000) + GRACE_SECONDS;
  return {
    executor: 'shared-iterations' as const,
    exec: 'arrive',
    vus: Math.min(virtualUsers, count),
    iterations: count,
    maxDuration: `${seconds}s`,
    gracefulStop: '0s',
  };
}

/** These end a hopeless run early. They hold of nothing, too, so that they say nothing about what was measured. */
function thresholdsOf(fuse: NonNullable<ScenarioPlan['fuse']>) {
  const delayAbortEval = `${fuse.afterSeconds}s`;
  const limit = (threshold: string) => [{ threshold, abortOnFail: true, delayAbortEval }];
  return {
    http_req_failed: limit(`rate<${fuse.errorRatio}`),
    landfall_latency: limit(`p(95)<${fuse.p95Ms}`),
  };
}

function ordinalsOf(): ReadonlyMap<string, number> {
  let before = 0;
  return new Map(
    plan.scenarios.map(({ name }) => {
      const first = before;
      before += arrivals.get(name)?.length ?? 0;
      return [name, first];
    }),
  );
}

/** Milliseconds since this run began, with fractions; `Date.now()` of k6 has none. */
function clockMs(): number {
  return exec.instance.currentTestRunDuration;
}

function required(variable: string): string {
  const value = __ENV[variable] ?? '';
  if (value === '') throw new Error(`landfall: ${variable} is not set.`);
  return value;
}
