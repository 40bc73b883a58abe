import { z } from 'zod';
import { byName, Count, Name, Ratio } from '../values.ts';

/** Scheme, host and port alone: a path or a user's name would be sent with every request. */
const Origin = z
  .string()
  .regex(/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/, 'an origin looks like https://api.example.com');

/** Of HTTP itself, or of Landfall: what a header of these says is not the spec's to say. */
const OWN_HEADERS =
  /^(host|content-length|transfer-encoding|connection|te|upgrade|x-landfall-load|user-agent)$/;

/** A header in small letters, so that none is there twice. */
const HeaderFromEnvironment = z
  .string()
  .regex(/^[!#$%&'*+.^_`|~0-9a-z-]+$/, 'a header is named in small letters, such as authorization')
  .refine((name) => !OWN_HEADERS.test(name), 'this header is not taken from the environment');

/** With a prefix of its own: a spec of somebody else's must not send AWS's credentials to where it says. */
const LoadVariable = z
  .string()
  .regex(/^LANDFALL_LOAD_[A-Z0-9_]+$/, 'a variable is named LANDFALL_LOAD_…, in capital letters')
  .meta({ writeOnly: true });

/** Where load may be sent. Nothing is ever sent to what is not declared here. */
const LoadTarget = z.strictObject({
  origin: Origin,
  /** `production` is loaded only when whoever starts the run says the name of the target again. */
  environment: z.enum(['test', 'staging', 'production']),
  /** When a request is given up. */
  timeoutMs: z.int().positive().max(120_000),
  /** Whether requests may be sent that change something; they may not when left out. */
  writes: z.boolean().optional(),
  /**
   * Headers of every request whose values are taken from environment variables when the load is sent, as a login is: header to the
   * variable's name. Over https, or to this machine, alone.
   */
  headersFromEnvironment: z.record(HeaderFromEnvironment, LoadVariable).optional(),
  /** How long an answer is, with its headers, for what a test is estimated to transfer; 10 000 when left out. */
  responseBytes: Count.optional(),
});

/** What no run may exceed, whatever its scenarios ask for. */
const LoadLimits = z.strictObject({
  requestsPerSecond: z.number().positive(),
  requests: Count,
  minutes: z.number().positive(),
  /** Requests that are waited for at a time. */
  virtualUsers: Count,
  /** Sent and received by one scenario, as it is estimated. */
  bytes: Count.optional(),
  /** What one scenario may cost at most, as it is estimated; one of which that is not known is not sent. */
  usd: z.number().positive().optional(),
});

const LoadRequest = z.strictObject({
  method: z.enum(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']),
  /** With its query; no host. k6 sends nothing by a broken escape, and a fragment is never sent. */
  path: z
    .string()
    .regex(
      /^\/(?![/\\])(?:[!"$&-[\]-~]|%[0-9A-Fa-f]{2})*$/,
      'a path begins with one slash; blanks, # and what is not ASCII are escaped, such as %20',
    ),
  /** How often it is sent, in proportion to the others; 1 when left out. */
  weight: z.number().positive().optional(),
  body: z.string().optional(),
  headers: z.record(Name, z.string()).optional(),
});

/** What users must see of a workload. */
const WorkloadObjective = z.strictObject({ p95Ms: z.number().positive(), errorRatio: Ratio });

/** The requests of users to one service. The map's key is the team's word for them. */
const Workload = z.strictObject({
  /** The declared service that answers them, as `cluster/service`. */
  service: Name,
  requestsPerSecond: z.number().positive(),
  /** What it must take for a while; the rate itself when left out. */
  peakRequestsPerSecond: z.number().positive().optional(),
  /** `poisson`, as independent users are, when left out. Even distances queue less than any users do. */
  arrivals: z.enum(['poisson', 'even']).optional(),
  /** The objective of `slo` when left out. */
  slo: WorkloadObjective.optional(),
  /** What is known of the service before any load, for predictions alone: no verdict rests on it. */
  predicted: z
    .strictObject({
      /** How long a request takes when nothing waits, in the mean. */
      serviceMs: z.number().positive(),
      /** How many requests a task works on at a time. */
      concurrencyPerTask: Count,
    })
    .optional(),
  /** By the name under which their latencies are reported. */
  requests: byName(LoadRequest),
});
export type WorkloadSpec = z.infer<typeof Workload>;

/** Messages that a service takes from a queue. The map's key is the team's word for them. */
const MessageLoad = z.strictObject({
  /** The declared queue that they are taken from. */
  queue: Name,
  /** The declared bus that they are put on as events, and whose rules pass them on to the queue; to the queue itself when left out. */
  bus: z.strictObject({ name: Name, source: Name, detailType: Name }).optional(),
  /** The declared service that takes them, as `cluster/service`. */
  service: Name,
  messagesPerSecond: z.number().positive(),
  /** How many come at once, beside the others; none when left out. */
  burstMessages: Count.optional(),
  /** `poisson`, as independent senders are, when left out. */
  arrivals: z.enum(['poisson', 'even']).optional(),
  /** The oldest that a message may grow before it is handled; that of the queue when left out. */
  maxAgeSeconds: Count.optional(),
  /**
   * What is sent: of a message its text, of an event its detail, which is a JSON object. `{{id}}` stands for what is different in
   * each, and `{{sentAt}}` for when it is sent. SQS and EventBridge take 256 KiB, of ten messages together.
   */
  body: z.string().min(1).max(20_000),
});
export type MessageLoadSpec = z.infer<typeof MessageLoad>;

const Seconds = z.number().positive();

/** How each kind of scenario is run; what is left out has a default, which `landfall load plan` shows. */
const Scenarios = z.strictObject({
  smoke: z.strictObject({ seconds: Seconds.optional() }).optional(),
  baseline: z
    .strictObject({
      loadRatio: z.number().positive().optional(),
      warmUpSeconds: Seconds.optional(),
      steadySeconds: Seconds.optional(),
    })
    .optional(),
  ramp: z
    .strictObject({
      /** Shares of the declared rate, in the order in which they are sent. 1 must be among them: it is what is judged. */
      loadRatios: z.array(z.number().positive()).min(1).optional(),
      warmUpSeconds: Seconds.optional(),
      steadySeconds: Seconds.optional(),
    })
    .optional(),
  spike: z
    .strictObject({
      beforeSeconds: Seconds.optional(),
      holdSeconds: Seconds.optional(),
      afterSeconds: Seconds.optional(),
    })
    .optional(),
  dbViaApi: z
    .strictObject({
      loadRatio: z.number().positive().optional(),
      warmUpSeconds: Seconds.optional(),
      steadySeconds: Seconds.optional(),
      /** After both mixes: what comes at once beside the rate, so that pools open all that they may. None when left out. */
      burst: z
        .strictObject({
          /** Of all workloads together, in proportion to their rates. Ten for each of the most tasks is usual. */
          requests: Count,
          /** In which they come: 1 when left out. Over more than ten seconds a service answers some before it has the others. */
          seconds: Seconds.max(
            10,
            'what comes over more than 10 s does not come at once',
          ).optional(),
          /** After it, in which the rate goes on, and the greatest number of connections is reported. */
          drainSeconds: Seconds.optional(),
        })
        .optional(),
    })
    .optional(),
  soak: z
    .strictObject({
      loadRatio: z.number().positive().optional(),
      warmUpSeconds: Seconds.optional(),
      steadySeconds: Seconds.optional(),
    })
    .optional(),
  breakpoint: z
    .strictObject({
      /** Each level is so many times the one before it until one does not hold. */
      growthFactor: z.number().min(1.1).max(10).optional(),
      /** How near what held and what did not must be to each other, as a share of the latter. */
      widthRatio: z.number().min(0.02).max(1).optional(),
      warmUpSeconds: Seconds.optional(),
      steadySeconds: Seconds.optional(),
      /** After a level that did not hold, in which what it left behind drains. */
      quietSeconds: Seconds.optional(),
    })
    .optional(),
  messaging: z
    .strictObject({
      warmUpSeconds: Seconds.optional(),
      steadySeconds: Seconds.optional(),
      /** In which the messages of a burst are sent. */
      burstSeconds: Seconds.optional(),
      /** After a burst, in which the declared rate goes on. */
      drainSeconds: Seconds.optional(),
      /** At the end, in which nothing is sent. */
      quietSeconds: Seconds.optional(),
    })
    .optional(),
});
export type ScenariosSpec = z.infer<typeof Scenarios>;

/**
 * What ends a load while it is sent, by what AWS tells. What is named here must be seen: otherwise nothing is sent, or the load is ended.
 */
const Fuses = z.strictObject({
  /** CloudWatch alarms, metric or composite, by the names that AWS has for them: one in ALARM ends the load. */
  alarms: z.array(Name).optional(),
  /** Declared dead-letter queues: a message that was not in them when the load began ends it. */
  deadLetterQueues: z.array(Name).optional(),
  /**
   * Declared Aurora clusters: more than 90 % of the connections that one takes ends the load. Those of `databasePools` are looked at also
   * when they are not named here; then the load is sent whether they are seen or not, and it is said when they are not.
   */
  databases: z.array(Name).optional(),
});

/** The load that the sizing must carry. */
export const LoadSpec = z.strictObject({
  /** Concurrent connections at the plan's three levels. */
  connections: z.strictObject({ base: Count, standard: Count, peak: Count }).optional(),
  serverSentEventConnections: Count.optional(),
  /** When a load test ran that services must have scaled under. */
  tested: z.strictObject({ startedAt: z.iso.datetime(), endedAt: z.iso.datetime() }).optional(),
  target: LoadTarget.optional(),
  limits: LoadLimits.optional(),
  workloads: byName(Workload).optional(),
  /** They need `writes: true` in the target, as every message changes something. */
  messages: byName(MessageLoad).optional(),
  scenarios: Scenarios.optional(),
  fuses: Fuses.optional(),
  /** Connections that each task of a service opens to a database, behind its pooler if it has one; by `cluster/service`. */
  databasePools: byName(z.strictObject({ aurora: Name, connectionsPerTask: Count })).optional(),
});
export type LoadSpec = z.infer<typeof LoadSpec>;
