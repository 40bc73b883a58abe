import {
  networkInterfaces,
  type NetworkInterface,
} from '../../collectors/aws/ec2/network-interfaces.ts';
import { securityGroups } from '../../collectors/aws/ec2/security-groups.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import type { SecurityGroupSpec } from '../../core/spec/sections/security-groups.ts';
import { arnOf, groupNamed, SEVERAL } from './deployed.ts';
import { declaredGroups, NO_GROUPS } from './subjects.ts';

export default defineCheck({
  id: 'sg/unexpected-attachments',
  title: 'Only what the security group is for is attached to it',
  risk: 'A machine that somebody started in the group reaches the database like the service does.',
  remediation: 'Give what else is attached a security group of its own.',
  fix: {
    cli: 'aws ec2 describe-network-interfaces --filters Name=group-id,Values=<group> --query "NetworkInterfaces[].[NetworkInterfaceId,Description]"',
    cdk: 'new ec2.SecurityGroup(this, "<id>", { vpc })',
  },
  severity: 'medium',
  resourceType: 'AWS::EC2::SecurityGroup',
  references: ['https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkInterface.html'],
  controls: [],
  proves: ['security/security-groups'],
  needs: { groups: securityGroups, interfaces: networkInterfaces },
  none: NO_GROUPS,
  subjects: declaredGroups,

  evaluate({ vpc, group: name, declared }, { groups, interfaces }, context) {
    const expected = { attachedTo: declared.role, others: [] };
    const deployed = groups.get(vpc);
    const found = groupNamed(deployed, name);
    if (found === null) return fail('The security group does not exist.', expected, {});
    if (found === 'several') return unknown(SEVERAL);
    const all = Object.entries(interfaces.get(vpc) ?? {});
    const attached = all.filter(([, each]) => each.groups?.includes(found.id) === true);
    const others = attached.filter(([, each]) => !isFor(declared.role, each));
    const actual = { interfaces: attached.length, others: others.map(([id]) => id) };
    const resource = { resource: arnOf(found, context) };
    if (others.length > 0) {
      return fail('Something else is attached to the security group.', expected, actual, {
        ...resource,
        details: others.map(([id, { description }]) => `${id}: ${description ?? 'no description'}`),
      });
    }
    return all.some(([, each]) => each.groups === null)
      ? unknown('EC2 does not give the groups of every network interface.')
      : pass(expected, actual, resource);
  },
});

/** By what AWS writes into the description of the interfaces that its services make. */
function isFor(
  role: SecurityGroupSpec['role'],
  { type, description, requester }: NetworkInterface,
): boolean {
  const text = description ?? '';
  switch (role) {
    case 'load-balancer':
      return requester === 'amazon-elb' || text.startsWith('ELB ');
    case 'service':
      return /^arn:[^:]+:ecs:/.test(text);
    case 'database':
      return requester === 'amazon-rds' || text === 'RDSNetworkInterface';
    case 'endpoint':
      return type === 'vpc_endpoint' || text.startsWith('VPC Endpoint Interface');
  }
}
