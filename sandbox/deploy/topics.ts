import type { SandboxContext } from './context.ts';
import { topicArn } from './lookup.ts';

const VERSION = '2010-03-31';

/** Where alarms go: the deployment's own topic, and topics that rules name. Each has one confirmed subscription. */
export async function deployTopics(context: SandboxContext): Promise<void> {
  for (const name of topicNames(context)) {
    await context.make('topic', name, async () => {
      await context.wire.query('sns', VERSION, 'CreateTopic', { Name: name });
      // AWS waits for the address to confirm; the emulator takes it as confirmed.
      await context.wire.query('sns', VERSION, 'Subscribe', {
        TopicArn: topicArn(context, name),
        Protocol: 'email',
        Endpoint: 'on-call@example.com',
      });
    });
  }
}

export function alarmTopic({ spec }: SandboxContext): string {
  return `${spec.deployment}-alarms`;
}

function topicNames(context: SandboxContext): string[] {
  const named = Object.values(context.spec.buses ?? {})
    .flatMap(({ rules }) => Object.values(rules))
    .flatMap(({ targets }) => targets)
    .flatMap(({ topic }) => topic ?? []);
  const needed = context.spec.alarms === undefined ? [] : [alarmTopic(context)];
  return [...new Set([...needed, ...named])];
}
