import { expect, test } from '@jest/globals';
import type { Spec } from '../../core/spec/spec.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { groups } from '../sg/testing/fixtures.ts';
import check from './endpoints-present.ts';
import {
  deployedEndpoints,
  deployedSubnets,
  deployedTables,
  NETWORK,
  networkSubject,
  subnetSubject,
} from './testing/fixtures.ts';

const subject = {
  ...networkSubject(),
  name: 'interface logs',
  path: ['network', 'endpoints', 'interface', 2],
  type: 'Interface' as const,
  service: 'logs',
};
const gateway = { type: 'Gateway', service: 's3' };
const deployed = (endpoints = deployedEndpoints(), tables = deployedTables()) => ({
  endpoints: { main: endpoints },
  subnets: { main: deployedSubnets() },
  tables: { main: tables },
  groups: { main: groups({ endpoints: {}, other: {} }) },
});
const logs = (facts: Parameters<typeof deployedEndpoints>[0]) => deployed(deployedEndpoints(facts));
/** A second interface for the logs, beside the one of the fixture. */
const second = (subnet: string) => {
  const { 'vpce-logs': other } = deployedEndpoints({ logs: { subnets: [subnet] } });
  const one = deployedEndpoints({ logs: { subnets: ['subnet-private-a'] } });
  return other === undefined ? one : { ...one, 'vpce-second': other };
};
const missing = 'The endpoint does not exist.';

testCheck(check, subject, {
  pass: [
    { name: 'an interface in both zones', artifacts: deployed() },
    {
      name: 'in other subnets of the same zones',
      artifacts: logs({ logs: { subnets: ['subnet-public-a', 'subnet-database-b'] } }),
    },
    { name: 'two interfaces, one a zone', artifacts: deployed(second('subnet-private-b')) },
    {
      name: 'any group, where none is declared',
      subject: {
        declared: { ...NETWORK, endpoints: { interface: ['logs'], gateway: [] } },
      },
      artifacts: logs({ logs: { groups: null } }),
    },
    {
      name: 'a gateway in the tables of both private subnets',
      subject: gateway,
      artifacts: deployed(),
    },
  ],
  fail: [
    {
      name: 'no VPC',
      artifacts: { ...deployed(), endpoints: { main: null } },
      message: 'The VPC does not exist.',
    },
    { name: 'no such endpoint', artifacts: logs({ logs: null }), message: missing },
    {
      name: 'one of another region',
      artifacts: logs({ logs: { service: 'com.amazonaws.eu-west-1.logs' } }),
      message: missing,
    },
    {
      name: 'a gateway in its place',
      artifacts: logs({ logs: { type: 'Gateway' } }),
      message: missing,
    },
    ...['failed', 'deleting', 'rejected', 'pendingAcceptance', 'expired'].map((state) => ({
      name: `one that is ${state}`,
      artifacts: logs({ logs: { state } }),
      message: 'The endpoint is not available.',
    })),
    {
      name: 'no private DNS',
      artifacts: logs({ logs: { privateDns: false } }),
      message: 'The endpoint has no private DNS, so nothing calls it.',
    },
    {
      name: 'one zone only',
      artifacts: logs({ logs: { subnets: ['subnet-private-a', 'subnet-public-a'] } }),
      message: 'The endpoint is missing in a zone of the private subnets.',
    },
    {
      name: 'another security group',
      artifacts: logs({ logs: { groups: ['sg-other'] } }),
      message: 'The endpoint has other security groups than declared.',
    },
    {
      name: 'one security group more',
      artifacts: logs({ logs: { groups: ['sg-endpoints', 'sg-other'] } }),
      message: 'The endpoint has other security groups than declared.',
    },
    {
      name: 'the declared security group is not there',
      artifacts: { ...deployed(), groups: { main: groups({}) } },
      message: 'The endpoint has other security groups than declared.',
    },
    {
      name: 'a gateway in the table of one private subnet',
      subject: gateway,
      artifacts: logs({ s3: { routeTables: ['rtb-private-a', 'rtb-public'] } }),
      message: 'Private subnets have no route to the endpoint.',
    },
  ],
  unsettled: [
    {
      name: 'one that is being created',
      artifacts: logs({ logs: { state: 'pending' } }),
      message: 'The endpoint is being created.',
    },
  ],
  unknown: [
    {
      name: 'no state',
      artifacts: logs({ logs: { state: null } }),
      message: 'EC2 does not give the state of the endpoint.',
    },
    ...(['privateDns', 'subnets'] as const).map((fact) => ({
      name: `no ${fact}`,
      artifacts: logs({ logs: { [fact]: null } }),
      message: 'EC2 does not give the subnets and the private DNS of the endpoint.',
    })),
    {
      name: 'no groups',
      artifacts: logs({ logs: { groups: null } }),
      message: 'EC2 does not give the security groups of the endpoint.',
    },
    {
      name: 'a subnet of another VPC',
      artifacts: logs({ logs: { subnets: ['subnet-private-a', 'subnet-elsewhere'] } }),
      message: 'EC2 does not give the zones of the endpoint and of the private subnets.',
    },
    {
      name: 'a private subnet without a zone',
      artifacts: {
        ...deployed(),
        subnets: { main: deployedSubnets({ 'private-b': { availabilityZone: null } }) },
      },
      message: 'EC2 does not give the zones of the endpoint and of the private subnets.',
    },
    {
      name: 'a declared private subnet that is not there',
      artifacts: {
        ...deployed(),
        subnets: { main: deployedSubnets({ 'private-b': { name: 'x' } }) },
      },
      message: 'The private subnets that use the endpoint cannot be told.',
    },
    ...[
      { kind: 'an interface', of: {} },
      { kind: 'a gateway', of: gateway },
    ].map(({ kind, of }) => ({
      name: `${kind} without a zone or a table, and no private subnet declared`,
      subject: { ...of, declared: { ...NETWORK, subnets: {} } },
      artifacts: logs({ logs: { subnets: [] }, s3: { routeTables: [] } }),
      message: 'The private subnets that use the endpoint cannot be told.',
    })),
    {
      name: 'a gateway without its route tables',
      subject: gateway,
      artifacts: logs({ s3: { routeTables: null } }),
      message: 'EC2 does not give the route tables of the endpoint.',
    },
    {
      name: 'a gateway, and no table for a private subnet',
      subject: gateway,
      artifacts: deployed(deployedEndpoints(), []),
      message: 'The route tables of the VPC do not say which one holds for the subnet.',
    },
  ],
  error: [
    {
      name: 'the endpoints are denied',
      artifacts: { ...deployed(), endpoints: { main: denied('ec2:DescribeVpcEndpoints') } },
      message: 'AWS denied ec2:DescribeVpcEndpoints.',
    },
  ],
});

test('every declared endpoint is a subject, once', () => {
  const network = {
    ...subnetSubject('private-a').declared,
    endpoints: { interface: ['logs', 'sqs', 'logs'], gateway: ['s3'] },
  };
  expect(
    check.subjects({ network } as unknown as Spec).map(({ name, path }) => [name, path.join('.')]),
  ).toEqual([
    ['interface logs', 'network.endpoints.interface.0'],
    ['interface sqs', 'network.endpoints.interface.1'],
    ['gateway s3', 'network.endpoints.gateway.0'],
  ]);
});

test('without a private subnet there is nothing that an endpoint serves', () => {
  const { 'public-a': aPublic } = NETWORK.subnets;
  const network = { ...NETWORK, subnets: { 'public-a': aPublic } };
  const subjects = check.subjects({ network } as unknown as Spec);
  expect(subjects).toHaveLength(4);
  expect(new Set(subjects.map(({ notApplicable }) => notApplicable))).toEqual(
    new Set(['The spec declares no private subnet that uses the endpoint.']),
  );
});
