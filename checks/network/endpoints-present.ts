import { routeTables } from '../../collectors/aws/ec2/route-tables.ts';
import { securityGroups } from '../../collectors/aws/ec2/security-groups.ts';
import { subnets, type Subnets } from '../../collectors/aws/ec2/subnets.ts';
import { vpcEndpoints, type VpcEndpoint } from '../../collectors/aws/ec2/vpc-endpoints.ts';
import { defineCheck } from '../../core/check.ts';
import type { Facts } from '../../core/json.ts';
import { fail, pass, unknown, unsettled, type Judgement } from '../../core/judgement.ts';
import type { NetworkSpec } from '../../core/spec/sections/network.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { idsNamed } from '../sg/deployed.ts';
import { effectiveTable } from './algebra/routes.ts';
import { NO_TABLE, NO_VPC, subnetNamed, type DeployedSubnet } from './deployed.ts';
import { isFor, stateOf, type DeclaredEndpoint } from './endpoints.ts';
import { declaredNetwork, type NetworkSubject } from './subjects.ts';

interface EndpointSubject extends NetworkSubject, DeclaredEndpoint {}

export default defineCheck({
  id: 'network/endpoints-present',
  title: 'Declared VPC endpoint is available and in use in every zone of the private subnets',
  risk: 'Calls to AWS leave through the NAT gateway, at its price, or do not get out at all.',
  remediation:
    'Create the endpoint: a gateway in the route tables of the private subnets, an interface with private DNS in each of their zones.',
  fix: {
    cli: 'aws ec2 create-vpc-endpoint --vpc-id <vpc> --vpc-endpoint-type Interface --service-name <service> --subnet-ids <subnet> <subnet> --security-group-ids <group> --private-dns-enabled',
    cdk: 'vpc.addInterfaceEndpoint("<id>", { service: ec2.InterfaceVpcEndpointAwsService.<service>, privateDnsEnabled: true })',
  },
  severity: 'high',
  resourceType: 'AWS::EC2::VPCEndpoint',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/privatelink/interface-endpoints.html',
    'https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html',
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html',
  ],
  controls: [
    'Security Hub 2026-08 EC2.10',
    'Security Hub 2026-08 EC2.55',
    'Security Hub 2026-08 EC2.56',
    'Security Hub 2026-08 EC2.57',
  ],
  proves: ['security/endpoints'],
  needs: { endpoints: vpcEndpoints, subnets, tables: routeTables, groups: securityGroups },
  none: 'The spec declares no VPC endpoint.',
  subjects: declaredEndpoints,

  evaluate(subject, artifacts, context) {
    const { vpc, declared, type, service } = subject;
    const expected = { service, type, state: 'available' };

    const endpoints = artifacts.endpoints.get(vpc);
    const deployed = artifacts.subnets.get(vpc);
    if (endpoints === null || deployed === null) return fail(NO_VPC, expected, {});
    const found = Object.values(endpoints).filter((one) => isFor(one, subject, context.region));
    const available = found.filter((one) => stateOf(one) === 'available');
    const states = found.map(({ state }) => state);
    if (available.length === 0) {
      if (found.some((one) => stateOf(one) === 'pending')) {
        return unsettled('The endpoint is being created.', expected, { states });
      }
      if (states.includes(null)) return unknown('EC2 does not give the state of the endpoint.');
      const message =
        found.length === 0 ? 'The endpoint does not exist.' : 'The endpoint is not available.';
      return fail(message, expected, { states });
    }

    const names = privateSubnets(declared);
    const places = names
      .map((name) => subnetNamed(deployed, name))
      .filter((place) => place !== 'several' && place !== null);
    if (places.length === 0 || places.length < names.length) {
      return unknown('The private subnets that use the endpoint cannot be told.');
    }
    if (type === 'Gateway') {
      const tables = artifacts.tables.get(vpc) ?? [];
      const used = places.map(({ id }) => effectiveTable(id, tables)?.id ?? null);
      return judgeGateway(available, used, expected);
    }
    const inZones = judgeInterface(available, places, deployed, expected);
    const group = declared.endpoints.securityGroup;
    if (inZones.status !== 'pass' || group === undefined) return inZones;
    return judgeGroups(available, idsNamed(artifacts.groups.get(vpc), group), group, inZones);
  },
});

type Passed = Extract<Judgement, { status: 'pass' }>;

function judgeGateway(
  available: readonly VpcEndpoint[],
  used: readonly (string | null)[],
  expected: Facts,
): Judgement {
  const attached = new Set(available.flatMap(({ routeTables: ids }) => ids ?? []));
  const missing = [...new Set(used)].filter((id) => id !== null && !attached.has(id));
  const actual = { state: 'available', routeTablesWithout: missing };
  if (available.some(({ routeTables: ids }) => ids === null)) {
    return unknown('EC2 does not give the route tables of the endpoint.');
  }
  if (missing.length > 0) {
    return fail('Private subnets have no route to the endpoint.', expected, actual);
  }
  return used.includes(null) ? unknown(NO_TABLE) : pass(expected, actual);
}

/** An interface is found by the service's own name, and is in use where it stands in the zone of the caller. */
function judgeInterface(
  available: readonly VpcEndpoint[],
  places: readonly DeployedSubnet[],
  deployed: Subnets,
  expected: Facts,
): Judgement {
  if (available.some(({ privateDns, subnets: ids }) => privateDns === null || ids === null)) {
    return unknown('EC2 does not give the subnets and the private DNS of the endpoint.');
  }
  const named = available.filter(({ privateDns }) => privateDns === true);
  if (named.length === 0) {
    return fail('The endpoint has no private DNS, so nothing calls it.', expected, {
      state: 'available',
      privateDns: false,
    });
  }
  const wanted = places.map(({ subnet }) => subnet.availabilityZone);
  const zones = named.flatMap(({ subnets: ids }) =>
    (ids ?? []).map((id) => deployed[id]?.availabilityZone ?? null),
  );
  if ([...wanted, ...zones].includes(null)) {
    return unknown('EC2 does not give the zones of the endpoint and of the private subnets.');
  }
  const missing = [...new Set(wanted)].filter((zone) => !zones.includes(zone)).sort();
  const actual = { state: 'available', privateDns: true, zonesWithout: missing };
  return missing.length > 0
    ? fail('The endpoint is missing in a zone of the private subnets.', expected, actual)
    : pass(expected, actual);
}

function judgeGroups(
  available: readonly VpcEndpoint[],
  declared: readonly string[],
  name: string,
  passed: Passed,
): Judgement {
  const attached = available.map(({ groups }) => groups);
  if (attached.includes(null)) {
    return unknown('EC2 does not give the security groups of the endpoint.');
  }
  const expected = { ...passed.expected, securityGroup: name };
  const actual = {
    ...passed.actual,
    securityGroups: [...new Set(attached.flatMap((ids) => ids ?? []))],
  };
  return attached.every((ids) => ids?.length === 1 && declared.includes(ids[0] ?? ''))
    ? pass(expected, actual)
    : fail('The endpoint has other security groups than declared.', expected, actual);
}

function privateSubnets({ subnets: all }: NetworkSpec): readonly string[] {
  return Object.keys(all).filter((name) => all[name]?.tier === 'private');
}

function declaredEndpoints(spec: Spec): readonly EndpointSubject[] {
  return declaredNetwork(spec).flatMap((network) => {
    const { endpoints } = network.declared;
    const isUsed = privateSubnets(network.declared).length > 0;
    const all = (type: DeclaredEndpoint['type'], key: 'interface' | 'gateway') =>
      endpoints[key].map((service, index) => ({
        ...network,
        name: `${key} ${service}`,
        path: ['network', 'endpoints', key, index],
        type,
        service,
        ...(isUsed
          ? {}
          : { notApplicable: 'The spec declares no private subnet that uses the endpoint.' }),
      }));
    const listed = [...all('Interface', 'interface'), ...all('Gateway', 'gateway')];
    // A service that is declared twice is one subject.
    return listed.filter(
      ({ name }, index) => listed.findIndex((other) => other.name === name) === index,
    );
  });
}
