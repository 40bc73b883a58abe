import type { BlockPublicAccess } from '../../collectors/aws/ec2/block-public-access.ts';
import { denied, testCheck } from '../../core/testing/test-check.ts';
import type { NetworkSpec } from '../../core/spec/sections/network.ts';
import { networkSubject } from './testing/fixtures.ts';
import check from './block-public-access.ts';

const having = (facts: Partial<BlockPublicAccess> = {}) => ({
  access: { region: { mode: 'off', state: 'default-state', exclusions: null, ...facts } },
});
const declaring = (
  blockPublicAccess: NonNullable<NetworkSpec['blockPublicAccess']>,
  ...publicBalancers: string[]
) => ({
  ...networkSubject({ blockPublicAccess }),
  publicBalancers,
});
const inward = { mode: 'block-ingress', state: 'update-complete' };

testCheck(check, declaring('off', 'public'), {
  pass: [
    { name: 'off, as in a new account', artifacts: having() },
    {
      name: 'blocked as declared, and nothing is public',
      subject: declaring('block-bidirectional'),
      artifacts: having({
        mode: 'block-bidirectional',
        state: 'update-complete',
        exclusions: 'not-allowed',
      }),
    },
  ],
  fail: [
    {
      name: 'blocked though nobody planned it',
      artifacts: having({ mode: 'block-bidirectional' }),
      message: 'Public access is not blocked as declared.',
    },
    {
      name: 'not blocked though declared',
      subject: declaring('block-ingress'),
      artifacts: having(),
      message: 'Public access is not blocked as declared.',
    },
    {
      name: 'blocked as declared, with a public load balancer and no exclusion',
      subject: declaring('block-ingress', 'public'),
      artifacts: having({ ...inward, exclusions: 'not-allowed' }),
      message: 'The mode takes a public load balancer off the internet.',
      details: ['Not reachable: public.'],
    },
  ],
  unsettled: [
    {
      name: 'being blocked',
      subject: declaring('block-ingress'),
      artifacts: having({ ...inward, state: 'update-in-progress' }),
      message: 'The mode is being changed.',
    },
  ],
  unknown: [
    {
      name: 'no answer',
      artifacts: { access: { region: null } },
      message: 'EC2 does not tell of VPC Block Public Access.',
    },
    { name: 'no mode', artifacts: having({ mode: null }), message: 'EC2 does not give the mode.' },
    {
      name: 'exclusions that may be',
      subject: declaring('block-ingress', 'public'),
      artifacts: having(inward),
      message: 'Whether subnets of the VPC are excluded from the mode is not seen.',
    },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { access: { region: denied('ec2:DescribeVpcBlockPublicAccessOptions') } },
      message: 'AWS denied ec2:DescribeVpcBlockPublicAccessOptions.',
    },
  ],
});
