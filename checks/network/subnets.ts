import { routeTables } from '../../collectors/aws/ec2/route-tables.ts';
import { subnets as deployedSubnets } from '../../collectors/aws/ec2/subnets.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import { effectiveTable } from './algebra/routes.ts';
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

/** Zones in which the subnets of one tier must lie, at least. */
const MINIMUM_ZONES = 2;

/** That private and database subnets have no route from the internet is the rule of a check of its own. */
export default defineCheck({
  id: 'network/subnets',
  title:
    'Subnet has the declared block and zone, its tier lies in two zones, and a public one has a route from the internet',
  risk: 'Tasks cannot be placed, the load balancer is not reached, or the loss of one zone is the loss of a tier.',
  remediation:
    'Create the subnet as declared, and give public ones a route to the internet gateway.',
  fix: {
    cli: 'aws ec2 create-subnet --vpc-id <vpc> --cidr-block <cidr> --availability-zone <zone>',
    cdk: 'new ec2.Vpc(this, "<id>", { maxAzs: 2, subnetConfiguration: [{ name: "<name>", subnetType: ec2.SubnetType.<type>, cidrMask: <bits> }] })',
  },
  severity: 'high',
  resourceType: 'AWS::EC2::Subnet',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Subnet.html',
  ],
  controls: [],
  proves: ['security/vpc'],
  needs: { subnets: deployedSubnets, tables: routeTables, ...ROUTE_NEEDS },
  none: 'The spec declares no subnet.',
  subjects: (spec) => declaredSubnets(spec, ['public', 'private', 'database']),

  evaluate({ vpc, subnet: name, declared, declaredSubnet }, artifacts) {
    const { tier, cidr, availabilityZone } = declaredSubnet;
    const isPublic = tier === 'public';
    const expected = { tier, cidr, availabilityZone, tierZonesAtLeast: MINIMUM_ZONES };

    const deployed = artifacts.subnets.get(vpc);
    const found = subnetNamed(deployed, name);
    if (found === null) return fail(NO_SUBNET, expected, {});
    if (found === 'several') return unknown(SEVERAL_SUBNETS);

    const { subnet } = found;
    const names = Object.keys(declared.subnets).filter(
      (other) => declared.subnets[other]?.tier === tier,
    );
    const zones = Object.values(deployed ?? {}).flatMap((other) =>
      other.availabilityZone !== null && names.includes(other.name ?? '')
        ? [other.availabilityZone]
        : [],
    );
    const tierZones = [...new Set(zones)].sort();
    const { state } = subnet;
    const actual = {
      cidr: subnet.cidr,
      availabilityZone: subnet.availabilityZone,
      tierZones,
      state,
    };
    const resource = resourceOf(found);
    if (subnet.cidr !== cidr) {
      return fail('The subnet has another block than declared.', expected, actual, resource);
    }
    if (subnet.availabilityZone === null) {
      return unknown('EC2 does not give the zone of the subnet.');
    }
    if (subnet.availabilityZone !== availabilityZone) {
      return fail('The subnet lies in another zone than declared.', expected, actual, resource);
    }
    if (tierZones.length < MINIMUM_ZONES) {
      return fail('The tier of the subnet lies in one zone.', expected, actual, resource);
    }
    if (isPublic) {
      const table = effectiveTable(found.id, artifacts.tables.get(vpc) ?? []);
      if (table === null) return unknown(NO_TABLE);
      const { open, undecided } = routesFromInternet(table, vpc, artifacts);
      if (open.length === 0) {
        return undecided.length > 0
          ? undecidedRoutes(table, undecided, vpc, artifacts)
          : fail('The public subnet has no route from the internet.', expected, actual, resource);
      }
    }
    if (state === 'pending') {
      return unsettled('The subnet is being created.', expected, actual, resource);
    }
    if (state !== 'available') return unknown('EC2 does not say that the subnet is available.');
    return pass(expected, actual, resource);
  },
});
