import { groupPrefixLists } from '../../collectors/aws/ec2/group-prefix-lists.ts';
import { networkAcls } from '../../collectors/aws/ec2/network-acls.ts';
import { routePrefixLists } from '../../collectors/aws/ec2/route-prefix-lists.ts';
import { routeTables } from '../../collectors/aws/ec2/route-tables.ts';
import { securityGroups } from '../../collectors/aws/ec2/security-groups.ts';
import { subnets } from '../../collectors/aws/ec2/subnets.ts';
import { vpcEndpoints } from '../../collectors/aws/ec2/vpc-endpoints.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { groupNamed, SEVERAL } from '../sg/deployed.ts';
import { addressesOf } from '../sg/algebra/addresses.ts';
import { EVERYWHERE } from '../sg/algebra/cidr.ts';
import type { PrefixLists } from '../sg/algebra/coverage.ts';
import { publicPart } from '../sg/algebra/public.ts';
import { NO_SUBNET, NO_VPC, SEVERAL_SUBNETS, subnetNamed } from './deployed.ts';
import { endOf, type DeployedVpc } from './ends.ts';
import { declaredFlows, ENDPOINTS, INTERNET, type DeclaredFlow } from './flows.ts';
import { stepsOf, type Step } from './reachability/flow.ts';
import type { Origin } from './reachability/place.ts';

/** Everybody who may call from the internet, over IPv4: a load balancer has these addresses always, others only when it asks. */
const WORLD = publicPart(addressesOf([EVERYWHERE[4]]));

/** Judges the declared groups where the spec places them; that these are attached is judged where they belong. */
export default defineCheck({
  id: 'network/reachability',
  title: 'The declared flow arrives, and its answers return: by routes, network ACLs and groups',
  risk: 'Everything looks right by itself, and the first call from one service to another times out.',
  remediation: 'Open what the details name as closed, in the direction that they name.',
  fix: {
    cli: 'aws ec2 describe-route-tables --filters Name=association.subnet-id,Values=<subnet>',
    cdk: 'service.connections.allowTo(other, ec2.Port.tcp(<port>))',
  },
  severity: 'high',
  resourceType: 'AWS::EC2::VPC',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html',
  ],
  controls: [],
  proves: ['security/security-groups', 'security/vpc'],
  needs: {
    groups: securityGroups,
    groupLists: groupPrefixLists,
    subnets,
    acls: networkAcls,
    tables: routeTables,
    endpoints: vpcEndpoints,
    routeLists: routePrefixLists,
  },
  none: 'The spec declares no flow.',
  subjects: placedFlows,

  evaluate({ vpc, from, to, port, fromSubnets, toSubnets }, artifacts, context) {
    const expected = { port, closed: [] };
    const groups = artifacts.groups.get(vpc);
    if (groups === null) return fail(NO_VPC, expected, {});
    const isFromInternet = from === INTERNET;
    const sender = isFromInternet ? null : groupNamed(groups, from);
    const receiver = groupNamed(groups, to);
    if (sender === 'several' || receiver === 'several') return unknown(SEVERAL);
    if (receiver === null || (sender === null && !isFromInternet)) {
      return fail('A security group of the flow does not exist.', expected, {});
    }
    const deployed = artifacts.subnets.get(vpc);
    const senders = fromSubnets.map((name) => subnetNamed(deployed, name));
    const receivers = toSubnets.map((name) => subnetNamed(deployed, name));
    if ([...senders, ...receivers].includes(null)) return fail(NO_SUBNET, expected, {});
    if ([...senders, ...receivers].includes('several')) return unknown(SEVERAL_SUBNETS);

    const network: DeployedVpc = {
      groups,
      groupLists: artifacts.groupLists,
      acls: artifacts.acls.get(vpc) ?? [],
      tables: artifacts.tables.get(vpc) ?? [],
      endpoints: artifacts.endpoints.get(vpc) ?? {},
      routeLists: () => artifacts.routeLists.get(vpc) ?? [],
    };
    const end = endOf([receiver.id], receivers.filter(isOne), network, context);
    const start =
      sender === null ? null : endOf([sender.id], senders.filter(isOne), network, context);
    const origin: Origin = start?.interfaces ?? { kind: 'internet', addresses: WORLD };
    const judge = (lists: PrefixLists) => stepsOf(origin, end.interfaces, port, lists);
    // Lists are asked for only where they matter: what is not needed and not seen would cost the pass.
    const plain = judge(new Map());
    const steps = plain.some(({ half }) => half === 'undecided')
      ? judge(new Map([...end.readLists(), ...(start?.readLists() ?? [])]))
      : plain;

    const closed = steps.filter(({ half }) => half === 'closed').map(tell);
    const actual = { steps: steps.length, closed };
    if (closed.length > 0) {
      const details = closed.map((step) => `Closed: ${step}.`);
      return fail('The declared flow does not arrive, or gets no answer.', expected, actual, {
        details,
      });
    }
    const [undecided] = steps.filter(({ half }) => half === 'undecided');
    return undecided === undefined
      ? pass(expected, actual)
      : unknown(`It cannot be told whether this lets the flow pass: ${tell(undecided)}.`);
  },
});

const isOne = <Found>(found: Found | 'several' | null): found is Found =>
  found !== null && found !== 'several';

function tell(step: Step): string {
  switch (step.layer) {
    case 'groups':
      return step.direction === 'egress'
        ? 'the port out of the security group of the sender'
        : 'the port into the security group of the receiver';
    case 'routes':
      return `the routes of ${step.place.name} to ${nameOf(step.other)}`;
    case 'acl': {
      const what = step.what === 'port' ? 'the port' : 'the answers';
      return step.direction === 'egress'
        ? `${what} out of ${step.place.name} to ${nameOf(step.other)} by the network ACL`
        : `${what} into ${step.place.name} from ${nameOf(step.other)} by the network ACL`;
    }
  }
}

function nameOf(place: { readonly name: string } | null): string {
  return place?.name ?? 'the internet';
}

function placedFlows(spec: Spec): readonly DeclaredFlow[] {
  return declaredFlows(spec).map((flow) => {
    if (flow.to === ENDPOINTS) {
      return { ...flow, notApplicable: 'The spec declares no security group of the endpoints.' };
    }
    const isPlaced =
      flow.toSubnets.length > 0 && (flow.from === INTERNET || flow.fromSubnets.length > 0);
    return isPlaced
      ? flow
      : {
          ...flow,
          notApplicable: 'The spec places nothing with the security group in a subnet.',
        };
  });
}
