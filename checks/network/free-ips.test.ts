import { denied, testCheck } from '../../core/testing/test-check.ts';
import check from './free-ips.ts';
import { deployedSubnets, subnetSubject } from './testing/fixtures.ts';

// 507 addresses, of which AWS keeps five more.
const left = (freeAddresses: number | null, cidr: string | null = '10.0.10.0/23') => ({
  subnets: { main: deployedSubnets({ 'private-a': { freeAddresses, cidr } }) },
});
const subject = { ...subnetSubject('private-a'), peak: 40 };
const TOO_FEW = 'The subnet has fewer addresses left than the planned peak takes.';
const UNTOLD = 'EC2 does not give the block and the free addresses of the subnet.';

testCheck(check, subject, {
  pass: [
    { name: 'plenty', artifacts: left(400), details: [] },
    {
      name: 'three quarters in use',
      artifacts: left(126),
      details: ['The subnet is filled by 75 %.'],
    },
    { name: 'no more than the peak takes', subject: { peak: 60 }, artifacts: left(60) },
  ],
  fail: [
    {
      name: 'absent',
      artifacts: { subnets: { main: {} } },
      message: 'The subnet does not exist.',
    },
    { name: 'one too few', artifacts: left(39), message: TOO_FEW },
    {
      name: 'enough for the peak, and nine tenths in use',
      artifacts: left(50),
      message: 'The subnet is all but full.',
    },
  ],
  unknown: [
    { name: 'the free addresses are not given', artifacts: left(null), message: UNTOLD },
    { name: 'the block is not given', artifacts: left(400, null), message: UNTOLD },
    { name: 'the block is none', artifacts: left(400, '10.0.10.0'), message: UNTOLD },
  ],
  error: [
    {
      name: 'denied',
      artifacts: { subnets: { main: denied('ec2:DescribeSubnets') } },
      message: 'AWS denied ec2:DescribeSubnets.',
    },
  ],
});
