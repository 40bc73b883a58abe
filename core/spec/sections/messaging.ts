import { z } from 'zod';
import { AccountId, byName, Count, Name, Ratio } from '../values.ts';

/** An SQS queue. The map's key is its name; a FIFO queue's ends in `.fifo`. */
export const QueueSpec = z.strictObject({
  fifo: z.boolean(),
  contentBasedDeduplication: z.boolean().optional(),
  visibilityTimeoutSeconds: z.int().min(0).max(43200),
  retentionDays: z.number().positive().max(14),
  delaySeconds: z.int().min(0).max(900).optional(),
  receiveWaitSeconds: z.int().min(0).max(20).optional(),
  encrypted: z.boolean().optional(),
  kmsKeyAlias: Name.optional(),
  deadLetter: z.strictObject({ queue: Name, maxReceives: Count }).optional(),
  /** The oldest that a message may grow before it is handled. */
  maxAgeSeconds: Count.optional(),
  /** What takes messages from the queue, and how long it may need for one. */
  handler: z.strictObject({ kind: z.enum(['worker', 'lambda']), timeoutSeconds: Count }).optional(),
  /** Other accounts that the policy of the queue may let in. */
  allowedAccounts: z.array(AccountId).optional(),
});
export type QueueSpec = z.infer<typeof QueueSpec>;

const RuleState = z.enum(['ENABLED', 'DISABLED']);

const RuleSpec = z.strictObject({
  state: RuleState,
  /** The event pattern, as EventBridge writes it. */
  pattern: z.record(z.string(), z.unknown()).optional(),
  scheduleExpression: Name.optional(),
  targets: z.array(
    z.strictObject({
      queue: Name.optional(),
      topic: Name.optional(),
      logGroup: Name.optional(),
      role: Name.optional(),
      messageGroupId: Name.optional(),
      deadLetterQueue: Name.optional(),
      /** How long EventBridge tries again; as long as it ever does, 185 times within a day, where it is left out. */
      retry: z
        .strictObject({
          attempts: z.int().min(0).max(185),
          maxAgeSeconds: z.int().min(60).max(86400),
        })
        .optional(),
    }),
  ),
});
export type RuleSpec = z.infer<typeof RuleSpec>;

/** An EventBridge bus and its rules. The map's key is the bus's name. */
export const BusSpec = z.strictObject({
  rules: byName(RuleSpec),
  archiveDays: z.int().min(0).optional(),
});
export type BusSpec = z.infer<typeof BusSpec>;

/** A schedule of EventBridge Scheduler. */
export const ScheduleSpec = z.strictObject({
  state: RuleState,
  expression: Name,
  timeZone: Name,
  target: Name,
});

/** How NATS subjects travel on AWS; judged by probes, not by configuration. */
export const TranslationSpec = z.strictObject({
  subjects: byName(
    z.strictObject({
      /** A NATS subject pattern such as `agent.*.*`. */
      pattern: Name,
      bus: Name.optional(),
      source: Name.optional(),
      detailType: Name.optional(),
      queue: Name.optional(),
      /** Messages of one subject must arrive in the order in which they were sent. */
      ordered: z.boolean().optional(),
    }),
  ),
  /** Of all that a probe sends. */
  maxLostMessages: z.int().min(0).optional(),
  maxLatencyMs: Count,
  /** Share of the NATS baseline. */
  minThroughputRatio: Ratio,
  /** The largest event that the translation may produce; EventBridge takes 256 KiB. */
  maxEventKiB: Count.optional(),
  /** The rate above which events are throttled. */
  maxEventsPerSecond: Count.optional(),
});
