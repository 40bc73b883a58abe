import { routeTables } from '../../collectors/aws/ec2/route-tables.ts';
import { subnets } from '../../collectors/aws/ec2/subnets.ts';
import { auroraClusterSubnets } from '../../collectors/aws/rds/cluster-subnets.ts';
import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { effectiveTable } from '../network/algebra/routes.ts';
import {
  NO_TABLE,
  NO_VPC,
  ROUTE_NEEDS,
  routesFromInternet,
  SEVERAL_SUBNETS,
  subnetNamed,
  undecidedRoutes,
} from '../network/deployed.ts';
import { placedClusters } from './placed.ts';
import { ABSENT, MIN_ZONES, NO_CLUSTERS } from './subjects.ts';

/** Judges the group that is attached. A subnet that is not in it cannot hold a member, whatever the spec says. */
export default defineCheck({
  id: 'aurora/subnet-group',
  title:
    'The Aurora cluster stands in exactly the declared subnets, which the internet cannot reach',
  risk: 'A member of the database starts in a subnet that is public, or that nobody has protected.',
  remediation: 'Give the subnet group exactly the declared subnets.',
  fix: {
    cli: 'aws rds modify-db-subnet-group --db-subnet-group-name <group> --subnet-ids <subnet> <subnet>',
    cdk: 'new rds.DatabaseCluster(this, "<id>", { subnetGroup: new rds.SubnetGroup(this, "<id>", { vpc, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } }) })',
  },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html',
  ],
  controls: [],
  proves: ['security/vpc', 'aurora/protection'],
  needs: {
    clusters: auroraClusters,
    clusterSubnets: auroraClusterSubnets,
    subnets,
    tables: routeTables,
    ...ROUTE_NEEDS,
  },
  none: NO_CLUSTERS,
  subjects: placedClusters,

  evaluate({ name, vpc, declared }, artifacts) {
    const { subnetGroup, availabilityZones } = declared;
    const expected = {
      subnetGroup: subnetGroup.name,
      subnets: [...subnetGroup.subnets].sort(),
      minAvailabilityZones: Math.max(MIN_ZONES, availabilityZones),
      internetRoutes: [],
    };
    const cluster = artifacts.clusters.get(name);
    if (cluster === null) return fail(ABSENT, expected, {});

    const resource = { resource: cluster.arn };
    if (cluster.subnetGroup === null) {
      return unknown('AWS does not say in which subnet group the cluster is.');
    }
    const attached = { subnetGroup: cluster.subnetGroup };
    // RDS keeps names of subnet groups in lower case.
    if (cluster.subnetGroup !== subnetGroup.name.toLowerCase()) {
      return fail('The cluster is in another subnet group.', expected, attached, resource);
    }
    const ids = artifacts.clusterSubnets.get(name);
    if (ids === null) {
      return fail('The subnet group does not exist.', expected, attached, resource);
    }
    const deployed = artifacts.subnets.get(vpc);
    if (deployed === null) return fail(NO_VPC, expected, attached, resource);

    const labels = ids.map((id) => deployed[id]?.name ?? id);
    const found = { ...attached, subnets: [...labels].sort() };
    const extra = labels.filter((label) => !expected.subnets.includes(label));
    const missing = expected.subnets.filter((subnet) => !labels.includes(subnet));
    if (extra.length > 0 || missing.length > 0) {
      return fail('The subnet group has other subnets than declared.', expected, found, {
        ...resource,
        details: [
          ...extra.map((label) => `${label} is in the group and not declared.`),
          ...missing.map((label) => `${label} is declared and not in the group.`),
        ],
      });
    }
    // The group may hold the wrong one of them.
    if (labels.some((label) => subnetNamed(deployed, label) === 'several')) {
      return unknown(SEVERAL_SUBNETS);
    }

    const zones = new Set(ids.flatMap((id) => deployed[id]?.availabilityZone ?? []));
    const tables = artifacts.tables.get(vpc) ?? [];
    const routes = ids.map((id, index) => {
      const table = effectiveTable(id, tables);
      const label = labels[index] ?? id;
      return table === null
        ? { label, table: null, open: [], undecided: [] }
        : { label, table, ...routesFromInternet(table, vpc, artifacts) };
    });
    const open = routes.filter((route) => route.open.length > 0).map(({ label }) => label);
    const actual = { ...found, availabilityZones: [...zones].sort(), internetRoutes: open };
    if (open.length > 0) {
      return fail('The internet has a route to a subnet of the database.', expected, actual, {
        ...resource,
        details: open.map((label) => `The internet has a route to ${label}.`),
      });
    }
    if (zones.size < expected.minAvailabilityZones) {
      if (ids.some((id) => deployed[id]?.availabilityZone === null)) {
        return unknown('EC2 does not say in which zone a subnet is.');
      }
      return fail('The subnets stand in too few zones.', expected, actual, resource);
    }
    for (const { table, undecided } of routes) {
      if (table === null) return unknown(NO_TABLE);
      if (undecided.length > 0) return undecidedRoutes(table, undecided, vpc, artifacts);
    }
    return pass(expected, actual, resource);
  },
});
