import type { LogGroup } from '@aws-sdk/client-cloudwatch-logs';
import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { observe, type Observation } from '../../../core/observation.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { describeLogGroups } from './operations.ts';
import { prefixesOf } from './prefixes.ts';

/** One log group. */
export const LogGroupItem = z.strictObject({
  arn: z.string().nullable(),
  /** Null when AWS leaves it out, which means that events never expire. */
  retentionDays: z.int().nullable(),
  /** The ARN of the customer-managed key; null when AWS leaves it out, which means that there is none. */
  kmsKeyArn: z.string().nullable(),
  /** A group that was made anew has nothing of the one before. */
  createdAt: z.iso.datetime().nullable(),
});
export type LogGroupItem = z.infer<typeof LogGroupItem>;

/** Every log group that the spec declares or that one of its containers is to log to, by name. */
export const logGroups = defineCollector<LogGroupItem>({
  id: 'aws/cloudwatch-logs/log-groups',
  title: 'Log groups with their retention and key',
  operations: [describeLogGroups],
  item: LogGroupItem,
  keys: logGroupNames,
  collect: async ({ aws, spec }) => {
    const items: Record<string, Observation<LogGroupItem>> = {};
    await Promise.all(
      [...prefixesOf(logGroupNames(spec))].map(async ([prefix, names]) => {
        const answer = await aws.read(describeLogGroups, { logGroupNamePrefix: prefix });
        const found = new Map(
          answer.state === 'answered'
            ? (answer.value.logGroups ?? []).map((group) => [group.logGroupName, group])
            : [],
        );
        for (const name of names) {
          // The list is whole, and AWS says that there is none by leaving it out.
          items[name] = observe(answer, () => {
            const group = found.get(name);
            return group === undefined ? null : toLogGroupItem(group);
          });
        }
      }),
    );
    return items;
  },
});

/** Those that the spec declares or lets containers log to. */
export function logGroupNames({ logGroups: declared, clusters }: Spec): readonly string[] {
  const logged = Object.values(clusters ?? {}).flatMap(({ services }) =>
    Object.values(services).flatMap(({ task }) =>
      Object.values(task.containers).map(({ logGroup }) => logGroup),
    ),
  );
  return [...new Set([...Object.keys(declared ?? {}), ...logged])];
}

export function toLogGroupItem(group: LogGroup): LogGroupItem {
  return {
    arn: group.logGroupArn ?? group.arn ?? null,
    retentionDays: group.retentionInDays ?? null,
    kmsKeyArn: group.kmsKeyId ?? null,
    createdAt: group.creationTime === undefined ? null : new Date(group.creationTime).toISOString(),
  };
}
