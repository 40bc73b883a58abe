import { networkAcls, type NetworkAcl } from '../../collectors/aws/ec2/network-acls.ts';
import { subnets } from '../../collectors/aws/ec2/subnets.ts';
import { defineCheck, type Subject } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { addressesOf } from '../sg/algebra/addresses.ts';
import { parseCidr } from '../sg/algebra/cidr.ts';
import type { Flow, Half } from '../sg/algebra/path.ts';
import type { Direction } from '../sg/algebra/rule.ts';
import { aclHalf } from './algebra/acl.ts';
import { NO_SUBNET, SEVERAL_SUBNETS, subnetNamed, type DeployedSubnet } from './deployed.ts';
import { declaredFlows, INTERNET } from './flows.ts';
import { ANSWERS } from './reachability/flow.ts';

interface FlowSubject extends Subject {
  readonly vpc: string;
  readonly port: number;
  /** Names of the subnets in which the spec places the two ends. */
  readonly from: readonly string[];
  readonly to: readonly string[];
}

interface Step {
  readonly what: string;
  readonly subnet: DeployedSubnet;
  readonly direction: Direction;
  readonly flow: Flow;
  readonly other: DeployedSubnet;
}

export default defineCheck({
  id: 'network/nacl-required-flows',
  title: 'Network ACLs let the declared flow and its answers pass between the subnets',
  risk: 'Connections that every security group admits are dropped at the edge of a subnet.',
  remediation:
    'Allow the port towards the receiver and ports 1024 to 65535 back to the sender, before any entry that denies them.',
  fix: {
    cli: 'aws ec2 create-network-acl-entry --network-acl-id <acl> --rule-number <number> --protocol 6 --port-range From=<port>,To=<port> --cidr-block <cidr> --rule-action allow --ingress',
    cdk: 'acl.addEntry("<id>", { ruleNumber: <number>, cidr: ec2.AclCidr.ipv4("<cidr>"), traffic: ec2.AclTraffic.tcpPort(<port>), direction: ec2.TrafficDirection.INGRESS, ruleAction: ec2.Action.ALLOW })',
  },
  severity: 'high',
  resourceType: 'AWS::EC2::NetworkAcl',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html',
  ],
  controls: [],
  proves: ['security/security-groups'],
  needs: { subnets, acls: networkAcls },
  none: 'The spec declares no flow between subnets.',
  subjects: flowsBetweenSubnets,

  evaluate({ vpc, port, from, to }, artifacts) {
    const expected = { port, answers: '1024-65535', closed: [] };

    const deployed = artifacts.subnets.get(vpc);
    const senders = from.map((name) => subnetNamed(deployed, name));
    const receivers = to.map((name) => subnetNamed(deployed, name));
    const ends = [...senders, ...receivers];
    if (ends.includes(null)) return fail(NO_SUBNET, expected, {});
    if (ends.includes('several')) return unknown(SEVERAL_SUBNETS);

    const acls = aclBySubnet(artifacts.acls.get(vpc) ?? []);
    const flow: Flow = { protocol: 'tcp', ports: { from: port, to: port + 1 } };
    const steps = found(senders).flatMap((sender) =>
      found(receivers).flatMap((receiver) => stepsBetween(sender, receiver, flow)),
    );
    const judged = steps.map((step) => ({ step, half: halfOf(step, acls) }));
    const closed = judged.filter(({ half }) => half === 'closed').map(({ step }) => tell(step));
    const actual = { steps: judged.length, closed };
    if (closed.length > 0) {
      const details = closed.map((step) => `Closed: ${step}.`);
      const isOpenThere = judged.every(
        ({ step, half }) => half !== 'closed' || step.flow === ANSWERS,
      );
      const message = isOpenThere
        ? 'A network ACL drops the answers of the flow.'
        : 'A network ACL drops the flow.';
      return fail(message, expected, actual, { details });
    }
    if (judged.some(({ half }) => half === 'undecided')) {
      return unknown('The network ACL of a subnet is not known, or an entry of it cannot be read.');
    }
    return pass(expected, actual);
  },
});

/** Network ACLs keep no state: there and back are four passages. Within one subnet there is none. */
function stepsBetween(
  sender: DeployedSubnet,
  receiver: DeployedSubnet,
  flow: Flow,
): readonly Step[] {
  if (sender.id === receiver.id) return [];
  const there = { sender, receiver, flow, what: 'the port' };
  const back = { sender: receiver, receiver: sender, flow: ANSWERS, what: 'the answers' };
  return [there, back].flatMap(({ sender: source, receiver: target, ...rest }): Step[] => [
    { ...rest, subnet: source, direction: 'egress', other: target },
    { ...rest, subnet: target, direction: 'ingress', other: source },
  ]);
}

function halfOf(
  { subnet, direction, flow, other }: Step,
  acls: ReadonlyMap<string, NetworkAcl>,
): Half {
  const acl = acls.get(subnet.id);
  const block = parseCidr(other.subnet.cidr ?? '');
  if (acl === undefined || block === null) return 'undecided';
  return aclHalf(acl.entries, direction, flow, addressesOf([block]));
}

function tell({ what, subnet, direction, other }: Step): string {
  const [own, peer] = [subnet.subnet.name ?? subnet.id, other.subnet.name ?? other.id];
  return direction === 'egress'
    ? `${what} out of ${own} to ${peer}`
    : `${what} into ${own} from ${peer}`;
}

function aclBySubnet(acls: readonly NetworkAcl[]): ReadonlyMap<string, NetworkAcl> {
  return new Map(acls.flatMap((acl) => acl.subnets.map((id) => [id, acl] as const)));
}

function found(subnetsOfEnd: readonly (DeployedSubnet | 'several' | null)[]): DeployedSubnet[] {
  return subnetsOfEnd.filter((subnet) => subnet !== null && subnet !== 'several');
}

/** The declared flows within the VPC. Those from the internet cross no second subnet by which to judge them. */
function flowsBetweenSubnets(spec: Spec): readonly FlowSubject[] {
  return declaredFlows(spec)
    .filter(({ from }) => from !== INTERNET)
    .map(({ fromSubnets: from, toSubnets: to, name, path, vpc, port }) => ({
      name,
      path,
      vpc,
      port,
      from,
      to,
      ...(from.length === 0 || to.length === 0
        ? { notApplicable: 'The spec places nothing with the security group in a subnet.' }
        : {}),
    }));
}
