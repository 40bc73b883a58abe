import type { Vpc } from '../../collectors/aws/ec2/vpc.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import { networkSubject } from './testing/fixtures.ts';
import check from './vpc.ts';

const deployed = (facts: Partial<Vpc> = {}) => ({
  vpcs: {
    main: {
      id: 'vpc-1',
      state: 'available',
      cidrs: ['10.0.0.0/16'],
      dnsSupport: true,
      dnsHostnames: true,
      ...facts,
    },
  },
});
const withPeers = {
  declared: networkSubject({ peerCidrs: ['192.168.0.0/16', '10.8.0.0/13'] }).declared,
};
const noNames = 'The VPC does not resolve names for endpoints.';

testCheck(check, networkSubject(), {
  pass: [
    { name: 'as declared', artifacts: deployed() },
    { name: 'beside its peers', subject: withPeers, artifacts: deployed() },
  ],
  fail: [
    { name: 'no VPC', artifacts: { vpcs: { main: null } }, message: 'The VPC does not exist.' },
    { name: 'no DNS support', artifacts: deployed({ dnsSupport: false }), message: noNames },
    { name: 'no DNS hostnames', artifacts: deployed({ dnsHostnames: false }), message: noNames },
    {
      name: 'one of them off and the other left out',
      artifacts: deployed({ dnsSupport: null, dnsHostnames: false }),
      message: noNames,
    },
    {
      name: 'another block',
      artifacts: deployed({ cidrs: ['10.1.0.0/16'] }),
      message: 'The VPC has other addresses than declared.',
    },
    {
      name: 'a second block',
      artifacts: deployed({ cidrs: ['10.0.0.0/16', '10.1.0.0/16'] }),
      message: 'The VPC has other addresses than declared.',
    },
    {
      name: 'no block',
      artifacts: deployed({ cidrs: [] }),
      message: 'The VPC has other addresses than declared.',
    },
    {
      name: 'a second block within the addresses of a peer',
      subject: withPeers,
      artifacts: deployed({ cidrs: ['10.0.0.0/16', '10.9.0.0/16'] }),
      message: 'The VPC has addresses of a peer.',
      details: ['10.9.0.0/16 overlaps with 10.8.0.0/13.'],
    },
  ],
  unsettled: [
    {
      name: 'a VPC that is being created',
      artifacts: deployed({ state: 'pending' }),
      message: 'The VPC is being created.',
    },
  ],
  unknown: [
    {
      name: 'no list of blocks',
      artifacts: deployed({ cidrs: null }),
      message: 'EC2 does not give the blocks of the VPC.',
    },
    {
      name: 'no state',
      artifacts: deployed({ state: null }),
      message: 'EC2 does not say that the VPC is available.',
    },
    ...(['dnsSupport', 'dnsHostnames'] as const).map((attribute) => ({
      name: `no ${attribute}`,
      artifacts: deployed({ [attribute]: null }),
      message: 'EC2 does not give the DNS attributes of the VPC.',
    })),
  ],
  error: [
    {
      name: 'an attribute is denied',
      artifacts: { vpcs: { main: denied('ec2:DescribeVpcAttribute') } },
      message: 'AWS denied ec2:DescribeVpcAttribute.',
    },
  ],
});
