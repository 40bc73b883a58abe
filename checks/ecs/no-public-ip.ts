import { ecsServices } from '../../collectors/aws/ecs/services.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { missingList, networksOf } from './networks.ts';
import { declaredServices, NO_SERVICES } from './subjects.ts';

export default defineCheck({
  id: 'ecs/no-public-ip',
  title: 'No task of the ECS service gets a public IP address',
  risk: 'Tasks can be reached from the internet past the load balancer and its firewall.',
  remediation:
    'Update the service with assignPublicIp DISABLED, and let tasks out through NAT gateways or VPC endpoints.',
  fix: {
    cli: 'aws ecs update-service --cluster <cluster> --service <service> --network-configuration "awsvpcConfiguration={subnets=[<subnet>],securityGroups=[<group>],assignPublicIp=DISABLED}"',
    cdk: 'new ecs.FargateService(this, "<id>", { assignPublicIp: false })',
  },
  severity: 'high',
  resourceType: 'AWS::ECS::Service',
  references: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-2',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html',
  ],
  controls: ['Security Hub 2026-08 ECS.2', 'Security Hub 2026-08 ECS.16'],
  proves: ['security/egress', 'ecs/container-hardening'],
  needs: { services: ecsServices },
  none: NO_SERVICES,
  subjects: declaredServices,

  evaluate({ name }, { services }) {
    const expected = { assignPublicIp: 'DISABLED' };
    const service = services.get(name);
    if (service === null) return fail('The service does not exist.', expected, {});

    const resource = { resource: service.arn };
    const places = networksOf(service);
    const open = places.filter(({ network }) => network?.assignPublicIp === 'ENABLED');
    if (open.length > 0) {
      const details = open.map(({ place }) => `${place} assigns public IP addresses.`);
      return fail(
        'Tasks get a public IP address.',
        expected,
        { assignPublicIp: 'ENABLED' },
        { ...resource, details },
      );
    }
    const missing = missingList(service);
    if (missing !== null) return unknown(missing);
    if (places.length === 0 || places.some(({ network }) => network === null)) {
      return unknown('ECS does not give the network configuration of all tasks.');
    }
    // AWS documents that assignPublicIp is DISABLED when it is left out (E5).
    const values = new Set(places.map(({ network }) => network?.assignPublicIp ?? 'DISABLED'));
    const [assignPublicIp, ...others] = values;
    if (assignPublicIp !== 'DISABLED' || others.length > 0) {
      return unknown('ECS assigns IP addresses in a way of another kind.');
    }
    return pass(expected, { assignPublicIp, configurations: places.length }, resource);
  },
});
