import { flowLogs, type FlowLog } from '../../collectors/aws/ec2/flow-logs.ts';
import { subnets } from '../../collectors/aws/ec2/subnets.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { NO_VPC } from './deployed.ts';
import { declaredNetwork, NO_NETWORK } from './subjects.ts';

/** What a flow log is worth: `unclear` when EC2 left out what would tell. */
type Worth = 'sound' | 'unclear' | 'undelivered' | 'partial' | 'inactive';

export default defineCheck({
  id: 'network/flow-logs',
  title: 'Flow logs of the VPC take down the declared traffic and are delivered',
  risk: 'After an incident nobody can tell who talked to whom.',
  remediation:
    'Create a flow log for the VPC, and let its role write to the destination when deliveries fail.',
  fix: {
    cli: 'aws ec2 create-flow-logs --resource-type VPC --resource-ids <vpc> --traffic-type ALL --log-group-name <group> --deliver-logs-permission-arn <role-arn>',
    cdk: 'vpc.addFlowLog("<id>", { trafficType: ec2.FlowLogTrafficType.ALL })',
  },
  severity: 'medium',
  resourceType: 'AWS::EC2::FlowLog',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_FlowLog.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-6',
  ],
  controls: ['Security Hub 2026-08 EC2.6', 'CIS AWS 5.0.0 3.7', 'CIS AWS 6.0.0 4.7'],
  proves: ['security/flow-logs'],
  needs: { logs: flowLogs, subnets },
  none: NO_NETWORK,
  subjects: (spec) => declaredNetwork(spec, 'flowLogs'),

  evaluate({ vpc, declared }, artifacts) {
    const { traffic } = declared.flowLogs;
    const expected = { traffic, status: 'ACTIVE', delivered: true };

    const found = artifacts.logs.get(vpc);
    if (found === null) return fail(NO_VPC, expected, {});

    const judged = found.logs.map((log) => ({ log, worth: worthOf(log, traffic) }));
    const actual = {
      flowLogs: judged.map(({ log }) => ({
        id: log.id,
        resource: log.resource,
        traffic: log.traffic,
        status: log.status,
        deliverStatus: log.deliverStatus,
      })),
    };
    const details = judged.flatMap(({ log, worth }) =>
      worth === 'undelivered'
        ? [`${log.id} is not delivered: ${log.deliverError ?? 'no reason'}.`]
        : [],
    );
    /** A log of the VPC will do, or else one of each of its subnets. */
    const isCovered = (...worths: readonly Worth[]) => {
      const logged = new Set(
        judged.filter(({ worth }) => worths.includes(worth)).map(({ log }) => log.resource),
      );
      if (logged.has(found.vpc)) return true;
      if (logged.size === 0) return false;
      const ids = Object.keys(artifacts.subnets.get(vpc) ?? {});
      return ids.length > 0 && ids.every((id) => logged.has(id));
    };
    if (isCovered('sound')) return pass(expected, actual);
    if (isCovered('sound', 'unclear')) {
      return unknown('EC2 does not say whether the flow logs are delivered.');
    }
    return fail(messageFor(judged.map(({ worth }) => worth)), expected, actual, { details });
  },
});

function worthOf(log: FlowLog, declared: 'ALL' | 'REJECT'): Worth {
  const { status, traffic, deliverStatus } = log;
  if (status !== null && status !== 'ACTIVE') return 'inactive';
  if (traffic !== null && traffic !== 'ALL' && traffic !== declared) return 'partial';
  // A log can be active and deliver nothing.
  if (deliverStatus === 'FAILED') return 'undelivered';
  return status === null || traffic === null || deliverStatus === null ? 'unclear' : 'sound';
}

function messageFor(worths: readonly Worth[]): string {
  if (worths.includes('undelivered')) return 'Flow logs are switched on and not delivered.';
  if (worths.includes('partial')) return 'Flow logs leave out declared traffic.';
  return 'The traffic of the VPC is not logged.';
}
