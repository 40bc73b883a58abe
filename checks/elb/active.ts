import { securityGroups } from '../../collectors/aws/ec2/security-groups.ts';
import { subnets } from '../../collectors/aws/ec2/subnets.ts';
import { loadBalancers } from '../../collectors/aws/elastic-load-balancing-v2/load-balancers.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import type { Spec } from '../../core/spec/spec.ts';
import { isSamePlacement, nameOfId, resolvePlacement } from '../ecs/placement.ts';
import { declaredBalancers, NO_BALANCERS, type BalancerSubject } from './subjects.ts';

/** With fewer zones the loss of one takes the load balancer with it. */
const MIN_ZONES = 2;

interface PlacedSubject extends BalancerSubject {
  /** The VPC in which names of subnets and groups are looked up: the key of their artifacts. Null without a network. */
  readonly vpc: string | null;
}

export default defineCheck({
  id: 'elb/active',
  title: 'The load balancer is active, of the declared scheme and placement, in two zones or more',
  risk: 'The load balancer does not take traffic, or takes it from and to where it must not.',
  remediation:
    'Read the reason of its state, and set scheme, subnets and security groups as declared.',
  fix: {
    cli: 'aws elbv2 set-subnets --load-balancer-arn <arn> --subnets <subnet> <subnet>',
    cdk: 'new elbv2.ApplicationLoadBalancer(this, "<id>", { vpc, internetFacing: <boolean>, vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC } })',
  },
  severity: 'critical',
  resourceType: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  references: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancer.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-13',
  ],
  controls: ['Security Hub 2026-08 ELB.13'],
  proves: ['security/load-balancer'],
  needs: { balancers: loadBalancers, vpcSubnets: subnets, vpcGroups: securityGroups },
  none: NO_BALANCERS,
  subjects: placedBalancers,

  evaluate({ name, vpc, declared }, { balancers, vpcSubnets, vpcGroups }) {
    const wanted = {
      subnets: [...declared.subnets].sort(),
      securityGroups: [...declared.securityGroups].sort(),
    };
    const expected = {
      state: 'active',
      type: 'application',
      scheme: declared.scheme,
      minZones: MIN_ZONES,
      ...wanted,
    };
    const balancer = balancers.get(name);
    if (balancer === null) return fail('The load balancer does not exist.', expected, {});

    const { state, stateReason, type, scheme, zones } = balancer;
    const resource = { resource: balancer.arn };
    const facts = { state, type, scheme, zones: zones?.length ?? null };
    const told = { ...resource, details: stateReason === null ? [] : [stateReason] };
    if (type !== null && type !== 'application') {
      return fail('The load balancer is of another type.', expected, facts, resource);
    }
    if (scheme !== null && scheme !== declared.scheme) {
      return fail('The load balancer has another scheme than declared.', expected, facts, resource);
    }
    if (state === 'provisioning') {
      return unsettled('The load balancer is being provisioned.', expected, facts, told);
    }
    if (state !== null && state !== 'active') {
      return fail('The load balancer is not active.', expected, facts, told);
    }
    if (zones !== null && zones.length < MIN_ZONES) {
      return fail('The load balancer stands in too few zones.', expected, facts, resource);
    }

    if (vpc === null) return unknown('The spec declares no network in which to look up names.');
    const existing = vpcSubnets.get(vpc);
    const groups = vpcGroups.get(vpc);
    if (existing === null || groups === null) {
      return fail('The declared VPC does not exist.', expected, facts, resource);
    }
    const resolved = resolvePlacement(wanted, existing, groups);
    if (resolved.state === 'missing') {
      return fail('A declared subnet or security group does not exist.', expected, facts, {
        ...resource,
        details: resolved.details,
      });
    }
    if (resolved.state === 'several') return unknown(resolved.message);
    if (state === null || type === null || scheme === null) {
      return unknown('AWS does not give state, type and scheme of the load balancer.');
    }
    const subnetIds = zones?.map(({ subnetId }) => subnetId) ?? [null];
    const ids = {
      subnets: subnetIds.filter((id) => id !== null),
      securityGroups: balancer.securityGroups ?? [],
    };
    if (ids.subnets.length < subnetIds.length || balancer.securityGroups === null) {
      return unknown('AWS does not give all subnets and security groups of the load balancer.');
    }
    const nameOf = (id: string) => nameOfId(id, existing, groups);
    const actual = {
      ...facts,
      subnets: ids.subnets.map(nameOf).sort(),
      securityGroups: ids.securityGroups.map(nameOf).sort(),
    };
    if (!isSamePlacement(ids, resolved.ids)) {
      return fail(
        'The load balancer has other subnets or security groups than the declared ones.',
        expected,
        actual,
        resource,
      );
    }
    return pass(expected, actual, resource);
  },
});

function placedBalancers(spec: Spec): readonly PlacedSubject[] {
  const vpc = spec.network?.vpc.name ?? null;
  return declaredBalancers(spec).map((subject) => ({ ...subject, vpc }));
}
