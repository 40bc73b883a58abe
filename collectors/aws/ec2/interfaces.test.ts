import {
  DescribeNetworkInterfacesCommand,
  DescribeStaleSecurityGroupsCommand,
  DescribeVpcsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { networkInterfaces } from './network-interfaces.ts';
import { staleGroups } from './stale-groups.ts';

const ec2 = mockClient(EC2Client);
const spec = { network: { vpc: { name: 'main' } } } as unknown as Partial<Spec>;

beforeEach(() => {
  ec2.reset();
  ec2
    .on(DescribeVpcsCommand)
    .resolves({ Vpcs: [{ VpcId: 'vpc-1', Tags: [{ Key: 'Name', Value: 'main' }] }] });
});

test('interfaces with what made them and their groups', async () => {
  ec2.on(DescribeNetworkInterfacesCommand).resolves({
    NetworkInterfaces: [
      {
        NetworkInterfaceId: 'eni-1',
        InterfaceType: 'interface',
        Description: 'ELB app/public/1',
        RequesterId: 'amazon-elb',
        Groups: [{ GroupId: 'sg-1', GroupName: 'alb' }],
      },
      { NetworkInterfaceId: 'eni-2' },
    ],
  });
  const { items, operations } = await collectWith(networkInterfaces, spec);
  expect(items['main']).toMatchObject({
    value: {
      'eni-1': {
        type: 'interface',
        description: 'ELB app/public/1',
        requester: 'amazon-elb',
        groups: ['sg-1'],
      },
      'eni-2': { type: null, description: null, requester: null, groups: null },
    },
  });
  expect(operations).toEqual(actionsOf(networkInterfaces));
});

test('groups with stale rules', async () => {
  ec2
    .on(DescribeStaleSecurityGroupsCommand, { VpcId: 'vpc-1' })
    .resolves({ StaleSecurityGroupSet: [{ GroupId: 'sg-1' }] });
  const { items, operations } = await collectWith(staleGroups, spec);
  expect(items['main']).toMatchObject({ value: ['sg-1'] });
  expect(operations).toEqual(actionsOf(staleGroups));
});

test('what has no id is not seen, nor is an answer without the list', async () => {
  ec2.on(DescribeStaleSecurityGroupsCommand).resolves({ StaleSecurityGroupSet: [{}] });
  ec2.on(DescribeNetworkInterfacesCommand).resolves({});
  expect((await collectWith(staleGroups, spec)).items['main']?.state).toBe('unseen');
  expect((await collectWith(networkInterfaces, spec)).items['main']?.state).toBe('unseen');
});
