import type { XmlDeviation } from '../deviation.ts';
import { childText, editBlocks, removeBlocks, setElementText } from '../xml.ts';

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
    /** Every attachment to a transit gateway in another state: `{ state }`. */
    name: 'network/transit-attachment',
    form: 'xml',
    service: 'ec2',
    operations: ['DescribeTransitGatewayVpcAttachments'],
    edit: (body, { state }) =>
      editBlocks(body, { name: 'item' }, (item): Record<string, string> =>
        childText(body, item, 'transitGatewayAttachmentId') === undefined
          ? {}
          : { state: String(state) },
      ),
  },
  {
    /** What is told of the tunnel with an outside address: `{ address, status }`; nothing when the status is null. */
    name: 'network/tunnel',
    form: 'xml',
    service: 'ec2',
    operations: ['DescribeVpnConnections'],
    edit: (body, { address, status }) => {
      const tunnel = { name: 'item', where: { outsideIpAddress: String(address) } };
      return typeof status === 'string'
        ? setElementText(body, tunnel, 'status', status)
        : removeBlocks(body, tunnel);
    },
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
