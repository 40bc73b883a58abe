import { natGateways } from '../../collectors/aws/ec2/nat-gateways.ts';
import { routeTables } from '../../collectors/aws/ec2/route-tables.ts';
import { subnets } from '../../collectors/aws/ec2/subnets.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { effectiveTable } from './algebra/routes.ts';
import { NO_SUBNET, NO_TABLE, resourceOf, SEVERAL_SUBNETS, subnetNamed } from './deployed.ts';
import { declaredSubnets, type SubnetSubject } from './subjects.ts';
import { wayOut } from './way-out.ts';

/** Only the gateway that the subnet's own default route leads to counts; one that nothing uses saves nobody. */
export default defineCheck({
  id: 'network/nat-az-resilience',
  title: 'Private subnet leaves through a NAT gateway of the declared kind',
  risk: 'The loss of one zone takes the way out from the tasks of the others.',
  remediation:
    'Create a NAT gateway in the zone of the subnet, or a regional one, and lead the default route to it.',
  fix: {
    cli: 'aws ec2 create-nat-gateway --subnet-id <public-subnet> --allocation-id <eip>',
    cdk: 'new ec2.Vpc(this, "<id>", { natGateways: 2 })',
  },
  severity: 'medium',
  resourceType: 'AWS::EC2::NatGateway',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NatGateway.html',
  ],
  controls: [],
  proves: ['security/egress'],
  needs: { subnets, tables: routeTables, gateways: natGateways },
  none: 'The spec declares no private subnet.',
  subjects: natSubnets,

  evaluate({ vpc, subnet: name, declared }, artifacts) {
    const { mode } = declared.nat;
    const deployed = artifacts.subnets.get(vpc);
    const found = subnetNamed(deployed, name);
    const zone = found === null || found === 'several' ? null : found.subnet.availabilityZone;
    const expected = { mode, state: 'available', zone };
    if (found === null) return fail(NO_SUBNET, expected, {});
    if (found === 'several') return unknown(SEVERAL_SUBNETS);
    const table = effectiveTable(found.id, artifacts.tables.get(vpc) ?? []);
    if (table === null) return unknown(NO_TABLE);

    const out = wayOut(table.routes, artifacts.gateways.get(vpc) ?? {});
    const resource = resourceOf(found);
    if (out.kind === 'unread') return unknown('The default route of the subnet cannot be read.');
    if (out.kind !== 'nat') {
      const message = 'The default route of the subnet does not lead to a NAT gateway.';
      return fail(message, expected, { leadsTo: out.kind }, resource);
    }
    const { id, gateway } = out;
    if (gateway === null) return unknown('EC2 does not list the NAT gateway of the subnet.');

    const { state, availabilityMode } = gateway;
    const natZone = gateway.subnet === null ? null : deployed?.[gateway.subnet]?.availabilityZone;
    const actual = { gateway: id, state, availabilityMode, zone: natZone ?? null };
    if (state === 'pending') {
      return unsettled('The NAT gateway is being created.', expected, actual, resource);
    }
    if (state === null) return unknown('EC2 does not give the state of the NAT gateway.');
    if (state !== 'available') {
      return fail('The NAT gateway of the subnet is not available.', expected, actual, resource);
    }
    const isRegional = availabilityMode === 'regional';
    switch (mode) {
      case 'none':
      case 'single':
        break;
      case 'regional':
        // One that stands in a subnet is zonal, also where EC2 does not say so.
        if (availabilityMode === null && gateway.subnet === null) {
          return unknown('EC2 does not give the kind of the NAT gateway.');
        }
        if (!isRegional) {
          return fail('The NAT gateway of the subnet is not regional.', expected, actual, resource);
        }
        break;
      case 'per-zone':
        if (isRegional) break;
        if (zone === null || natZone === null || natZone === undefined) {
          return unknown('EC2 does not give the zones of the subnet and its NAT gateway.');
        }
        if (natZone !== zone) {
          const message = 'The NAT gateway of the subnet stands in another zone.';
          return fail(message, expected, actual, resource);
        }
        break;
    }
    return pass(expected, actual, resource);
  },
});

function natSubnets(spec: Spec): readonly SubnetSubject[] {
  return declaredSubnets(spec, ['private']).map((subject) =>
    subject.declared.nat.mode === 'none'
      ? { ...subject, notApplicable: 'The spec declares no NAT gateway.' }
      : subject,
  );
}
