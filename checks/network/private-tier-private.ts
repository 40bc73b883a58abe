import { routeTables } from '../../collectors/aws/ec2/route-tables.ts';
import { subnets } from '../../collectors/aws/ec2/subnets.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { effectiveTable, type Route } from './algebra/routes.ts';
import {
  NO_SUBNET,
  NO_TABLE,
  resourceOf,
  ROUTE_NEEDS,
  routesFromInternet,
  SEVERAL_SUBNETS,
  subnetNamed,
  undecidedRoutes,
} from './deployed.ts';
import { declaredSubnets } from './subjects.ts';

export default defineCheck({
  id: 'network/private-tier-private',
  title: 'Private and database subnets have no route from the internet',
  risk: 'A task or a database that gets a public address can be reached from the internet.',
  remediation:
    'Associate the subnet with a route table whose public addresses lead to a NAT gateway or nowhere.',
  fix: {
    cli: 'aws ec2 associate-route-table --route-table-id <table> --subnet-id <subnet>',
    cdk: 'new ec2.Vpc(this, "<id>", { subnetConfiguration: [{ name: "<name>", subnetType: ec2.SubnetType.PRIVATE_ISOLATED }] })',
  },
  severity: 'critical',
  resourceType: 'AWS::EC2::Subnet',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html',
  ],
  controls: [],
  proves: ['security/vpc', 'security/egress', 'aurora/protection'],
  needs: { subnets, tables: routeTables, ...ROUTE_NEEDS },
  none: 'The spec declares no private or database subnet.',
  subjects: (spec) => declaredSubnets(spec, ['private', 'database']),

  evaluate({ vpc, subnet: name, declaredSubnet }, artifacts) {
    const expected = { tier: declaredSubnet.tier, internetRoutes: [] };

    const found = subnetNamed(artifacts.subnets.get(vpc), name);
    if (found === null) return fail(NO_SUBNET, expected, {});
    if (found === 'several') return unknown(SEVERAL_SUBNETS);
    const table = effectiveTable(found.id, artifacts.tables.get(vpc) ?? []);
    if (table === null) return unknown(NO_TABLE);

    const { open, undecided } = routesFromInternet(table, vpc, artifacts);
    const resource = resourceOf(found);
    const actual = { routeTable: table.id, internetRoutes: open.map(describe) };
    if (open.length > 0) {
      const details = open.map((route) => `Route: ${describe(route)}.`);
      return fail('The internet has a route to the subnet.', expected, actual, {
        ...resource,
        details,
      });
    }
    if (undecided.length > 0) return undecidedRoutes(table, undecided, vpc, artifacts);
    return pass(expected, actual, resource);
  },
});

function describe({ destination, target }: Route): string {
  return `${destination ?? 'unknown'} to ${target ?? 'unknown'}`;
}
