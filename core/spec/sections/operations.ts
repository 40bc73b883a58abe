import { z } from 'zod';
import { byName, Count, Name, Ratio } from '../values.ts';

/** A signal that must raise an alarm. The map's key is the plan's word for it: AWS's alarm name is not judged. */
export const AlarmSpec = z.strictObject({
  namespace: Name,
  metric: Name,
  /** The metric that it is divided by, for a ratio such as errors by requests. */
  dividedBy: Name.optional(),
  /** Such as `p99`; any statistic will do without it. */
  statistic: Name.optional(),
  /** Names of declared things by dimension, such as `ServiceName: worker`. */
  dimensions: z.record(Name, Name),
  comparison: z.enum(['>', '>=', '<', '<=']),
  threshold: z.number(),
  /** How long it may be beyond the threshold before the alarm goes off; an hour when left out. */
  withinMinutes: Count.optional(),
  /** The declared topic that it must notify; any action will do without it. */
  topic: Name.optional(),
});
export type AlarmSpec = z.infer<typeof AlarmSpec>;

/** An SNS topic. The map's key is its name. */
export const TopicSpec = z.strictObject({
  /** Confirmed subscriptions, at least. */
  minSubscriptions: z.int().min(0),
  kmsKeyAlias: Name.optional(),
});

const ErrorBudget = z.strictObject({
  /** What a fatal event looks like, as a filter pattern of CloudWatch Logs such as `?FATAL ?panicked`. */
  pattern: Name,
  /** As many of them as may have been logged since the cutover. */
  atMost: z.int().min(0),
});

/** A CloudWatch log group. The map's key is its name. */
export const LogGroupSpec = z.strictObject({
  minRetentionDays: Count,
  kmsKeyAlias: Name.optional(),
  /** Fatal events that the team can live with, by its word for them; counted since `cutoverAt`. */
  errorBudget: byName(ErrorBudget).optional(),
});

/** An ECR repository. The map's key is its name. */
export const RepositorySpec = z.strictObject({
  immutableTags: z.boolean(),
  scanOnPush: z.boolean(),
  maxCriticalFindings: z.int().min(0),
});

/** A customer-managed KMS key. The map's key is its alias. */
export const KeySpec = z.strictObject({ rotation: z.boolean() });

export const BudgetSpec = z.strictObject({
  limitUsdPerMonth: z.number().positive(),
  alertAtRatio: z.array(Ratio),
});

const Envelope = {
  minUsdPerMonth: z.number().min(0).optional(),
  maxUsdPerMonth: z.number().positive(),
};

/** The plan's monthly envelope. */
export const CostSpec = z.strictObject({
  ...Envelope,
  /** The envelope at the plan's high load. */
  highLoad: z.strictObject(Envelope).optional(),
  /** The share that the plan says can be saved. */
  optimizationRatio: z.strictObject({ min: Ratio, max: Ratio }).optional(),
});

/** What users must see, whatever the load. */
export const SloSpec = z.strictObject({
  p95Ms: Count,
  errorRatio: Ratio,
  healthP95Ms: Count.optional(),
  averageCpuRatio: Ratio.optional(),
  averageMemoryRatio: Ratio.optional(),
  scaleOutDecisionSeconds: Count.optional(),
  scaleOutHealthySeconds: Count.optional(),
  /** From the end of a load to the first task that is stopped for want of it. */
  scaleInSeconds: Count.optional(),
});
