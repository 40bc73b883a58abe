import { z } from 'zod';
import { Count, Name, Ratio } from '../values.ts';

/** A signal that must raise an alarm. The map's key is the plan's word for it: AWS's alarm name is not judged. */
export const AlarmSpec = z.strictObject({
  namespace: Name,
  metric: Name,
  /** Names of declared things by dimension, such as `ServiceName: worker`. */
  dimensions: z.record(Name, Name),
  comparison: z.enum(['>', '>=', '<', '<=']),
  threshold: z.number(),
});
export type AlarmSpec = z.infer<typeof AlarmSpec>;

/** A CloudWatch log group. The map's key is its name. */
export const LogGroupSpec = z.strictObject({
  minRetentionDays: Count,
  kmsKeyAlias: Name.optional(),
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

/** The plan's monthly envelope. */
export const CostSpec = z.strictObject({
  minUsdPerMonth: z.number().min(0).optional(),
  maxUsdPerMonth: z.number().positive(),
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
});

/** The load that the sizing must carry. */
export const LoadSpec = z.strictObject({
  /** Concurrent connections at the plan's three levels. */
  connections: z.strictObject({ base: Count, standard: Count, peak: Count }),
  serverSentEventConnections: Count.optional(),
});
