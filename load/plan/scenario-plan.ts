import { z } from 'zod';
import { isPrivateOrigin } from '../../core/spec/private-origin.ts';

/** Scheme, host and port, and nothing after them. A user's name before the host would be sent with every request. */
const Origin = z
  .string()
  .regex(/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/, 'an origin looks like https://api.example.com');

/** k6 takes these names for scenarios, and for tags that need no escape. */
export const Label = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/, 'a name is of letters, digits, _, . and -');

/** A path and query, as they are sent. With two slashes in front it would name another host; k6 sends nothing by a broken escape. */
const Path = z
  .string()
  .regex(
    /^\/(?![/\\])(?:[!"$&-[\]-~]|%[0-9A-Fa-f]{2})*$/,
    'a path begins with one slash; blanks, # and what is not ASCII are escaped, such as %20',
  );

/** What would have to be kept secret: a plan is written to disk, and is kept with the run. */
const SECRET_HEADERS =
  /^(authorization|proxy-authorization|cookie|x-api-key|x-amz-security-token)$/i;

/** Headers whose values k6 takes from its environment: header to the name of the variable. The plan never holds the value. */
const HeadersFromEnvironment = z.record(
  z.string().regex(/^[!#$%&'*+.^_`|~0-9a-z-]+$/, 'the name of a header is in small letters'),
  z.string().regex(/^LANDFALL_LOAD_[A-Z0-9_]+$/, 'a variable is named LANDFALL_LOAD_…'),
);

/** Names and values of headers, as RFC 9110, section 5, allows them. */
const Headers = z
  .record(z.string(), z.string().regex(/^[\x20-\x7e\t]*$/, 'the value of a header is printable'))
  .superRefine((headers, context) => {
    for (const name of Object.keys(headers)) {
      if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) {
        context.addIssue({ code: 'custom', message: `"${name}" is no name of a header` });
      }
      if (SECRET_HEADERS.test(name)) {
        context.addIssue({ code: 'custom', message: `${name}: a plan holds no credentials` });
      }
    }
  });

const Rate = z.number().nonnegative().max(100_000);

/** One kind of request. */
export const PlannedRequest = z.strictObject({
  /** What its latencies are kept under, such as `GET /orders/{id}`. */
  name: z
    .string()
    .min(1)
    .max(100)
    .regex(/^[\x20-\x7e]+$/, 'a name is printable ASCII'),
  /** How often it is drawn, in proportion to the weights of the others. */
  weight: z.number().positive(),
  method: z.enum(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']),
  path: Path,
  body: z.string().optional(),
  headers: Headers.optional(),
});
export type PlannedRequest = z.infer<typeof PlannedRequest>;

/** A stretch of time with one rate, or with a rate that goes straight from one to another. */
export const PlannedPhase = z.strictObject({
  name: Label,
  seconds: z.number().positive().max(86_400),
  /** At its beginning, and until its end unless another is stated for that. */
  requestsPerSecond: Rate,
  endRequestsPerSecond: Rate.optional(),
  /** Nine in ten of its requests only read, or nine in ten write, where there are both; in the declared proportions when left out. */
  mix: z.enum(['reads', 'writes']).optional(),
});
export type PlannedPhase = z.infer<typeof PlannedPhase>;

/** Requests that arrive whether or not earlier ones were answered: users do not wait for each other. */
export const PlannedScenario = z.strictObject({
  name: Label,
  /**
   * `poisson`: at random, as independent users do; `even`: at equal distances, which queues the least that this rate can, and
   * so overstates what a service can take.
   */
  arrivals: z.enum(['poisson', 'even']),
  /** How many requests may be waited for at a time. An arrival that finds none free is dropped, and counted. */
  virtualUsers: z.int().positive(),
  phases: z.array(PlannedPhase).min(1),
  requests: z.array(PlannedRequest).min(1),
});
export type PlannedScenario = z.infer<typeof PlannedScenario>;

/** When a run is hopeless or does harm: k6 then ends it by itself. */
const Fuse = z.strictObject({
  /** Above 0: a share of failed requests over the whole run. */
  errorRatio: z.number().positive().max(1),
  p95Ms: z.number().positive(),
  /** It is not looked at before. */
  afterSeconds: z.number().nonnegative(),
});

/** What may not be exceeded, whatever the scenarios say. */
const Limits = z.strictObject({
  requests: z.int().positive(),
  /** Of all scenarios together. */
  requestsPerSecond: z.number().positive(),
  seconds: z.number().positive(),
  virtualUsers: z.int().positive(),
  /** Whether requests may be sent that change something. */
  writes: z.boolean(),
});

/**
 * All that k6 is told: what to send where, when and how much at most. From the plan and its seed follows each arrival, so that
 * the same plan sends the same requests at the same times.
 */
export const ScenarioPlan = z
  .strictObject({
    version: z.literal(1),
    /** Where the requests go. */
    origin: Origin,
    /** Sent to `origin` with every request; absent when there are none. */
    headersFromEnvironment: HeadersFromEnvironment.optional(),
    /** No request leaves for another. */
    allowedOrigins: z.array(Origin).min(1),
    seed: z.int().min(0).max(0x7fffffff),
    /** When a request is given up. */
    timeoutMs: z.int().positive().max(120_000),
    /** The value of the header `x-landfall-load` of requests that change something, by which what they leave can be found. */
    marker: Label,
    fuse: Fuse.nullable(),
    limits: Limits,
    scenarios: z.array(PlannedScenario).min(1),
  })
  .superRefine((plan, context) => {
    for (const message of complaintsOf(plan)) context.addIssue({ code: 'custom', message });
  });
export type ScenarioPlan = z.infer<typeof ScenarioPlan>;

const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a request may change something. */
export function isWrite({ method }: Pick<PlannedRequest, 'method'>): boolean {
  return !READING.has(method);
}

/** How long a scenario lasts. */
export function secondsOf({ phases }: Pick<PlannedScenario, 'phases'>): number {
  return phases.reduce((sum, { seconds }) => sum + seconds, 0);
}

/** How many requests a phase stands for: the integral of its rate. */
export function requestsOf({
  seconds,
  requestsPerSecond,
  endRequestsPerSecond,
}: PlannedPhase): number {
  return (seconds * (requestsPerSecond + (endRequestsPerSecond ?? requestsPerSecond))) / 2;
}

function complaintsOf(plan: z.input<typeof ScenarioPlan>): string[] {
  const { scenarios, limits } = plan;
  const complaints: string[] = [];
  if (!plan.allowedOrigins.includes(plan.origin)) {
    complaints.push(`the origin ${plan.origin} is not among the allowed ones`);
  }
  if (Object.keys(plan.headersFromEnvironment ?? {}).length > 0 && !isPrivateOrigin(plan.origin)) {
    complaints.push('headers from the environment are sent over https, or to this machine, alone');
  }
  for (const [what, names] of [
    ['scenario', scenarios.map(({ name }) => name)],
    ...scenarios.flatMap(({ name, phases, requests }) => [
      [`phase of ${name}`, phases.map((phase) => phase.name)] as const,
      [`request of ${name}`, requests.map((request) => request.name)] as const,
    ]),
  ] as const) {
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) complaints.push(`there are two of the ${what} "${twice}"`);
  }
  const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);
  const requests = total(scenarios.flatMap(({ phases }) => phases.map(requestsOf)));
  const peak = peakOf(scenarios);
  const seconds = Math.max(...scenarios.map(secondsOf));
  const users = total(scenarios.map(({ virtualUsers }) => virtualUsers));
  for (const [what, planned, limit] of [
    ['requests', requests, limits.requests],
    ['requests a second at the peak', peak, limits.requestsPerSecond],
    ['seconds', seconds, limits.seconds],
    ['virtual users', users, limits.virtualUsers],
  ] as const) {
    // A sum of products may lie a rounding error above the limit that it was made for.
    if (planned > limit * (1 + 1e-9)) {
      complaints.push(`${Math.ceil(planned)} ${what} are planned, and ${limit} are the limit`);
    }
  }
  if (Math.round(requests) === 0) complaints.push('no request is planned');
  if (!limits.writes) {
    const write = scenarios.flatMap((scenario) => scenario.requests).find(isWrite);
    if (write !== undefined) {
      complaints.push(`"${write.name}" may change something, and writes are not allowed`);
    }
  }
  return complaints;
}

/** The highest rate of all scenarios together: it is at a boundary of phases, since between them rates are straight. */
export function peakOf(scenarios: readonly Pick<PlannedScenario, 'phases'>[]): number {
  const boundaries = scenarios.flatMap(({ phases }) => {
    let at = 0;
    return [0, ...phases.map(({ seconds }) => (at += seconds))];
  });
  return Math.max(
    ...boundaries.flatMap((at) =>
      (['before', 'after'] as const).map((side) =>
        scenarios.reduce((sum, { phases }) => sum + rateAt(phases, at, side), 0),
      ),
    ),
  );
}

/** The rate just before or just after a moment. */
function rateAt(phases: readonly PlannedPhase[], at: number, side: 'before' | 'after'): number {
  let begin = 0;
  for (const { seconds, requestsPerSecond, endRequestsPerSecond } of phases) {
    const end = begin + seconds;
    if (side === 'after' ? at >= begin && at < end : at > begin && at <= end) {
      const last = endRequestsPerSecond ?? requestsPerSecond;
      return requestsPerSecond + ((last - requestsPerSecond) * (at - begin)) / seconds;
    }
    begin = end;
  }
  return 0;
}
