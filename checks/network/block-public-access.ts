import { blockPublicAccess } from '../../collectors/aws/ec2/block-public-access.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import { declaredNetwork, NO_NETWORK } from './subjects.ts';

export default defineCheck({
  id: 'network/block-public-access',
  title: 'Public access of the region is blocked as declared, and not for a public load balancer',
  risk: 'A block that nobody planned takes the public load balancer off the internet at once.',
  remediation: 'Set the declared mode, or exclude the public subnets from it.',
  fix: {
    cli: 'aws ec2 modify-vpc-block-public-access-options --internet-gateway-block-mode <mode>',
    cdk: 'new ec2.CfnVPCBlockPublicAccessOptions(this, "<id>", { internetGatewayBlockMode: "<mode>" })',
  },
  severity: 'low',
  resourceType: 'AWS::EC2::VPC',
  references: ['https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html'],
  controls: [],
  proves: ['security/vpc'],
  needs: { access: blockPublicAccess },
  none: NO_NETWORK,
  subjects: (spec) =>
    declaredNetwork(spec).map((network) => ({
      ...network,
      publicBalancers: Object.entries(spec.loadBalancers ?? {})
        .filter(([, { scheme }]) => scheme === 'internet-facing')
        .map(([name]) => name),
    })),

  evaluate({ declared, publicBalancers }, { access }) {
    const mode = declared.blockPublicAccess ?? 'off';
    const expected = { mode };
    const found = access.get('region');
    if (found === null) return unknown('EC2 does not tell of VPC Block Public Access.');
    if (found.mode === null) return unknown('EC2 does not give the mode.');
    if (found.mode !== mode) {
      return fail('Public access is not blocked as declared.', expected, { ...found });
    }
    if (found.state === 'update-in-progress') {
      return unsettled('The mode is being changed.', expected, { ...found });
    }
    if (found.mode !== 'off' && found.exclusions !== 'not-allowed') {
      return unknown('Whether subnets of the VPC are excluded from the mode is not seen.');
    }
    if (found.mode !== 'off' && publicBalancers.length > 0) {
      return fail(
        'The mode takes a public load balancer off the internet.',
        expected,
        { ...found },
        {
          details: publicBalancers.map((name) => `Not reachable: ${name}.`),
        },
      );
    }
    return pass(expected, { ...found });
  },
});
