import type { XmlDeviation } from '../deviation.ts';
import { setElementText } from '../xml.ts';

export const EC2_DEVIATIONS: readonly XmlDeviation[] = [
  {
    /** `{ cidr, member, value }`: one text of the subnet that has the block. */
    name: 'network/subnet',
    form: 'xml',
    service: 'ec2',
    operations: ['DescribeSubnets'],
    edit: (body, { cidr, member, value }) =>
      setElementText(
        body,
        { name: 'item', where: { cidrBlock: String(cidr) } },
        String(member),
        typeof value === 'string' ? value : null,
      ),
  },
  {
    /** `{ group, member, value }`: one text of the flow logs that go to a log group. */
    name: 'network/flow-log',
    form: 'xml',
    service: 'ec2',
    operations: ['DescribeFlowLogs'],
    edit: (body, { group, member, value }) =>
      setElementText(
        body,
        { name: 'item', where: { logGroupName: String(group) } },
        String(member),
        typeof value === 'string' ? value : null,
      ),
  },
  {
    /** A group with a stale rule: `{ id }`. */
    name: 'network/stale-group',
    form: 'xml',
    service: 'ec2',
    operations: ['DescribeStaleSecurityGroups'],
    edit: (body, { id }) =>
      body.replace(
        '<staleSecurityGroupSet/>',
        `<staleSecurityGroupSet><item><groupId>${String(id)}</groupId></item></staleSecurityGroupSet>`,
      ),
  },
  {
    /** VPC Block Public Access in another mode: `{ mode }`. */
    name: 'network/blocked',
    form: 'xml',
    service: 'ec2',
    operations: ['DescribeVpcBlockPublicAccessOptions'],
    edit: (body, { mode }) =>
      body.replace('<internetGatewayBlockMode>off<', `<internetGatewayBlockMode>${String(mode)}<`),
  },
];
