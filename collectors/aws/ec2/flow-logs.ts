import { z } from 'zod';
import { defineCollector } from '../../../core/collector.ts';
import { absent, present, unseen, type Observation } from '../../../core/observation.ts';
import { batchesOf } from '../batches.ts';
import { causeOf, inDeclaredVpc, ofVpc, vpcKeys } from './declared-vpc.ts';
import {
  describeFlowLogs,
  describeSubnets,
  describeVpcs,
  MAX_FILTER_VALUES,
} from './operations.ts';

/** One flow log as it is deployed. Null is what AWS left out. */
export const FlowLog = z.strictObject({
  id: z.string(),
  /** The id of the VPC or subnet whose traffic it logs. */
  resource: z.string().nullable(),
  /** `ACTIVE` says only that it is switched on. */
  status: z.string().nullable(),
  /** `SUCCESS` or `FAILED`; AWS leaves it out until something was to be delivered. */
  deliverStatus: z.string().nullable(),
  deliverError: z.string().nullable(),
  traffic: z.string().nullable(),
  destinationType: z.string().nullable(),
  /** The ARN of the destination, which AWS gives or else the name of a log group. */
  destination: z.string().nullable(),
  /** The name of the log group that it is delivered to. */
  logGroup: z.string().nullable(),
  /** The role by which it is delivered to another account; null when AWS leaves it out, which means that it is not. */
  crossAccountRole: z.string().nullable(),
});
export type FlowLog = z.infer<typeof FlowLog>;

export const FlowLogs = z.strictObject({
  vpc: z.string(),
  logs: z.array(FlowLog),
});
/** Every flow log of the VPC and of its subnets. */
export type FlowLogs = z.infer<typeof FlowLogs>;

/** The key is the VPC's declared name. */
export const flowLogs = defineCollector<FlowLogs>({
  id: 'aws/ec2/flow-logs',
  title: 'All flow logs of the declared VPC and of its subnets',
  operations: [describeVpcs, describeSubnets, describeFlowLogs],
  item: FlowLogs,
  keys: vpcKeys,
  collect: (context) =>
    inDeclaredVpc(context, async (id): Promise<Observation<FlowLogs>> => {
      const { aws } = context;
      const subnets = await aws.read(describeSubnets, { Filters: ofVpc(id) });
      if (subnets.state === 'failed') return unseen(subnets.cause);
      if (subnets.state === 'absent') return absent(subnets.calls);
      const ids = (subnets.value.Subnets ?? []).flatMap(({ SubnetId }) => SubnetId ?? []);
      const answers = await Promise.all(
        batchesOf([id, ...ids], MAX_FILTER_VALUES).map((batch) =>
          aws.read(describeFlowLogs, { Filter: [{ Name: 'resource-id', Values: [...batch] }] }),
        ),
      );
      const logs: FlowLog[] = [];
      for (const answer of answers) {
        if (answer.state === 'failed') return unseen(answer.cause);
        if (answer.state === 'absent') return absent(answer.calls);
        for (const log of answer.value.FlowLogs ?? []) {
          if (log.FlowLogId === undefined) {
            const message = 'A flow log in the answer has no id.';
            return unseen(causeOf(describeFlowLogs, 'malformed-response', message, answer.calls));
          }
          logs.push({
            id: log.FlowLogId,
            resource: log.ResourceId ?? null,
            status: log.FlowLogStatus ?? null,
            deliverStatus: log.DeliverLogsStatus ?? null,
            deliverError: log.DeliverLogsErrorMessage ?? null,
            traffic: log.TrafficType ?? null,
            destinationType: log.LogDestinationType ?? null,
            destination: given(log.LogDestination),
            logGroup: given(log.LogGroupName) ?? groupNameOf(log.LogDestination),
            crossAccountRole: given(log.DeliverCrossAccountRole),
          });
        }
      }
      const calls = answers.flatMap((answer) => (answer.state === 'failed' ? [] : answer.calls));
      return present({ vpc: id, logs }, [...subnets.calls, ...calls]);
    }),
});

function given(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}

/** `arn:<partition>:logs:<region>:<account>:log-group:<name>`, and `:*` after it or not. */
function groupNameOf(arn: string | undefined): string | null {
  return /^arn:[^:]*:logs:[^:]*:[^:]*:log-group:([^:]+)/.exec(arn ?? '')?.[1] ?? null;
}
