import { z } from 'zod';
import { CallRecord } from '../aws.ts';

/**
 * A metric as CloudWatch reported it while the load was sent: a value for each period, by its beginning, oldest first. A period in
 * which nothing was reported is left out: that is not zero. Unseen: why it could not be had, as a sentence.
 */
export const ReportedMetric = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('reported'),
    periodSeconds: z.int().positive(),
    points: z.array(z.strictObject({ at: z.iso.datetime(), value: z.number() })),
  }),
  z.strictObject({ state: z.literal('unseen'), why: z.string() }),
]);
export type ReportedMetric = z.infer<typeof ReportedMetric>;

const Tasks = z.int().nonnegative();

/** How many tasks a service had at one moment. */
const TaskCounts = z.strictObject({
  at: z.iso.datetime(),
  desired: Tasks,
  running: Tasks,
  pending: Tasks,
  /** Healthy in the target group; null for a service without one, and when it could not be seen. */
  healthy: Tasks.nullable(),
});
export type TaskCounts = z.infer<typeof TaskCounts>;

/** When a task came up. Null is what had not happened when it was last looked at, or what AWS left out. */
const TaskTimes = z.strictObject({
  arn: z.string(),
  createdAt: z.iso.datetime().nullable(),
  imagePulledAt: z.iso.datetime().nullable(),
  startedAt: z.iso.datetime().nullable(),
});
export type TaskTimes = z.infer<typeof TaskTimes>;

/** One time that a service scaled, or that it was to scale and did not, as Application Auto Scaling tells it. */
const ScalingDecision = z.strictObject({
  at: z.iso.datetime(),
  status: z.string().nullable(),
  description: z.string().nullable(),
  cause: z.string().nullable(),
  /** Why it did not scale, as codes such as `AlreadyAtMaxCapacity`. */
  notScaled: z.array(z.string()),
});
export type ScalingDecision = z.infer<typeof ScalingDecision>;

/** What was seen of a service while the load was sent. */
export const ServiceRecord = z.strictObject({
  /** As the spec names it, such as `main/api`. */
  service: z.string(),
  /** Every few seconds, oldest first; a moment at which AWS did not answer is left out. */
  counts: z.array(TaskCounts),
  /** Those that were created since the load began. */
  tasks: z.array(TaskTimes),
  /** Since the load began, oldest first; null when they were not all seen. */
  decisions: z.array(ScalingDecision).nullable(),
  /**
   * When an alarm of its scaling policies was first seen to want more tasks: since when it did, by AWS's clock; by the generator's when
   * it did already when watching began. Null when none was seen.
   */
  alarmAt: z.iso.datetime().nullable(),
  /** Per cent of what its tasks reserve: the average of them, and the busiest. */
  cpuAverage: ReportedMetric,
  cpuMaximum: ReportedMetric,
  memoryAverage: ReportedMetric,
  memoryMaximum: ReportedMetric,
  /** What its load balancer sent to its target group in each period; null for a service without one. */
  requests: ReportedMetric.nullable(),
  /** Why something of the above is missing, as sentences. */
  unseen: z.array(z.string()),
});
export type ServiceRecord = z.infer<typeof ServiceRecord>;

/** What was seen of an Aurora cluster while the load was sent: of its busiest member in each period. */
export const DatabaseRecord = z.strictObject({
  /** As the spec names it. */
  cluster: z.string(),
  /** Aurora capacity units. */
  acu: ReportedMetric,
  /** Per cent of the greatest capacity that is declared to AWS. */
  acuUtilization: ReportedMetric,
  connections: ReportedMetric,
  /** How long a commit took in the mean, in milliseconds; reported only where something was committed. Left out of tests that did not ask. */
  commitLatency: ReportedMetric.optional(),
});
export type DatabaseRecord = z.infer<typeof DatabaseRecord>;

const Messages = z.int().nonnegative();

/** How many messages a queue held at one moment, as SQS counts them: approximately, and up to a minute behind. */
const QueueDepth = z.strictObject({
  at: z.iso.datetime(),
  visible: Messages,
  /** Taken, and neither deleted nor visible again. */
  inFlight: Messages,
  delayed: Messages,
});
export type QueueDepth = z.infer<typeof QueueDepth>;

const DeadLetters = z.strictObject({ queue: z.string(), depths: z.array(QueueDepth) });
export type DeadLetters = z.infer<typeof DeadLetters>;

/** What was seen of a rule that passes events of a bus on to a queue. */
const RuleRecord = z.strictObject({
  bus: z.string(),
  rule: z.string(),
  /** How many events it did not deliver in each period; reported only where there were some. */
  failed: ReportedMetric,
  /** The queue that events go to which it could not deliver; null for a target that is declared without one. */
  deadLetter: DeadLetters.nullable(),
});

/** What was seen of a queue while messages were sent to it. */
export const QueueRecord = z.strictObject({
  /** As the spec names it. */
  queue: z.string(),
  /** Every few seconds, oldest first; a moment at which AWS did not answer is left out. */
  depths: z.array(QueueDepth),
  /** The queue that its dead letters go to; null for a queue that is declared without one. */
  deadLetter: DeadLetters.nullable(),
  /** One for each target by which events reach it; none of a queue that messages are sent to. Left out of tests that did not ask. */
  rules: z.array(RuleRecord).optional(),
  /** The age of the oldest message, in seconds: the greatest in each period. */
  oldestAge: ReportedMetric,
  /** How many messages were sent to it and deleted from it in each period. */
  sent: ReportedMetric,
  deleted: ReportedMetric,
  /** Why something of the depths is missing, as sentences. */
  unseen: z.array(z.string()),
});
export type QueueRecord = z.infer<typeof QueueRecord>;

/** What was seen of what may end a load, while it was sent. */
export const FuseRecord = z.strictObject({
  kind: z.enum(['alarm', 'dead-letter-queue', 'connections']),
  /** Of the alarm at AWS, of the queue or of the Aurora cluster. */
  name: z.string(),
  /** Whether the spec names it, so that the load was sent only as long as it was seen. */
  isNamed: z.boolean(),
  /** How often it was looked at, and in how many of these looks it was not seen. */
  looks: z.int().nonnegative(),
  blindLooks: z.int().nonnegative(),
  /** By the generator's clock; null when it never was. */
  lastSeenAt: z.iso.datetime().nullable(),
  /** Why it ended the load, or would have ended it had not all been sent, as a sentence; null when it did not. */
  blown: z.string().nullable(),
  /** Why it was not seen, as sentences. */
  unseen: z.array(z.string()),
});
export type FuseRecord = z.infer<typeof FuseRecord>;

/**
 * What AWS reported of a deployment while load was sent to it. It is kept with the load test, which is judged by it again. What AWS
 * timed is by its clock (tasks, decisions, metrics); when something was looked at is by the generator's.
 */
export const DeploymentRecord = z.strictObject({
  formatVersion: z.literal(1),
  /** From when until when it was looked at, by the generator's clock. What AWS itself kept of that time was read afterwards. */
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  /** How far AWS's clock is ahead of the generator's, in milliseconds, to about a second; null when it could not be told. */
  clockOffsetMs: z.number().nullable(),
  /** The same of each generator of a merged test, in the order of its segments; left out of what one generator sent. */
  generatorClockOffsetsMs: z.array(z.number().nullable()).optional(),
  services: z.array(ServiceRecord),
  databases: z.array(DatabaseRecord),
  /** Empty of tests that sent no messages. */
  queues: z.array(QueueRecord),
  /** What might have ended the load. Empty of tests that were sent before anything of AWS could. */
  fuses: z.array(FuseRecord),
  /** The API calls that it rests on; of those that were made again and again, the last of each outcome. */
  calls: z.array(CallRecord),
});
export type DeploymentRecord = z.infer<typeof DeploymentRecord>;
