import { z } from 'zod';

/** An IAM action, such as `ecs:DescribeServices`. */
export type IamAction = `${string}:${string}`;

/** The AWS services that collectors read, by the name of their SDK client. */
export type AwsService =
  | 'acm'
  | 'application-auto-scaling'
  | 'backup'
  | 'budgets'
  | 'cloudtrail'
  | 'cloudwatch'
  | 'cloudwatch-logs'
  | 'config-service'
  | 'cost-explorer'
  | 'dynamodb'
  | 'ec2'
  | 'ecr'
  | 'ecs'
  | 'elastic-load-balancing-v2'
  | 'eventbridge'
  | 'iam'
  | 'kms'
  | 'rds'
  | 'resource-groups-tagging-api'
  | 'route-53'
  | 'scheduler'
  | 'secrets-manager'
  | 'service-quotas'
  | 'sns'
  | 'sqs'
  | 'sts'
  | 'wafv2';

/** Why something could not be seen. Never a verdict: what was not seen is neither right nor wrong. */
export const CauseKind = z.enum([
  'not-asked',
  'denied',
  'throttled',
  'credentials',
  'network',
  'timeout',
  'deadline',
  'server-error',
  'malformed-response',
  'pagination-loop',
  'truncated',
  'partial-failure',
  'rejected',
  'ambiguous',
  'dependency',
  'aborted',
  'bug',
]);
export type CauseKind = z.infer<typeof CauseKind>;

/** Names a call of a run, the same in every run that makes it: `ecs:DescribeServices#1f9a03c4`. */
export const CallId = z.string();
export type CallId = z.infer<typeof CallId>;

export const Cause = z.strictObject({
  kind: CauseKind,
  /** `<IAM prefix>:<operation>`, or null when no call was made. */
  operation: z.string().nullable(),
  /** AWS's error code, such as `AccessDeniedException`. */
  code: z.string().nullable(),
  message: z.string(),
  /** The permission that would let it be seen. */
  action: z.string().nullable(),
  calls: z.array(CallId).readonly(),
});
export type Cause = z.infer<typeof Cause>;

/** One line of the ledger: an API call as a run made it. */
export const CallRecord = z.strictObject({
  id: CallId,
  operation: z.string(),
  region: z.string(),
  /** The call's parameters as canonical JSON: names and ids, never values of secrets. */
  parameters: z.string(),
  startedAt: z.iso.datetime(),
  durationMs: z.number().min(0),
  /** Requests sent for it, retries included. */
  attempts: z.int().min(0),
  /** Pages read; 1 for an operation without pages. */
  pages: z.int().min(0),
  outcome: z.enum(['answered', 'absent', 'failed']),
  code: z.string().nullable(),
  requestId: z.string().nullable(),
});
export type CallRecord = z.infer<typeof CallRecord>;

/** A part of a 200 answer that says an item could not be had. */
export interface PartialFailure {
  /** The item's name or ARN as AWS gives it. */
  readonly item: string;
  readonly reason: string;
  /** True when the reason means that the item does not exist. */
  readonly absent: boolean;
}

/**
 * One read operation of AWS, as data: what it needs, how it pages and what its answers may leave out. The operations
 * declared by the collectors are the exact allow-list of what may be sent.
 */
export interface Operation<Input extends object = never, Output extends object = never> {
  readonly service: AwsService;
  /** The command's name without `Command`. */
  readonly name: string;
  readonly action: IamAction | null;
  /** Rate-limit bucket; operations that AWS throttles together share one. */
  readonly bucket: string;
  /** Members that AWS always sends. One that is missing makes the answer malformed; an empty list is evidence. */
  readonly required: readonly (keyof Output & string)[];
  /** Error codes that prove absence. No other error ever does. */
  readonly absentCodes: readonly string[];
  readonly pages: Pages<Output> | null;
  /** Finds the items that a 200 answer says it could not give. */
  partialFailures?(output: Output): readonly PartialFailure[];
  /** Never called: it carries the input's type. */
  accepts?(input: Input): void;
}

export interface Pages<Output> {
  readonly inputToken: string;
  readonly outputToken: keyof Output & string;
  /** The list that grows from page to page. */
  readonly items: keyof Output & string;
  /** The parameter for the page size, and AWS's maximum; it is always sent. */
  readonly size: { readonly parameter: string; readonly maximum: number } | null;
}

/** What came of a call. A failed call says nothing about the deployment. */
export type Answer<Value> =
  | {
      readonly state: 'answered';
      readonly value: Value;
      readonly calls: readonly CallId[];
      readonly failures: readonly PartialFailure[];
    }
  | { readonly state: 'absent'; readonly calls: readonly CallId[] }
  | { readonly state: 'failed'; readonly cause: Cause };

/** The only way in which collectors reach AWS. */
export interface AwsReader {
  /** Sends one call, or the pages of one list; equal calls of a run are sent once. For a paged operation the list of the answer is complete. */
  read<Input extends object, Output extends object>(
    operation: Operation<Input, Output>,
    input: Input,
  ): Promise<Answer<Output>>;
}
