import { groupPrefixLists } from '../../collectors/aws/ec2/group-prefix-lists.ts';
import { securityGroups } from '../../collectors/aws/ec2/security-groups.ts';
import { subnets } from '../../collectors/aws/ec2/subnets.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { declaredFlows, ENDPOINTS, INTERNET, type DeclaredFlow } from '../network/flows.ts';
import { addressesOf, type Addresses } from './algebra/addresses.ts';
import { EVERYWHERE } from './algebra/cidr.ts';
import type { Flow, Half } from './algebra/path.ts';
import type { Direction } from './algebra/rule.ts';
import { groupNamed, SEVERAL } from './deployed.ts';
import { addressesInNamed, attachedGroups, halfBetween } from './endpoints.ts';

/** Judges the declared groups of both ends. The way to a database is judged by another check, from what is attached. */
export default defineCheck({
  id: 'sg/path-app-to-deps',
  title: 'Security groups on both sides let the declared flow pass',
  risk: 'Services start, and time out on their first call.',
  remediation: 'Add the half that is missing: egress of the sender, or ingress of the receiver.',
  fix: {
    cli: 'aws ec2 authorize-security-group-ingress --group-id <group> --ip-permissions "IpProtocol=tcp,FromPort=<port>,ToPort=<port>,UserIdGroupPairs=[{GroupId=<client-group>}]"',
    cdk: 'service.connections.allowTo(other, ec2.Port.tcp(<port>))',
  },
  severity: 'high',
  resourceType: 'AWS::EC2::SecurityGroup',
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html'],
  controls: [],
  proves: ['security/security-groups'],
  needs: { groups: securityGroups, lists: groupPrefixLists, subnets },
  none: 'The spec declares no flow.',
  subjects: flowsBetweenGroups,

  evaluate({ vpc, from, to, port, fromSubnets, toSubnets }, artifacts, context) {
    const expected = { port, egress: 'open', ingress: 'open' };
    const groups = artifacts.groups.get(vpc);
    if (groups === null) return fail('The VPC does not exist.', expected, {});
    const sender = from === INTERNET ? null : groupNamed(groups, from);
    const receiver = groupNamed(groups, to);
    if (sender === 'several' || receiver === 'several') return unknown(SEVERAL);
    if (receiver === null || (sender === null && from !== INTERNET)) {
      return fail('A security group of the flow does not exist.', expected, {});
    }

    const flow: Flow = { protocol: 'tcp', ports: { from: port, to: port + 1 } };
    const attached = (direction: Direction, id: string) =>
      attachedGroups(direction, [id], groups, artifacts.lists, context);
    const inward = attached('ingress', receiver.id);
    const outward = sender === null ? null : attached('egress', sender.id);
    const between = (fromAddresses: Addresses | null, toAddresses: Addresses | null) => {
      const ingress = halfBetween('ingress', inward, flow, {
        groups: sender === null ? [] : [sender.id],
        addresses: fromAddresses,
      });
      const egress: Half =
        outward === null
          ? 'open'
          : halfBetween('egress', outward, flow, { groups: [receiver.id], addresses: toAddresses });
      return { egress, ingress };
    };
    const everywhere = addressesOf([EVERYWHERE[4]]);
    const byGroup = between(sender === null ? everywhere : null, null);
    const isOpen = byGroup.egress === 'open' && byGroup.ingress === 'open';
    // Blocks of addresses count as well, so where the two sides are matters now.
    const path = isOpen ? byGroup : located();
    function located() {
      const deployed = artifacts.subnets.get(vpc) ?? {};
      return between(
        sender === null ? everywhere : addressesInNamed(fromSubnets, deployed),
        addressesInNamed(toSubnets, deployed),
      );
    }
    const actual = { port, ...path };
    if (path.egress === 'closed' || path.ingress === 'closed') {
      return fail(messageFor(path), expected, actual);
    }
    return path.egress === 'undecided' || path.ingress === 'undecided'
      ? unknown('Not all that the flow depends on can be seen.')
      : pass(expected, actual);
  },
});

function messageFor({ egress, ingress }: { egress: Half; ingress: Half }): string {
  if (egress === 'closed' && ingress === 'closed') {
    return 'The sender lets the flow not out, and the receiver not in.';
  }
  return egress === 'closed'
    ? 'The security group of the sender does not let the flow out.'
    : 'The security group of the receiver does not let the flow in.';
}

/** A flow to a database is left out: it is judged by what is attached. */
function flowsBetweenGroups(spec: Spec): readonly DeclaredFlow[] {
  return declaredFlows(spec)
    .filter(({ to }) => spec.securityGroups?.[to]?.role !== 'database')
    .map((flow) =>
      flow.to === ENDPOINTS
        ? { ...flow, notApplicable: 'The spec declares no security group of the endpoints.' }
        : flow,
    );
}
