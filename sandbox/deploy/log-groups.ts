import {
  AssociateKmsKeyCommand,
  CreateLogGroupCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { SandboxContext } from './context.ts';
import { keyArn } from './lookup.ts';

/** The only retentions, in days, that CloudWatch Logs takes. https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const RETENTIONS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
] as const;

export async function deployLogGroups(context: SandboxContext): Promise<void> {
  const { logs } = context.aws;
  for (const [name, { minRetentionDays, kmsKeyAlias }] of Object.entries(
    context.spec.logGroups ?? {},
  )) {
    await context.make('log group', name, async () => {
      await logs.send(new CreateLogGroupCommand({ logGroupName: name, tags: context.spec.tags }));
      await logs.send(
        new PutRetentionPolicyCommand({
          logGroupName: name,
          retentionInDays: retentionOf(minRetentionDays),
        }),
      );
      if (kmsKeyAlias !== undefined) {
        const kmsKeyId = await keyArn(context, kmsKeyAlias);
        await logs.send(new AssociateKmsKeyCommand({ logGroupName: name, kmsKeyId }));
      }
    });
  }
}

/** The shortest retention that AWS has and that is long enough. */
export function retentionOf(days: number): number {
  return RETENTIONS.find((retention) => retention >= days) ?? 3653;
}
