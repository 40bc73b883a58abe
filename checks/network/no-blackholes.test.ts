import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './no-blackholes.ts';
import {
  deployedSubnets,
  deployedTables,
  networkSubject,
  route,
  table,
  tablesWith,
} from './testing/fixtures.ts';

const deployed = (tables = deployedTables()) => ({
  subnets: { main: deployedSubnets() },
  tables: { main: tables },
});
const gone = route('0.0.0.0/0', 'nat-a', 'blackhole');

testCheck(check, networkSubject(), {
  pass: [
    { name: 'every route of every subnet is active', artifacts: deployed() },
    {
      name: 'a table that no subnet uses',
      artifacts: deployed([...deployedTables(), table('rtb-old', { routes: [gone] })]),
    },
  ],
  fail: [
    {
      name: 'no VPC',
      artifacts: { subnets: { main: null }, tables: { main: null } },
      message: 'The VPC does not exist.',
    },
    {
      name: 'a VPC without subnets has nothing to judge',
      artifacts: { ...deployed(), subnets: { main: {} } },
      message: 'The VPC has no subnet.',
    },
    {
      name: 'a NAT gateway that is gone',
      artifacts: deployed(tablesWith('rtb-private-a', { routes: [gone] })),
      message: 'A route leads to something that is gone.',
      details: ['Black hole in rtb-private-a: 0.0.0.0/0 to nat-a.'],
    },
    {
      name: 'a peering connection of IPv6 in the main table',
      artifacts: deployed(
        tablesWith('rtb-main', { routes: [route('fd00::/8', 'pcx-1', 'blackhole')] }),
      ),
      message: 'A route leads to something that is gone.',
      details: ['Black hole in rtb-main: fd00::/8 to pcx-1.'],
    },
    {
      name: 'one that is gone beside one without a state',
      artifacts: deployed(
        tablesWith('rtb-main', { routes: [gone, route('10.8.0.0/16', 'pcx-1', null)] }),
      ),
      message: 'A route leads to something that is gone.',
    },
  ],
  unknown: [
    {
      name: 'a route without a state',
      artifacts: deployed(
        tablesWith('rtb-main', { routes: [route('10.8.0.0/16', 'pcx-1', null)] }),
      ),
      message: 'EC2 does not give the state of every route.',
    },
    {
      name: 'no table for a subnet',
      artifacts: deployed(tablesWith('rtb-main', { main: false })),
      message: 'The route tables of the VPC do not say which one holds for the subnet.',
    },
  ],
  error: [
    {
      name: 'the tables are denied',
      artifacts: { ...deployed(), tables: { main: denied('ec2:DescribeRouteTables') } },
      message: 'AWS denied ec2:DescribeRouteTables.',
    },
  ],
});
