import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './subnet-auto-public-ip.ts';
import { deployedSubnets, subnetSubject } from './testing/fixtures.ts';

const giving = (mapsPublicIp: boolean | null, assignsIpv6: boolean | null = false) => ({
  subnets: { main: deployedSubnets({ 'private-a': { mapsPublicIp, assignsIpv6 } }) },
});
const GIVES = 'The subnet gives out public addresses on its own.';
const UNTOLD = 'EC2 does not say whether the subnet gives out public addresses.';

testCheck(check, subnetSubject('private-a'), {
  pass: [{ name: 'neither', artifacts: giving(false) }],
  fail: [
    {
      name: 'absent',
      artifacts: { subnets: { main: {} } },
      message: 'The subnet does not exist.',
    },
    { name: 'IPv4', artifacts: giving(true), message: GIVES },
    { name: 'IPv6', artifacts: giving(false, true), message: GIVES },
    { name: 'IPv6, and nothing is said of IPv4', artifacts: giving(null, true), message: GIVES },
  ],
  unknown: [
    { name: 'nothing is said of IPv4', artifacts: giving(null), message: UNTOLD },
    { name: 'nothing is said of IPv6', artifacts: giving(false, null), message: UNTOLD },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { subnets: { main: denied('ec2:DescribeSubnets') } },
      message: 'AWS denied ec2:DescribeSubnets.',
    },
  ],
});
