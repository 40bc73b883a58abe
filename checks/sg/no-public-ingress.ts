import { groupPrefixLists } from '../../collectors/aws/ec2/group-prefix-lists.ts';
import { securityGroups } from '../../collectors/aws/ec2/security-groups.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { isEmpty } from './algebra/addresses.ts';
import { addressesOfPeer, beyond, type PrefixLists } from './algebra/coverage.ts';
import { describeRule } from './algebra/describe.ts';
import { publicPart } from './algebra/public.ts';
import { normalise, type Rule } from './algebra/rule.ts';
import { declaredRules } from './declared.ts';
import { addressesIn, arnOf, groupNamed, idsNamed, namesIn, rulesOf, SEVERAL } from './deployed.ts';
import { declaredGroups, NO_GROUPS } from './subjects.ts';

/**
 * A load balancer is there to be reached, so its group may let in the public at the ports that the spec declares for
 * it. Tasks, databases and endpoints are behind it: not one public address is let in, declared or not.
 */
export default defineCheck({
  id: 'sg/no-public-ingress',
  title:
    'Security group lets in nobody from the internet but at the declared ports of a load balancer',
  risk: 'A task, a database or an endpoint can be reached from the internet.',
  remediation: 'Revoke the rules with public sources and let in the security group of the client.',
  fix: {
    cli: 'aws ec2 revoke-security-group-ingress --group-id <group> --security-group-rule-ids <rule>',
    cdk: 'group.addIngressRule(ec2.Peer.securityGroupId("<client-group>"), ec2.Port.tcp(<port>))',
  },
  severity: 'critical',
  resourceType: 'AWS::EC2::SecurityGroup',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-18',
    'https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry.xhtml',
  ],
  controls: ['Security Hub 2026-08 EC2.18', 'Security Hub 2026-08 EC2.19'],
  proves: ['security/security-groups'],
  needs: { groups: securityGroups, lists: groupPrefixLists },
  none: NO_GROUPS,
  subjects: declaredGroups,

  evaluate({ vpc, group: name, declared }, { groups, lists }, context) {
    const expected = { role: declared.role, undeclaredPublicIngress: [] };

    const deployed = groups.get(vpc);
    const found = groupNamed(deployed, name);
    if (found === null) return fail('The security group does not exist.', expected, {});
    if (found === 'several') return unknown(SEVERAL);

    const { rules, unreadable } = rulesOf('ingress', found, context);
    const isListed = rules.some(({ peer }) => peer.kind === 'prefix-list');
    const listed = isListed ? lists.look(name) : null;
    const known = listed?.state === 'present' ? listed.value : [];
    const addresses = addressesIn(known);
    const exposed = rules.filter((rule) => isPublic(rule, addresses) === true);
    const wanted =
      declared.role === 'load-balancer'
        ? declaredRules('ingress', name, declared, {
            group: (peer) => idsNamed(deployed, peer),
            prefixList: (list) => known.filter((one) => one.name === list).map(({ id }) => id),
          }).rules
        : [];
    const undeclared = beyond(exposed, wanted);

    const names = namesIn(deployed, known);
    const tell = (some: readonly Rule[]) =>
      normalise(some).map((rule) => describeRule(rule, names));
    const actual = { publicIngress: tell(exposed), undeclaredPublicIngress: tell(undeclared) };
    const resource = arnOf(found, context);
    if (undeclared.length > 0) {
      const details = tell(undeclared).map((rule) => `Open to the internet: ${rule}.`);
      const message =
        declared.role === 'load-balancer'
          ? 'The load balancer lets in the internet where it is not declared.'
          : 'The security group lets in public addresses.';
      return fail(message, expected, actual, { resource, details });
    }
    if (rules.some((rule) => isPublic(rule, addresses) === null)) {
      // Throws when the lists were not seen; what is seen and cannot be read decides nothing either.
      lists.get(name);
      return unknown('The entries of a prefix list that is let in cannot be read.');
    }
    if (unreadable.length > 0) return unknown('Rules of the security group cannot be read.');
    return pass(expected, actual, { resource });
  },
});

/** Null when it depends on a prefix list that was not read. A group is as public as what is attached to it. */
function isPublic({ peer }: Rule, lists: PrefixLists): boolean | null {
  if (peer.kind === 'group') return false;
  const addresses = addressesOfPeer(peer, lists);
  return addresses === null ? null : !isEmpty(publicPart(addresses));
}
