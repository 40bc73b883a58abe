import { subnets } from '../../collectors/aws/ec2/subnets.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { NO_SUBNET, resourceOf, SEVERAL_SUBNETS, subnetNamed } from './deployed.ts';
import { declaredSubnets } from './subjects.ts';

export default defineCheck({
  id: 'network/subnet-auto-public-ip',
  title: 'Private and database subnets give out no public address on their own',
  risk: 'One task or machine that is started carelessly is on the internet.',
  remediation: 'Switch off the automatic public addresses of the subnet.',
  fix: {
    cli: 'aws ec2 modify-subnet-attribute --subnet-id <subnet> --no-map-public-ip-on-launch',
    cdk: 'new ec2.PrivateSubnet(this, "<id>", { mapPublicIpOnLaunch: false })',
  },
  severity: 'medium',
  resourceType: 'AWS::EC2::Subnet',
  references: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-15',
  ],
  controls: ['Security Hub 2026-08 EC2.15'],
  proves: ['security/vpc'],
  needs: { subnets },
  none: 'The spec declares no private or database subnet.',
  subjects: (spec) => declaredSubnets(spec, ['private', 'database']),

  evaluate({ vpc, subnet: name }, artifacts) {
    const expected = { mapsPublicIp: false, assignsIpv6: false };
    const found = subnetNamed(artifacts.subnets.get(vpc), name);
    if (found === null) return fail(NO_SUBNET, expected, {});
    if (found === 'several') return unknown(SEVERAL_SUBNETS);
    const { mapsPublicIp, assignsIpv6 } = found.subnet;
    const actual = { mapsPublicIp, assignsIpv6 };
    const resource = resourceOf(found);
    if (mapsPublicIp === true || assignsIpv6 === true) {
      return fail('The subnet gives out public addresses on its own.', expected, actual, resource);
    }
    if (mapsPublicIp === null || assignsIpv6 === null) {
      return unknown('EC2 does not say whether the subnet gives out public addresses.');
    }
    return pass(expected, actual, resource);
  },
});
