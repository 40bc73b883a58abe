import { routeTables } from '../../collectors/aws/ec2/route-tables.ts';
import { subnets } from '../../collectors/aws/ec2/subnets.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { effectiveTable } from './algebra/routes.ts';
import { NO_TABLE, NO_VPC } from './deployed.ts';
import { declaredNetwork, NO_NETWORK } from './subjects.ts';

/** Tables that no subnet uses are not judged: a route in them leads nobody astray. */
export default defineCheck({
  id: 'network/no-blackholes',
  title: 'No route of a subnet leads to something that is gone',
  risk: 'Traffic is dropped without an answer, and the cause shows in no log of the application.',
  remediation: 'Point the route to a target that exists, or delete it.',
  fix: {
    cli: 'aws ec2 replace-route --route-table-id <table> --destination-cidr-block <cidr> --nat-gateway-id <nat>',
    cdk: 'new ec2.CfnRoute(this, "<id>", { routeTableId: "<table>", destinationCidrBlock: "<cidr>", natGatewayId: "<nat>" })',
  },
  severity: 'high',
  resourceType: 'AWS::EC2::RouteTable',
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html'],
  controls: [],
  proves: ['security/egress'],
  needs: { subnets, tables: routeTables },
  none: NO_NETWORK,
  subjects: (spec) => declaredNetwork(spec, 'vpc'),

  evaluate({ vpc }, artifacts) {
    const expected = { blackholes: [] };

    const deployed = artifacts.subnets.get(vpc);
    const tables = artifacts.tables.get(vpc);
    if (deployed === null || tables === null) return fail(NO_VPC, expected, {});
    const ids = Object.keys(deployed);
    if (ids.length === 0) return fail('The VPC has no subnet.', expected, {});

    const inUse = ids.map((id) => effectiveTable(id, tables));
    const routes = [...new Set(inUse)].flatMap((table) =>
      (table?.routes ?? []).map((route) => ({ ...route, table: table?.id ?? '' })),
    );
    const gone = routes.filter(({ state }) => state === 'blackhole');
    const told = gone.map(
      ({ table, destination, target }) =>
        `${table}: ${destination ?? 'unknown'} to ${target ?? 'unknown'}`,
    );
    if (gone.length > 0) {
      const details = told.map((route) => `Black hole in ${route}.`);
      const message = 'A route leads to something that is gone.';
      return fail(message, expected, { blackholes: told }, { details });
    }
    if (inUse.includes(null)) return unknown(NO_TABLE);
    if (routes.some(({ state }) => state === null)) {
      return unknown('EC2 does not give the state of every route.');
    }
    return pass(expected, { blackholes: told, routes: routes.length });
  },
});
