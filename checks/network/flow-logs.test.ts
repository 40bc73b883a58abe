import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './flow-logs.ts';
import { deployedSubnets, flowLog as log, networkSubject } from './testing/fixtures.ts';

const deployed = (...logs: ReturnType<typeof log>[]) => ({
  logs: { main: { vpc: 'vpc-1', logs } },
  subnets: { main: deployedSubnets() },
});
const ofSubnets = Object.keys(deployedSubnets()).map((resource) => log({ id: resource, resource }));
const rejected = {
  declared: networkSubject({ flowLogs: { traffic: 'REJECT', retentionDays: 30 } }).declared,
};
const none = 'The traffic of the VPC is not logged.';

testCheck(check, networkSubject(), {
  pass: [
    { name: 'a log of the VPC', artifacts: deployed(log()) },
    {
      name: 'a log of the VPC needs no list of subnets',
      artifacts: { ...deployed(log()), subnets: { main: denied('ec2:DescribeSubnets') } },
    },
    { name: 'a log of every subnet', artifacts: deployed(...ofSubnets) },
    {
      name: 'a sound one beside one that fails',
      artifacts: deployed(log({ deliverStatus: 'FAILED' }), log({ id: 'fl-2' })),
    },
    {
      name: 'rejected traffic, as declared',
      subject: rejected,
      artifacts: deployed(log({ traffic: 'REJECT' })),
    },
    { name: 'more than declared', subject: rejected, artifacts: deployed(log()) },
  ],
  fail: [
    {
      name: 'no VPC',
      artifacts: { logs: { main: null }, subnets: { main: null } },
      message: 'The VPC does not exist.',
    },
    {
      name: 'no log, for which no list of subnets is needed',
      artifacts: { ...deployed(), subnets: { main: denied('ec2:DescribeSubnets') } },
      message: none,
    },
    {
      name: 'active, and nothing is delivered (N12)',
      artifacts: deployed(log({ deliverStatus: 'FAILED', deliverError: 'Access error' })),
      message: 'Flow logs are switched on and not delivered.',
      details: ['fl-1 is not delivered: Access error.'],
    },
    {
      name: 'not active',
      artifacts: deployed(log({ status: 'INACTIVE' })),
      message: none,
    },
    {
      name: 'rejected traffic only',
      artifacts: deployed(log({ traffic: 'REJECT' })),
      message: 'Flow logs leave out declared traffic.',
    },
    {
      name: 'accepted traffic, where rejected is declared',
      subject: rejected,
      artifacts: deployed(log({ traffic: 'ACCEPT' })),
      message: 'Flow logs leave out declared traffic.',
    },
    {
      name: 'all subnets but one',
      artifacts: deployed(...ofSubnets.slice(1)),
      message: none,
    },
    {
      name: 'a VPC without subnets, and no log',
      artifacts: { ...deployed(log({ resource: 'subnet-9' })), subnets: { main: {} } },
      message: none,
    },
  ],
  unknown: [
    ...(['status', 'traffic', 'deliverStatus'] as const).map((fact) => ({
      name: `no ${fact}`,
      artifacts: deployed(log({ [fact]: null })),
      message: 'EC2 does not say whether the flow logs are delivered.',
    })),
    {
      name: 'one subnet of which it is not said',
      artifacts: deployed(
        ...ofSubnets.map((one, index) => (index === 0 ? { ...one, deliverStatus: null } : one)),
      ),
      message: 'EC2 does not say whether the flow logs are delivered.',
    },
  ],
  error: [
    {
      name: 'the logs are denied',
      artifacts: { ...deployed(), logs: { main: denied('ec2:DescribeFlowLogs') } },
      message: 'AWS denied ec2:DescribeFlowLogs.',
    },
    {
      name: 'logs of subnets, and the subnets are denied',
      artifacts: { ...deployed(...ofSubnets), subnets: { main: denied('ec2:DescribeSubnets') } },
      message: 'AWS denied ec2:DescribeSubnets.',
    },
  ],
});
