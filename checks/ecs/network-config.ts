import { securityGroups } from '../../collectors/aws/ec2/security-groups.ts';
import { subnets } from '../../collectors/aws/ec2/subnets.ts';
import { ecsServices } from '../../collectors/aws/ecs/services.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { missingList, networksOf, type Place } from './networks.ts';
import { isSamePlacement, nameOfId, resolvePlacement, type Placement } from './placement.ts';
import { declaredServices, NO_SERVICES, type ServiceSubject } from './subjects.ts';

interface PlacedSubject extends ServiceSubject {
  /** The name of the VPC in which subnets and groups are looked for: the key of their artifacts. */
  readonly vpc: string;
}

export default defineCheck({
  id: 'ecs/network-config',
  title: 'The tasks of the ECS service are placed in the declared subnets and security groups',
  risk: 'Tasks run in another tier, or with the rules of another service: open to more, or cut off.',
  remediation:
    'Update the network configuration of the service with the declared subnets and security groups.',
  fix: {
    cli: 'aws ecs update-service --cluster <cluster> --service <service> --network-configuration "awsvpcConfiguration={subnets=[<subnet>],securityGroups=[<group>]}"',
    cdk: 'new ecs.FargateService(this, "<id>", { vpcSubnets: { subnets: [<subnet>] }, securityGroups: [<group>] })',
  },
  severity: 'high',
  resourceType: 'AWS::ECS::Service',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html',
  ],
  controls: [],
  proves: ['ecs/service-boundaries', 'security/vpc'],
  needs: { services: ecsServices, vpcSubnets: subnets, vpcGroups: securityGroups },
  none: NO_SERVICES,
  subjects: placedServices,

  evaluate({ name, vpc, declared }, { services, vpcSubnets, vpcGroups }) {
    const wanted = declared.network;
    const expected = {
      subnets: [...wanted.subnets].sort(),
      securityGroups: [...wanted.securityGroups].sort(),
    };
    const service = services.get(name);
    if (service === null) return fail('The service does not exist.', expected, {});
    const resource = { resource: service.arn };
    const existing = vpcSubnets.get(vpc);
    const groups = vpcGroups.get(vpc);
    if (existing === null || groups === null) {
      return fail('The declared VPC does not exist.', expected, {}, resource);
    }

    const resolved = resolvePlacement(expected, existing, groups);
    if (resolved.state === 'missing') {
      return fail(
        'A declared subnet or security group does not exist.',
        expected,
        {},
        {
          ...resource,
          details: resolved.details,
        },
      );
    }
    if (resolved.state === 'several') return unknown(resolved.message);

    const nameOf = (id: string) => nameOfId(id, existing, groups);
    const places = networksOf(service);
    const actual = {
      places: places.map(({ place, network }) => ({
        place,
        subnets: network?.subnets?.map(nameOf) ?? null,
        securityGroups: network?.securityGroups?.map(nameOf) ?? null,
      })),
    };
    const elsewhere = places.filter(
      // Half of a configuration that is wrong is enough, whatever the half that ECS leaves out.
      ({ network }) => !isSamePlacement(given(network, resolved.ids), resolved.ids),
    );
    const told = {
      ...resource,
      details: elsewhere.map(({ place }) => `${place} has another network than the declared one.`),
    };
    if (elsewhere.some(({ isCurrent }) => isCurrent)) {
      return fail(
        'Tasks are placed in other subnets or security groups than the declared ones.',
        expected,
        actual,
        told,
      );
    }
    const missing = missingList(service);
    if (missing !== null) return unknown(missing);
    if (places.length === 0 || !places.every(isGiven)) {
      return unknown('ECS does not give the network configuration of all tasks.');
    }
    if (elsewhere.length > 0) {
      return unsettled('Tasks in another network are being replaced.', expected, actual, told);
    }
    return pass(expected, actual, resource);
  },
});

function isGiven({ network }: Place): boolean {
  return (network?.subnets ?? null) !== null && (network?.securityGroups ?? null) !== null;
}

/** What ECS gives of a configuration, and the wanted one for what it leaves out. */
function given(network: Place['network'], wanted: Placement): Placement {
  return {
    subnets: network?.subnets ?? wanted.subnets,
    securityGroups: network?.securityGroups ?? wanted.securityGroups,
  };
}

function placedServices(spec: Spec): readonly PlacedSubject[] {
  const vpc = spec.network?.vpc.name;
  return declaredServices(spec).map((subject) =>
    vpc === undefined
      ? {
          ...subject,
          vpc: '',
          notApplicable: 'The spec declares no network in which to look for subnets and groups.',
        }
      : { ...subject, vpc },
  );
}
