import {
  CreateEventSubscriptionCommand,
  DeleteEventSubscriptionCommand,
} from '@aws-sdk/client-rds';
import type { SandboxContext } from './context.ts';
import { topicArn } from './lookup.ts';

/** Tells the first declared topic of what happens to the databases. */
export async function deployDatabaseEvents(context: SandboxContext): Promise<void> {
  const { spec } = context;
  const topic = Object.keys(spec.topics ?? {})[0];
  if (topic === undefined || Object.keys(spec.aurora ?? {}).length === 0) return;
  await context.make('event subscription', subscription(context), () =>
    subscribe(context, topic, ['failure', 'failover', 'maintenance']),
  );
}

async function subscribe(
  context: SandboxContext,
  topic: string,
  EventCategories: string[],
): Promise<void> {
  await context.aws.rds.send(
    new CreateEventSubscriptionCommand({
      SubscriptionName: subscription(context),
      SnsTopicArn: topicArn(context, topic),
      SourceType: 'db-cluster',
      EventCategories,
      Enabled: true,
    }),
  );
}

export async function unsubscribe(context: SandboxContext): Promise<void> {
  await context.aws.rds.send(
    new DeleteEventSubscriptionCommand({ SubscriptionName: subscription(context) }),
  );
}

function subscription({ spec }: SandboxContext): string {
  return `${spec.deployment}-databases`;
}
