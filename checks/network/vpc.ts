import { vpc as deployedVpc } from '../../collectors/aws/ec2/vpc.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import { overlaps, parseCidr } from '../sg/algebra/cidr.ts';
import { NO_VPC } from './deployed.ts';
import { declaredNetwork, NO_NETWORK } from './subjects.ts';

export default defineCheck({
  id: 'network/vpc',
  title: 'VPC has the declared addresses, none of a peer, and resolves names',
  risk: 'Addresses that a peer has too cannot be routed, and endpoints without DNS are not found by their names.',
  remediation:
    'Enable DNS support and DNS hostnames; a VPC with other addresses has to be declared or built anew.',
  fix: {
    cli: 'aws ec2 modify-vpc-attribute --vpc-id <vpc> --enable-dns-hostnames "{\\"Value\\":true}"',
    cdk: 'new ec2.Vpc(this, "<id>", { ipAddresses: ec2.IpAddresses.cidr("<cidr>"), enableDnsHostnames: true, enableDnsSupport: true })',
  },
  severity: 'high',
  resourceType: 'AWS::EC2::VPC',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html',
    'https://docs.aws.amazon.com/vpc/latest/privatelink/interface-endpoints.html',
  ],
  controls: [],
  proves: ['security/vpc'],
  needs: { vpcs: deployedVpc },
  none: NO_NETWORK,
  subjects: (spec) => declaredNetwork(spec, 'vpc'),

  evaluate({ vpc, declared }, { vpcs }) {
    const peers = [...(declared.peerCidrs ?? [])];
    const expected = {
      cidrs: [declared.vpc.cidr],
      peerCidrs: peers,
      dnsSupport: true,
      dnsHostnames: true,
    };

    const found = vpcs.get(vpc);
    if (found === null) return fail(NO_VPC, expected, {});

    const { id, state, cidrs, dnsSupport, dnsHostnames } = found;
    const actual = { id, state, cidrs, dnsSupport, dnsHostnames };
    if (dnsSupport === false || dnsHostnames === false) {
      return fail('The VPC does not resolve names for endpoints.', expected, actual);
    }
    if (cidrs === null) return unknown('EC2 does not give the blocks of the VPC.');
    const details = cidrs.flatMap((cidr) =>
      peers.filter((peer) => meet(cidr, peer)).map((peer) => `${cidr} overlaps with ${peer}.`),
    );
    if (details.length > 0) {
      return fail('The VPC has addresses of a peer.', expected, actual, { details });
    }
    if (cidrs.length !== 1 || cidrs[0] !== declared.vpc.cidr) {
      return fail('The VPC has other addresses than declared.', expected, actual);
    }
    if (state === 'pending') return unsettled('The VPC is being created.', expected, actual);
    if (state !== 'available') return unknown('EC2 does not say that the VPC is available.');
    if (dnsSupport === null || dnsHostnames === null) {
      return unknown('EC2 does not give the DNS attributes of the VPC.');
    }
    return pass(expected, actual);
  },
});

/** What cannot be read is taken to overlap, so that it never passes. */
function meet(left: string, right: string): boolean {
  const [one, other] = [parseCidr(left), parseCidr(right)];
  return one === null || other === null || overlaps(one, other);
}
