import { z } from 'zod';
import type { CollectContext } from '../../../core/collector.ts';
import { defineCollector } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import { afterCalls, vpcKeys } from '../ec2/declared-vpc.ts';
import { flowLogs } from '../ec2/flow-logs.ts';
import { LogGroupItem, toLogGroupItem } from './log-groups.ts';
import { describeLogGroups } from './operations.ts';

/** The log groups by name; null is one that does not exist. */
export const FlowLogGroups = z.array(
  z.strictObject({ name: z.string(), group: LogGroupItem.nullable() }),
);
export type FlowLogGroups = z.infer<typeof FlowLogGroups>;

/** Those that the spec declares are not among them: they are log groups like others. The key is the VPC's declared name. */
export const flowLogGroups = defineCollector<FlowLogGroups>({
  id: 'aws/cloudwatch-logs/flow-log-groups',
  title: 'Undeclared log groups that flow logs of the declared VPC are delivered to',
  operations: [...flowLogs.operations, describeLogGroups],
  item: FlowLogGroups,
  keys: vpcKeys,
  collect: async (context) => {
    const declared = new Set(Object.keys(context.spec.logGroups ?? {}));
    const items: Record<string, Observation<FlowLogGroups>> = {};
    for (const [vpc, observed] of Object.entries(await flowLogs.collect(context))) {
      if (observed.state !== 'present') {
        items[vpc] = observed;
        continue;
      }
      const names = observed.value.logs.flatMap(({ logGroup }) => logGroup ?? []);
      const undeclared = [...new Set(names)].filter((name) => !declared.has(name));
      items[vpc] = afterCalls(observed.calls, await readGroups(context, undeclared));
    }
    return items;
  },
});

async function readGroups(
  { aws }: CollectContext,
  names: readonly string[],
): Promise<Observation<FlowLogGroups>> {
  const answers = await Promise.all(
    names.map(async (name) => ({
      name,
      answer: await aws.read(describeLogGroups, { logGroupNamePrefix: name }),
    })),
  );
  const groups: FlowLogGroups = [];
  for (const { name, answer } of answers) {
    if (answer.state === 'failed') return unseen(answer.cause);
    if (answer.state === 'absent') return absent(answer.calls);
    const found = (answer.value.logGroups ?? []).find(({ logGroupName }) => logGroupName === name);
    groups.push({ name, group: found === undefined ? null : toLogGroupItem(found) });
  }
  return present(
    groups,
    answers.flatMap(({ answer }) => (answer.state === 'failed' ? [] : answer.calls)),
  );
}
