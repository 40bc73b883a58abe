import {
  AssociateKmsKeyCommand,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { z } from 'zod';
import type { LogGroupSpec } from '../../core/spec/sections/operations.ts';
import type { SandboxContext } from './context.ts';
import { keyArn } from './lookup.ts';

/** The only retentions, in days, that CloudWatch Logs takes. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const RETENTIONS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
] as const;

type LogGroup = z.infer<typeof LogGroupSpec>;

export async function deployLogGroups(context: SandboxContext): Promise<void> {
  for (const [name, group] of Object.entries(context.spec.logGroups ?? {})) {
    await context.make('log group', name, () => createLogGroup(context, name, group));
    await context.make('events of', name, () => putLogEvent(context, name));
  }
}

export async function createLogGroup(
  context: SandboxContext,
  logGroupName: string,
  group: LogGroup,
): Promise<void> {
  const { logs } = context.aws;
  await logs.send(new CreateLogGroupCommand({ logGroupName, tags: context.spec.tags }));
  await setRetention(context, logGroupName, group);
  if (group.kmsKeyAlias !== undefined) {
    const kmsKeyId = await keyArn(context, group.kmsKeyAlias);
    await logs.send(new AssociateKmsKeyCommand({ logGroupName, kmsKeyId }));
  }
}

/** Keeps the logs for the shortest time that AWS has and that is long enough. */
export async function setRetention(
  { aws }: SandboxContext,
  logGroupName: string,
  { minRetentionDays }: Pick<LogGroup, 'minRetentionDays'>,
): Promise<void> {
  await aws.logs.send(
    new PutRetentionPolicyCommand({
      logGroupName,
      retentionInDays: RETENTIONS.find((retention) => retention >= minRetentionDays) ?? 3653,
    }),
  );
}

/** Something to see: nothing runs in the sandbox that could log. */
export async function putLogEvent({ aws }: SandboxContext, logGroupName: string): Promise<void> {
  const logStreamName = 'sandbox/1';
  await aws.logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  await aws.logs.send(
    new PutLogEventsCommand({
      logGroupName,
      logStreamName,
      logEvents: [{ timestamp: Date.now(), message: 'started' }],
    }),
  );
}
