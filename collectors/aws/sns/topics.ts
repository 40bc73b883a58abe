import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { observe } from '../../../core/observation.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { observeEach } from '../each.ts';
import { taggedArns } from '../resource-groups-tagging-api/arns.ts';
import { getTopicAttributes } from './operations.ts';

/** One topic as it is deployed. */
export const Topic = z.strictObject({
  arn: z.string(),
  /** JSON; null when it was left out. */
  policy: z.string().nullable(),
  /** An id, an ARN or an alias, as it was set; null for a topic that is not encrypted with a key of KMS. */
  kmsKeyId: z.string().nullable(),
});
export type Topic = z.infer<typeof Topic>;

/** Every declared topic, by name. */
export const topics = defineCollector<Topic>({
  id: 'aws/sns/topics',
  title: 'SNS topics with their policies and keys',
  operations: [getTopicAttributes],
  item: Topic,
  keys: (spec) => Object.keys(spec.topics ?? {}),
  collect: ({ spec, aws }) =>
    observeEach(Object.keys(spec.topics ?? {}), async (name) => {
      const TopicArn = arnOf(name, spec);
      return observe(await aws.read(getTopicAttributes, { TopicArn }), ({ Attributes }) => ({
        arn: TopicArn,
        policy: Attributes?.['Policy'] ?? null,
        kmsKeyId: Attributes?.['KmsMasterKeyId'] ?? null,
      }));
    }),
});

function arnOf(name: string, spec: Spec): string {
  return taggedArns(spec).topics.find((arn) => arn.endsWith(`:${name}`)) ?? name;
}
