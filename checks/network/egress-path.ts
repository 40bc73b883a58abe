import { natGateways } from '../../collectors/aws/ec2/nat-gateways.ts';
import { routeTables, type RouteTables } from '../../collectors/aws/ec2/route-tables.ts';
import { subnets } from '../../collectors/aws/ec2/subnets.ts';
import { defineCheck, type ArtifactsOf } from '../../core/check.ts';
import { fail, pass, unknown, unsettled, type Judgement } from '../../core/judgement.ts';
import type { NetworkSpec } from '../../core/spec/sections/network.ts';
import { effectiveTable, leadEverywhere } from './algebra/routes.ts';
import { calledFrom } from './calls.ts';
import {
  NO_SUBNET,
  NO_TABLE,
  resourceOf,
  ROUTE_NEEDS,
  routeLists,
  routesFromInternet,
  SEVERAL_SUBNETS,
  subnetNamed,
} from './deployed.ts';
import { serves, type DeclaredEndpoint } from './endpoints.ts';
import { declaredSubnets } from './subjects.ts';
import { wayOut, type WayOut } from './way-out.ts';

/**
 * What a task on Fargate needs to start without a way to the internet.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
 */
const FARGATE: readonly DeclaredEndpoint[] = [
  { type: 'Interface', service: 'ecr.api' },
  { type: 'Interface', service: 'ecr.dkr' },
  { type: 'Interface', service: 'logs' },
  { type: 'Gateway', service: 's3' },
];

/** How the default route of the subnet fares. */
type Fate = 'open' | 'moving' | 'undecided' | 'closed';

export default defineCheck({
  id: 'network/egress-path',
  title: 'Private subnet has a way out, or endpoints for all that tasks call',
  risk: 'Tasks cannot pull their images, read their secrets or write their logs, and do not start.',
  remediation:
    'Give the subnet a default route to a NAT gateway that works, or create the missing endpoints.',
  fix: {
    cli: 'aws ec2 create-route --route-table-id <table> --destination-cidr-block 0.0.0.0/0 --nat-gateway-id <nat>',
    cdk: 'new ec2.Vpc(this, "<id>", { subnetConfiguration: [{ name: "<name>", subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }] })',
  },
  severity: 'high',
  resourceType: 'AWS::EC2::Subnet',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html',
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html',
  ],
  controls: [],
  proves: ['security/egress', 'security/endpoints'],
  needs: {
    subnets,
    tables: routeTables,
    gateways: natGateways,
    ...ROUTE_NEEDS,
  },
  none: 'The spec declares no private subnet.',
  subjects: (spec) =>
    declaredSubnets(spec, ['private']).map((subject) => ({
      ...subject,
      called: calledFrom(spec, subject.subnet),
    })),

  evaluate({ vpc, subnet: name, declared, called }, artifacts, context): Judgement {
    const required = requiredEndpoints(declared, called);
    const expected = {
      defaultRouteTo: ['nat gateway'],
      orEndpoints: required.map(({ service }) => service),
    };

    const found = subnetNamed(artifacts.subnets.get(vpc), name);
    if (found === null) return fail(NO_SUBNET, expected, {});
    if (found === 'several') return unknown(SEVERAL_SUBNETS);
    const tables = artifacts.tables.get(vpc) ?? [];
    const table = effectiveTable(found.id, tables);
    if (table === null) return unknown(NO_TABLE);

    const out = wayOut(table.routes, artifacts.gateways.get(vpc) ?? {});
    const fate = fateOf(out, tables, (own) => onwardFate(own, vpc, artifacts));
    const defaultRoute = { leadsTo: out.kind, id: 'id' in out ? out.id : null, state: fate };
    const resource = resourceOf(found);
    if (fate === 'open') return pass(expected, { defaultRoute }, resource);

    const endpoints = Object.values(artifacts.endpoints.get(vpc) ?? {});
    const missing = required
      .filter(
        (one) => !endpoints.some((endpoint) => serves(endpoint, one, table.id, context.region)),
      )
      .map(({ service }) => service);
    const actual = { defaultRoute, missingEndpoints: missing };
    if (missing.length === 0) return pass(expected, actual, resource);
    switch (fate) {
      case 'moving':
        return unsettled('The NAT gateway is being created.', expected, actual, resource);
      case 'undecided':
        return unknown('What is behind the default route cannot be seen.');
      case 'closed': {
        // SQS, DynamoDB and the like use a key on behalf of whoever may use it.
        const isPerhapsIndirect = ({ service }: DeclaredEndpoint) =>
          service === 'kms' && !declared.endpoints.interface.includes(service);
        if (required.filter(({ service }) => missing.includes(service)).every(isPerhapsIndirect)) {
          return unknown(
            'The subnet has no way out and no endpoint for KMS, and whether its tasks call KMS themselves or by other services is not known.',
          );
        }
        const details = missing.map((service) => `No endpoint in use for ${service}.`);
        const message = 'The subnet has no way out, and not all endpoints that tasks need.';
        return fail(message, expected, actual, { ...resource, details });
      }
    }
  },
});

function requiredEndpoints(
  { endpoints }: NetworkSpec,
  called: readonly DeclaredEndpoint[],
): readonly DeclaredEndpoint[] {
  const declared: readonly DeclaredEndpoint[] = [
    ...endpoints.interface.map((service) => ({ type: 'Interface', service }) as const),
    ...endpoints.gateway.map((service) => ({ type: 'Gateway', service }) as const),
  ];
  const names = new Set(declared.map(({ service }) => service));
  return [...declared, ...[...FARGATE, ...called].filter(({ service }) => !names.has(service))];
}

function fateOf(
  out: WayOut,
  tables: RouteTables,
  onward: (table: RouteTables[number]) => Fate,
): Fate {
  switch (out.kind) {
    case 'none':
    case 'dead':
      return 'closed';
    case 'internet-gateway':
      // It serves public addresses, which nothing in a private subnet has.
      return 'closed';
    case 'other':
    case 'unread':
      return 'undecided';
    case 'nat': {
      const { gateway } = out;
      if (gateway?.state === 'pending') return 'moving';
      if (gateway?.state === undefined || gateway.state === null) return 'undecided';
      // EC2 makes a public gateway unless it is told otherwise: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNatGateway.html
      if (gateway.state !== 'available' || gateway.connectivity === 'private') return 'closed';
      // A regional gateway stands in no subnet and has a route table of its own.
      if (gateway.availabilityMode === 'regional') return 'open';
      const own = gateway.subnet === null ? null : effectiveTable(gateway.subnet, tables);
      return own === null ? 'undecided' : onward(own);
    }
  }
}

/** How what has left by a NAT gateway fares in its own subnet. Which addresses tasks call is not known: it must be all. */
function onwardFate(
  own: RouteTables[number],
  vpc: string,
  artifacts: ArtifactsOf<typeof ROUTE_NEEDS>,
): Fate {
  const { open, undecided } = routesFromInternet(own, vpc, artifacts);
  if (leadEverywhere(open, routeLists(own, vpc, artifacts))) return 'open';
  return undecided.length > 0 ? 'undecided' : 'closed';
}
