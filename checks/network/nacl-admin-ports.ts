import { networkAcls } from '../../collectors/aws/ec2/network-acls.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { addressesOf } from '../sg/algebra/addresses.ts';
import { EVERYWHERE } from '../sg/algebra/cidr.ts';
import { publicPart } from '../sg/algebra/public.ts';
import { admitsAny } from './algebra/acl.ts';
import { NO_VPC } from './deployed.ts';
import { declaredNetwork, NO_NETWORK } from './subjects.ts';

/**
 * SSH, and RDP, which goes by UDP too.
 * https://learn.microsoft.com/en-us/troubleshoot/windows-server/networking/service-overview-and-network-port-requirements
 */
const ADMIN_PORTS = [
  { protocol: 'tcp', port: 22 },
  { protocol: 'tcp', port: 3389 },
  { protocol: 'udp', port: 3389 },
] as const;
const INTERNET = publicPart(addressesOf([EVERYWHERE[4], EVERYWHERE[6]]));

/** ACLs that guard no subnet are left out. */
export default defineCheck({
  id: 'network/nacl-admin-ports',
  title: 'No network ACL of the VPC lets the internet in at ports of administrators',
  risk: 'One security group that somebody opens by mistake is all that stands between shells and the world.',
  remediation:
    'Put entries that deny TCP 22 and 3389 and UDP 3389 before the one that allows, after one for the VPC itself.',
  fix: {
    cli: 'aws ec2 create-network-acl-entry --network-acl-id <acl> --ingress --rule-number 90 --protocol 6 --port-range From=22,To=22 --cidr-block 0.0.0.0/0 --rule-action deny',
    cdk: 'acl.addEntry("<id>", { ruleNumber: 90, cidr: ec2.AclCidr.anyIpv4(), traffic: ec2.AclTraffic.tcpPort(22), direction: ec2.TrafficDirection.INGRESS, ruleAction: ec2.Action.DENY })',
  },
  severity: 'medium',
  resourceType: 'AWS::EC2::NetworkAcl',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-21',
  ],
  controls: [
    'Security Hub 2026-08 EC2.21',
    'CIS AWS 3.0.0 5.1',
    'CIS AWS 5.0.0 5.2',
    'CIS AWS 6.0.0 6.2',
  ],
  proves: ['security/security-groups'],
  needs: { acls: networkAcls },
  none: NO_NETWORK,
  subjects: (spec) => declaredNetwork(spec, 'vpc'),

  evaluate({ vpc }, { acls }) {
    const expected = { ports: ADMIN_PORTS.map(describe), open: [] };
    const deployed = acls.get(vpc);
    if (deployed === null) return fail(NO_VPC, expected, {});
    // Every VPC has one, so that a list of none is no list.
    if (deployed.length === 0) return unknown('EC2 lists no network ACL of the VPC.');
    const used = deployed.filter(({ subnets }) => subnets.length > 0);
    // Every subnet has one.
    if (used.length === 0) return unknown('No network ACL that EC2 lists guards a subnet.');
    const judged = used.flatMap(({ id, entries }) =>
      ADMIN_PORTS.map((one) => {
        const flow = { protocol: one.protocol, ports: { from: one.port, to: one.port + 1 } };
        return { id, port: describe(one), admits: admitsAny(entries, flow, INTERNET) };
      }),
    );
    const open = judged.filter(({ admits }) => admits === true);
    const actual = { acls: used.length, open: open.map(({ id, port }) => `${id}:${port}`) };
    if (open.length > 0) {
      const message = 'A network ACL lets the internet in at a port of administrators.';
      return fail(message, expected, actual, {
        details: open.map(({ id, port }) => `${id} lets in ${port}.`),
      });
    }
    return judged.some(({ admits }) => admits === null)
      ? unknown('An entry of a network ACL cannot be read.')
      : pass(expected, actual);
  },
});

function describe({ protocol, port }: (typeof ADMIN_PORTS)[number]): string {
  return `${protocol} ${port}`;
}
