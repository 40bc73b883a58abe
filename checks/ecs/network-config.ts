import { securityGroups } from '../../collectors/aws/ec2/security-groups.ts';
import { subnets } from '../../collectors/aws/ec2/subnets.ts';
import { ecsServices } from '../../collectors/aws/ecs/services.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { SEVERAL_SUBNETS, subnetNamed } from '../network/deployed.ts';
import { groupNamed, SEVERAL } from '../sg/deployed.ts';
import { networksOf, type Place } from './networks.ts';
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
  severity: 'high',
  resourceType: 'AWS::ECS::Service',
  references: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html',
  ],
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

    // Names are looked up in the declared VPC alone, so what is found is in it.
    const namedSubnets = expected.subnets.map((subnet) => subnetNamed(existing, subnet));
    const namedGroups = expected.securityGroups.map((group) => groupNamed(groups, group));
    const missing = [
      ...expected.subnets.filter((_, index) => namedSubnets[index] === null),
      ...expected.securityGroups.filter((_, index) => namedGroups[index] === null),
    ];
    if (missing.length > 0) {
      return fail(
        'A declared subnet or security group does not exist.',
        expected,
        {},
        {
          ...resource,
          details: missing.map((one) => `The VPC has no ${one}.`),
        },
      );
    }
    if (namedSubnets.includes('several')) return unknown(SEVERAL_SUBNETS);
    if (namedGroups.includes('several')) return unknown(SEVERAL);

    const ids = { subnets: idsOf(namedSubnets), securityGroups: idsOf(namedGroups) };
    const nameOf = (id: string) => existing[id]?.name ?? groups.byId[id]?.name ?? id;
    const places = networksOf(service);
    const actual = {
      places: places.map(({ place, network }) => ({
        place,
        subnets: network?.subnets.map(nameOf) ?? null,
        securityGroups: network?.securityGroups.map(nameOf) ?? null,
      })),
    };
    const elsewhere = places.filter(({ network }) => network !== null && !isIn(network, ids));
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
    if (service.deployments === null) return unknown('ECS gives no list of deployments.');
    if (places.length === 0 || places.some(({ network }) => network === null)) {
      return unknown('ECS does not give the network configuration of all tasks.');
    }
    if (elsewhere.length > 0) {
      return unsettled('Tasks in another network are being replaced.', expected, actual, told);
    }
    return pass(expected, actual, resource);
  },
});

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

function idsOf(found: readonly ({ readonly id: string } | 'several' | null)[]): readonly string[] {
  return found.flatMap((one) => (one === null || one === 'several' ? [] : [one.id]));
}

type Network = NonNullable<Place['network']>;

function isIn(
  network: Network,
  ids: Readonly<Record<'subnets' | 'securityGroups', readonly string[]>>,
): boolean {
  return (
    isSameSet(network.subnets, ids.subnets) && isSameSet(network.securityGroups, ids.securityGroups)
  );
}

function isSameSet(left: readonly string[], right: readonly string[]): boolean {
  const [one, other] = [new Set(left), new Set(right)];
  return one.size === other.size && left.every((member) => other.has(member));
}
