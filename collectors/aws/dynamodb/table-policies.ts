import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { observe } from '../../../core/observation.ts';
import { observeEach } from '../each.ts';
import { taggedArns } from '../resource-groups-tagging-api/arns.ts';
import { getResourcePolicy } from './operations.ts';

export const TablePolicy = z.strictObject({
  /** JSON. */
  policy: z.string(),
});
export type TablePolicy = z.infer<typeof TablePolicy>;

/** Every declared table, by name. Absent: it has no policy, or does not exist, which is another collector's to say. */
export const tablePolicies = defineCollector<TablePolicy>({
  id: 'aws/dynamodb/table-policies',
  title: 'Policies of DynamoDB tables',
  operations: [getResourcePolicy],
  item: TablePolicy,
  keys: (spec) => Object.keys(spec.tables ?? {}),
  collect: ({ spec, aws }) => {
    const arns = taggedArns(spec).tables;
    return observeEach(Object.keys(spec.tables ?? {}), async (name) => {
      const ResourceArn = arns.find((arn) => arn.endsWith(`:table/${name}`));
      const answer = await aws.read(getResourcePolicy, { ResourceArn });
      return observe(answer, ({ Policy }) => (Policy === undefined ? null : { policy: Policy }));
    });
  },
});
