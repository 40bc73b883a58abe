import {
  DescribeManagedPrefixListsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcsCommand,
  EC2Client,
  GetManagedPrefixListEntriesCommand,
  type IpPermission,
} from '@aws-sdk/client-ec2';
import { beforeEach, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { actionsOf } from '../../../core/collector.ts';
import type { Spec } from '../../../core/spec/spec.ts';
import { collectWith } from '../../../runner/testing/collect-with.ts';
import { groupPrefixLists } from './group-prefix-lists.ts';
import { routePrefixLists } from './route-prefix-lists.ts';
import { anError, network, VPC } from './testing/answers.ts';

const ec2 = mockClient(EC2Client);
const group = { role: 'service', ingress: [], egress: [] } as const;
const spec = {
  ...network,
  securityGroups: { app: group, plain: group, missing: group },
} as unknown as Partial<Spec>;

const permission = (...ids: string[]): IpPermission => ({
  IpProtocol: 'tcp',
  PrefixListIds: ids.map((PrefixListId) => ({ PrefixListId })),
});

beforeEach(() => {
  ec2.reset();
  ec2
    .on(DescribeVpcsCommand)
    .resolves({ Vpcs: [{ VpcId: VPC, Tags: [{ Key: 'Name', Value: 'main' }] }] });
  ec2.on(DescribeSecurityGroupsCommand).resolves({
    SecurityGroups: [
      {
        GroupId: 'sg-1',
        GroupName: 'app',
        IpPermissions: [permission('pl-2', 'pl-1')],
        IpPermissionsEgress: [permission('pl-1')],
      },
      { GroupId: 'sg-2', GroupName: 'plain', IpPermissions: [], IpPermissionsEgress: [] },
    ],
  });
  ec2.on(DescribeManagedPrefixListsCommand).resolves({
    PrefixLists: [
      { PrefixListId: 'pl-1', PrefixListName: 'com.amazonaws.us-east-1.s3' },
      { PrefixListId: 'pl-2' },
    ],
  });
  ec2
    .on(GetManagedPrefixListEntriesCommand, { PrefixListId: 'pl-1' })
    .resolves({ Entries: [{ Cidr: '52.216.0.0/15' }] });
  ec2
    .on(GetManagedPrefixListEntriesCommand, { PrefixListId: 'pl-2' })
    .resolvesOnce({ Entries: [{ Cidr: '0.0.0.0/1' }], NextToken: 'more' })
    .resolvesOnce({ Entries: [{ Cidr: '128.0.0.0/1' }] });
});

test('a group has the lists that its rules refer to, each once and with all its entries', async () => {
  const { items, operations } = await collectWith(groupPrefixLists, spec);
  expect(items['app']).toMatchObject({
    state: 'present',
    value: [
      { id: 'pl-1', name: 'com.amazonaws.us-east-1.s3', cidrs: ['52.216.0.0/15'] },
      { id: 'pl-2', name: null, cidrs: ['0.0.0.0/1', '128.0.0.0/1'] },
    ],
  });
  expect(items['plain']).toMatchObject({ state: 'present', value: [] });
  expect(items['missing']?.state).toBe('absent');
  expect(operations).toEqual(actionsOf(groupPrefixLists));
  expect(groupPrefixLists.keys(spec as Spec)).toEqual(['app', 'plain', 'missing']);
  const sizes = ec2
    .commandCalls(GetManagedPrefixListEntriesCommand)
    .map(({ args }) => args[0].input.MaxResults);
  expect(sizes).toEqual([100, 100, 100]);
});

test('one list that cannot be read hides the lists of its group, and of no other', async () => {
  ec2
    .on(GetManagedPrefixListEntriesCommand, { PrefixListId: 'pl-2' })
    .rejects(anError('UnauthorizedOperation'));
  const { items } = await collectWith(groupPrefixLists, spec);
  expect(items['app']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'denied', operation: 'ec2:GetManagedPrefixListEntries' },
  });
  expect(items['plain']?.state).toBe('present');
});

test.each([
  ['a list without entries', GetManagedPrefixListEntriesCommand, {}],
  ['an entry without a block', GetManagedPrefixListEntriesCommand, { Entries: [{}] }],
  ['a list that AWS does not show', DescribeManagedPrefixListsCommand, { PrefixLists: [] }],
  ['no answer about the lists', DescribeManagedPrefixListsCommand, {}],
])('not seen: %s', async (_, command, answer: object) => {
  ec2.on(command as typeof GetManagedPrefixListEntriesCommand).resolves(answer);
  const { items } = await collectWith(groupPrefixLists, spec);
  expect(items['app']?.state).toBe('unseen');
});

test('a denied list of lists is told as it is', async () => {
  ec2.on(DescribeManagedPrefixListsCommand).rejects(anError('UnauthorizedOperation'));
  const { items } = await collectWith(groupPrefixLists, spec);
  expect(items['app']).toMatchObject({
    state: 'unseen',
    cause: { kind: 'denied', operation: 'ec2:DescribeManagedPrefixLists' },
  });
});

test('groups that are not seen have no lists that are', async () => {
  ec2.on(DescribeSecurityGroupsCommand).rejects(anError('UnauthorizedOperation'));
  const { items } = await collectWith(groupPrefixLists, spec);
  expect(Object.values(items).map(({ state }) => state)).toEqual(['unseen', 'unseen', 'unseen']);
  expect(
    (await collectWith(groupPrefixLists, { securityGroups: spec.securityGroups })).items,
  ).toEqual({});
});

test('two groups of one name are neither', async () => {
  ec2.on(DescribeSecurityGroupsCommand).resolves({
    SecurityGroups: [
      { GroupId: 'sg-1', GroupName: 'app' },
      { GroupId: 'sg-2', GroupName: 'app' },
    ],
  });
  const { items } = await collectWith(groupPrefixLists, spec);
  expect(items['app']).toMatchObject({ state: 'unseen', cause: { kind: 'ambiguous' } });
});

test('routes have the lists that lead to a gateway, and not those of gateway endpoints', async () => {
  ec2.on(DescribeRouteTablesCommand).resolves({
    RouteTables: [
      {
        RouteTableId: 'rtb-1',
        Associations: [],
        Routes: [
          { DestinationPrefixListId: 'pl-1', GatewayId: 'vpce-1', State: 'active' },
          { DestinationPrefixListId: 'pl-2', GatewayId: 'igw-1', State: 'active' },
          { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1', State: 'active' },
        ],
      },
    ],
  });
  const { items, operations } = await collectWith(routePrefixLists, spec);
  expect(items['main']).toMatchObject({
    state: 'present',
    value: [{ id: 'pl-2', cidrs: ['0.0.0.0/1', '128.0.0.0/1'] }],
  });
  expect(operations).toEqual(actionsOf(routePrefixLists));

  ec2.on(DescribeRouteTablesCommand).rejects(anError('UnauthorizedOperation'));
  expect((await collectWith(routePrefixLists, spec)).items['main']?.state).toBe('unseen');
});
