import type { z } from 'zod';
import type { TopicSpec } from '../../core/spec/sections/operations.ts';
import type { SandboxContext } from './context.ts';
import { keyArn, topicArn } from './lookup.ts';
import { tagsOf } from './tags.ts';

type Topic = z.infer<typeof TopicSpec>;

const VERSION = '2010-03-31';

/** Topics with as many confirmed subscriptions as the spec wants, and one for alarms of which it says no more. */
export async function deployTopics(context: SandboxContext): Promise<void> {
  for (const [name, topic] of Object.entries(topicsOf(context))) {
    await context.make('topic', name, () => createTopic(context, name, topic));
  }
}

/** A topic of that name that exists is kept. */
export async function createTopic(
  context: SandboxContext,
  name: string,
  { minSubscriptions, kmsKeyAlias }: Topic,
): Promise<void> {
  await sns(context, 'CreateTopic', {
    Name: name,
    ...Object.fromEntries(
      tagsOf(context.spec).flatMap(({ Key, Value }, index) => [
        [`Tags.member.${index + 1}.Key`, Key],
        [`Tags.member.${index + 1}.Value`, Value],
      ]),
    ),
    ...(kmsKeyAlias !== undefined && {
      'Attributes.entry.1.key': 'KmsMasterKeyId',
      'Attributes.entry.1.value': await keyArn(context, kmsKeyAlias),
    }),
  });
  for (let count = 1; count <= minSubscriptions; count += 1) {
    // AWS waits for the address to confirm; the emulator takes it as confirmed.
    await sns(context, 'Subscribe', {
      TopicArn: topicArn(context, name),
      Protocol: 'email',
      Endpoint: `on-call-${count}@example.com`,
    });
  }
}

export async function deleteTopic(context: SandboxContext, name: string): Promise<void> {
  await sns(context, 'DeleteTopic', { TopicArn: topicArn(context, name) });
}

/** Where an alarm goes for which the spec names no topic. */
export function defaultTopic({ spec }: SandboxContext): string {
  return `${spec.deployment}-default-alarms`;
}

function topicsOf(context: SandboxContext): Record<string, Topic> {
  const { alarms = {}, topics = {} } = context.spec;
  const isNeeded = Object.values(alarms).some(({ topic }) => topic === undefined);
  return isNeeded ? { ...topics, [defaultTopic(context)]: { minSubscriptions: 1 } } : topics;
}

function sns(
  { wire }: SandboxContext,
  operation: string,
  parameters: Readonly<Record<string, string>>,
): Promise<string> {
  return wire.query('sns', VERSION, operation, parameters);
}

/** Whom the policy of a topic lets publish; null for what SNS gives a new topic. */
export async function setTopicPolicy(
  context: SandboxContext,
  name: string,
  principal: object | null,
): Promise<void> {
  const Resource = topicArn(context, name);
  const own = { StringEquals: { 'AWS:SourceOwner': context.account } };
  await sns(context, 'SetTopicAttributes', {
    TopicArn: Resource,
    AttributeName: 'Policy',
    AttributeValue: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: principal ?? { AWS: '*' },
          Action: 'SNS:Publish',
          Resource,
          ...(principal === null && { Condition: own }),
        },
      ],
    }),
  });
}
