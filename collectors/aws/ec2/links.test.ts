// What holds for every collector of links to other networks.
import {
  DescribeTransitGatewayVpcAttachmentsCommand,
  DescribeVpcPeeringConnectionsCommand,
  DescribeVpcsCommand,
  DescribeVpnConnectionsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf, type Collector } from '../../../core/collector.ts';
import type { LinkSpec } from '../../../core/spec/sections/network.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { peeringConnections } from './peering-connections.ts';
import { anError, network, VPC } from './testing/answers.ts';
import { transitAttachments } from './transit-attachments.ts';
import { vpnConnections } from './vpn-connections.ts';

const ec2 = mockClient(EC2Client);

const declaring = (...kinds: ('peering' | 'transit-gateway' | 'vpn')[]): Partial<Spec> => ({
  network: {
    ...network.network,
    links: Object.fromEntries(
      kinds.map((kind) => [
        `by-${kind}*`,
        { kind, subnets: ['private-a'], remoteCidrs: ['10.9.0.0/16'] },
      ]),
    ),
  },
});

beforeEach(() => {
  ec2.reset();
  ec2
    .on(DescribeVpcsCommand)
    .resolves({ Vpcs: [{ VpcId: VPC, Tags: [{ Key: 'Name', Value: 'main' }] }] });
  ec2.on(DescribeVpcPeeringConnectionsCommand).resolves({ VpcPeeringConnections: [] });
  ec2
    .on(DescribeTransitGatewayVpcAttachmentsCommand)
    .resolves({ TransitGatewayVpcAttachments: [] });
  ec2.on(DescribeVpnConnectionsCommand).resolves({ VpnConnections: [] });
});

describe('peering connections', () => {
  test('with a declared name, which is no pattern', async () => {
    ec2
      .on(DescribeVpcPeeringConnectionsCommand, {
        Filters: [{ Name: 'tag:Name', Values: [String.raw`by-peering\*`] }],
      })
      .resolves({
        VpcPeeringConnections: [
          {
            VpcPeeringConnectionId: 'pcx-1',
            Status: { Code: 'active', Message: 'Active' },
            Tags: [{ Key: 'Name', Value: 'by-peering*' }],
          },
          { VpcPeeringConnectionId: 'pcx-2' },
        ],
      });
    const { items, operations } = await collectWith(peeringConnections, declaring('peering'));
    expect(items['main']).toMatchObject({
      value: {
        'pcx-1': { name: 'by-peering*', status: 'active' },
        'pcx-2': { name: null, status: null },
      },
    });
    expect(operations).toEqual(actionsOf(peeringConnections));
  });
});

describe('attachments to transit gateways', () => {
  test('of the VPC', async () => {
    ec2
      .on(DescribeTransitGatewayVpcAttachmentsCommand, {
        Filters: [{ Name: 'vpc-id', Values: [VPC] }],
      })
      .resolves({
        TransitGatewayVpcAttachments: [
          {
            TransitGatewayAttachmentId: 'tgw-attach-1',
            TransitGatewayId: 'tgw-1',
            State: 'available',
            SubnetIds: ['subnet-1', 'subnet-2'],
            Tags: [{ Key: 'Name', Value: 'core' }],
          },
          { TransitGatewayAttachmentId: 'tgw-attach-2', SubnetIds: [] },
          { TransitGatewayAttachmentId: 'tgw-attach-3' },
        ],
      });
    const { items, operations } = await collectWith(
      transitAttachments,
      declaring('transit-gateway'),
    );
    expect(items['main']).toMatchObject({
      value: {
        'tgw-attach-1': {
          name: 'core',
          state: 'available',
          transitGateway: 'tgw-1',
          subnets: ['subnet-1', 'subnet-2'],
        },
        'tgw-attach-2': { name: null, state: null, transitGateway: null, subnets: [] },
        'tgw-attach-3': { name: null, state: null, transitGateway: null, subnets: null },
      },
    });
    expect(operations).toEqual(actionsOf(transitAttachments));
  });
});

describe('VPN connections', () => {
  test('keep no key of a tunnel', async () => {
    ec2.on(DescribeVpnConnectionsCommand).resolves({
      VpnConnections: [
        {
          VpnConnectionId: 'vpn-1',
          State: 'available',
          VpnGatewayId: 'vgw-1',
          CustomerGatewayConfiguration: '<pre_shared_key>hunter2</pre_shared_key>',
          VgwTelemetry: [
            { OutsideIpAddress: '203.0.113.1', Status: 'UP' },
            { OutsideIpAddress: '203.0.113.2', Status: 'DOWN' },
          ],
          Tags: [{ Key: 'Name', Value: 'office' }],
        },
        {
          VpnConnectionId: 'vpn-2',
          VpnGatewayId: '',
          TransitGatewayId: 'tgw-1',
          VgwTelemetry: [{}],
        },
        { VpnConnectionId: 'vpn-3' },
      ],
    });
    const { items, operations } = await collectWith(vpnConnections, declaring('vpn'));
    expect(items['main']).toMatchObject({
      value: {
        'vpn-1': {
          name: 'office',
          state: 'available',
          gateway: 'vgw-1',
          tunnels: [
            { outsideAddress: '203.0.113.1', status: 'UP' },
            { outsideAddress: '203.0.113.2', status: 'DOWN' },
          ],
        },
        'vpn-2': {
          name: null,
          state: null,
          gateway: 'tgw-1',
          tunnels: [{ outsideAddress: null, status: null }],
        },
        'vpn-3': { name: null, state: null, gateway: null, tunnels: null },
      },
    });
    expect(JSON.stringify(items)).not.toContain('hunter2');
    expect(operations).toEqual(actionsOf(vpnConnections));
  });
});

const collectors: readonly [LinkSpec['kind'], Collector][] = [
  ['peering', peeringConnections],
  ['transit-gateway', transitAttachments],
  ['vpn', vpnConnections],
];

const COMMANDS = {
  peering: DescribeVpcPeeringConnectionsCommand,
  'transit-gateway': DescribeTransitGatewayVpcAttachmentsCommand,
  vpn: DescribeVpnConnectionsCommand,
} as const;
const on = (kind: LinkSpec['kind']) => ec2.on(COMMANDS[kind]);

describe.each(collectors)('links of the kind %s', (kind, collector) => {
  test('are not asked for where none is declared', async () => {
    const others = (['peering', 'transit-gateway', 'vpn'] as const).filter((one) => one !== kind);
    expect(await collectWith(collector, declaring(...others))).toMatchObject({
      items: {},
      operations: [],
    });
    expect(await collectWith(collector, network)).toMatchObject({ items: {}, operations: [] });
  });

  test('may be none', async () => {
    const { items } = await collectWith(collector, declaring(kind));
    expect(items['main']).toMatchObject({ state: 'present', value: {} });
  });

  test('are not seen when they are denied, or left out', async () => {
    on(kind).rejects(anError('UnauthorizedOperation'));
    expect((await collectWith(collector, declaring(kind))).items['main']?.state).toBe('unseen');
    on(kind).resolves({});
    expect((await collectWith(collector, declaring(kind))).items['main']?.state).toBe('unseen');
  });

  test('are none without the VPC', async () => {
    ec2.on(DescribeVpcsCommand).resolves({ Vpcs: [] });
    expect((await collectWith(collector, declaring(kind))).items['main']?.state).toBe('absent');
  });
});
