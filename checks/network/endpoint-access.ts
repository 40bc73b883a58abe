import { groupPrefixLists } from '../../collectors/aws/ec2/group-prefix-lists.ts';
import { securityGroups } from '../../collectors/aws/ec2/security-groups.ts';
import { subnets } from '../../collectors/aws/ec2/subnets.ts';
import { vpcEndpoints } from '../../collectors/aws/ec2/vpc-endpoints.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { withOrganization } from '../iam/organization.ts';
import { isMalformed, parseDocument, type PolicyDocument } from '../iam/policy/document.ts';
import { hasWildcard, matches } from '../iam/policy/pattern.ts';
import { isCertain, openingsOf, UNTOLD_OWNER } from '../iam/policy/public-access.ts';
import type { Flow } from '../sg/algebra/path.ts';
import { idsNamed } from '../sg/deployed.ts';
import { addressesInNamed, attachedGroups, halfBetween } from '../sg/endpoints.ts';
import { isFor, stateOf, type DeclaredEndpoint } from './endpoints.ts';
import { declaredNetwork, type NetworkSubject } from './subjects.ts';

interface EndpointSubject extends NetworkSubject, DeclaredEndpoint {
  /** The declared groups that have a flow to the endpoints. */
  readonly clients: readonly string[];
  /** Names of the subnets in which the clients stand. */
  readonly privateSubnets: readonly string[];
}

/** States of an endpoint that EC2 lists for a while and nobody can use. */
const GONE = ['deleting', 'deleted', 'failed', 'rejected', 'expired'];
const HTTPS: Flow = { protocol: 'tcp', ports: { from: 443, to: 444 } };

/** The policy is judged where AWS takes one; of an endpoint whose service takes none AWS gives the policy that admits all (N13). */
export default defineCheck({
  id: 'network/endpoint-access',
  title:
    'The VPC endpoint lets in the private subnets at 443, and by its policy this account alone',
  risk: 'Calls to AWS hang, or a task that is taken over carries data to an account of a stranger by the endpoint.',
  remediation:
    'Open port 443 of the endpoint to the tasks, and condition its policy on aws:PrincipalAccount.',
  fix: {
    cli: 'aws ec2 modify-vpc-endpoint --vpc-endpoint-id <endpoint> --policy-document file://<policy>.json',
    cdk: 'endpoint.addToPolicy(new iam.PolicyStatement({ principals: [new iam.AnyPrincipal()], actions: ["*"], resources: ["*"], conditions: { StringEquals: { "aws:PrincipalAccount": "<account>" } } }))',
  },
  severity: 'high',
  resourceType: 'AWS::EC2::VPCEndpoint',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html',
    'https://docs.aws.amazon.com/vpc/latest/privatelink/interface-endpoints.html',
  ],
  controls: [],
  proves: ['security/endpoints'],
  needs: { endpoints: vpcEndpoints, groups: securityGroups, lists: groupPrefixLists, subnets },
  none: 'The spec declares no VPC endpoint.',
  subjects: (spec) => withOrganization(endpointsOf(spec), spec),

  evaluate({ vpc, service, type, clients, privateSubnets, organization }, artifacts, context) {
    const expected = { port: type === 'Interface' ? 443 : null, openings: [], clients };
    const endpoints = Object.entries(artifacts.endpoints.get(vpc) ?? {}).filter(
      ([, endpoint]) =>
        isFor(endpoint, { service, type }, context.region) &&
        !GONE.includes(stateOf(endpoint) ?? ''),
    );
    if (endpoints.length === 0) return fail('The endpoint does not exist.', expected, {});
    const openings: string[] = [];
    const shutOut: string[] = [];
    let isUntold = type === 'Interface' && clients.length === 0;
    let hasDenials = false;
    let isOwnerUntold = false;
    for (const [id, { policy, groups: attached }] of endpoints) {
      const document = policy === null ? null : parseDocument(policy, 'resource');
      if (document === null || isMalformed(document)) isUntold = true;
      else {
        const own = { accounts: [context.account], organization };
        const all = openingsOf(judgeable(document, service, context.region), own);
        const found = all.filter(isCertain);
        if (found.length < all.length) isOwnerUntold = true;
        openings.push(...found.map(({ principal }) => principal));
        // It may take away what is let in.
        if (found.length > 0 && document.statements.some(({ effect }) => effect === 'Deny')) {
          hasDenials = true;
        }
      }
      if (type === 'Gateway') continue;
      const deployed = artifacts.groups.get(vpc);
      if (deployed === null || attached === null) {
        isUntold = true;
        continue;
      }
      const inward = attachedGroups('ingress', attached, deployed, artifacts.lists, context);
      const inSubnets = addressesInNamed(privateSubnets, artifacts.subnets.get(vpc) ?? {});
      for (const client of clients) {
        const half = halfBetween('ingress', inward, HTTPS, {
          groups: idsNamed(deployed, client),
          addresses: inSubnets,
        });
        if (half === 'closed') shutOut.push(`${id} shuts out ${client}.`);
        if (half === 'undecided') isUntold = true;
      }
    }
    const actual = { endpoints: endpoints.length, openings, shutOut };
    if (shutOut.length > 0) {
      return fail('The endpoint shuts out tasks.', expected, actual, { details: shutOut });
    }
    if (openings.length > 0 && hasDenials) {
      return unknown('Whether denials of the policy take back what it lets in is not judged.');
    }
    if (openings.length > 0) {
      return fail('The policy of the endpoint lets in others.', expected, actual, {
        details: [...new Set(openings)].map((principal) => `Let in: ${principal}.`),
      });
    }
    if (isUntold) {
      return unknown('The policy or the security groups of the endpoint cannot be told.');
    }
    return isOwnerUntold ? unknown(UNTOLD_OWNER) : pass(expected, actual);
  },
});

/** Keys that every request by the endpoint fulfils. */
const ALWAYS_TRUE = ['aws:sourcevpc', 'aws:sourcevpce', 'aws:vpcsourceip'];

/**
 * The policy without conditions that tell nobody apart here, and without what pulling an image needs: AWS signs the
 * requests for the layers itself. https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
 */
function judgeable(document: PolicyDocument, service: string, region: string): PolicyDocument {
  const layers = `arn:aws:s3:::prod-${region}-starport-layer-bucket/*`;
  const statements = document.statements.filter(
    ({ actions, resources }) =>
      !(
        service === 's3' &&
        actions.kind === 'only' &&
        actions.patterns.every(
          (pattern) => matches(pattern, 's3:getobject') && !hasWildcard(pattern),
        ) &&
        resources?.kind === 'only' &&
        resources.texts.every((text) => text === layers)
      ),
  );
  return {
    ...document,
    statements: statements.map((statement) => ({
      ...statement,
      conditions: statement.conditions.filter(({ key }) => !ALWAYS_TRUE.includes(key)),
    })),
  };
}

function endpointsOf(spec: Spec): readonly EndpointSubject[] {
  return declaredNetwork(spec).flatMap((network) => {
    const { endpoints, flows = [], subnets: declared } = network.declared;
    const declaredClients = flows.flatMap(({ from, to, port }) =>
      (to === 'endpoints' || to === endpoints.securityGroup) && port === 443 ? [from] : [],
    );
    // Where no flow says who calls, all services do.
    const services = Object.entries(spec.securityGroups ?? {}).flatMap(([name, { role }]) =>
      role === 'service' ? [name] : [],
    );
    const clients = declaredClients.length > 0 ? declaredClients : services;
    const privateSubnets = Object.keys(declared).filter(
      (name) => declared[name]?.tier === 'private',
    );
    const all = [
      ...endpoints.interface.map((service, index) => ({
        type: 'Interface' as const,
        service,
        index,
      })),
      ...endpoints.gateway.map((service, index) => ({ type: 'Gateway' as const, service, index })),
    ];
    return all.map(({ type, service, index }) => ({
      ...network,
      name: `${type.toLowerCase()} ${service}`,
      path: ['network', 'endpoints', type === 'Interface' ? 'interface' : 'gateway', index],
      type,
      service,
      clients: type === 'Interface' ? [...new Set(clients)] : [],
      privateSubnets,
    }));
  });
}
