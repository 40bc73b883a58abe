// A healthy load balancer and target group, for the tables of the checks that read them.
import type { ListenerItem } from '../../../collectors/aws/elastic-load-balancing-v2/listeners.ts';
import type { LoadBalancerItem } from '../../../collectors/aws/elastic-load-balancing-v2/load-balancers.ts';
import type { TargetGroupItem } from '../../../collectors/aws/elastic-load-balancing-v2/target-groups.ts';
import type { Target } from '../../../collectors/aws/elastic-load-balancing-v2/target-health.ts';
import type {
  LoadBalancerSpec,
  TargetGroupSpec,
} from '../../../core/spec/sections/load-balancing.ts';
import type { ServiceSubject } from '../../ecs/subjects.ts';
import { serviceSubject } from '../../ecs/testing/fixtures.ts';
import type { BalancerSubject, GroupSubject } from '../subjects.ts';

const PREFIX = 'arn:aws:elasticloadbalancing:us-east-1:123456789012';
const BALANCER_ARN = `${PREFIX}:loadbalancer/app/public/50dc6c495c0c9188`;
export const GROUP_ARN = `${PREFIX}:targetgroup/workers/943f017f100becff`;

export function groupArtifact(facts: Partial<TargetGroupItem> = {}): TargetGroupItem {
  return {
    arn: GROUP_ARN,
    port: 8080,
    protocol: 'HTTP',
    targetType: 'ip',
    vpcId: 'vpc-1',
    healthCheck: {
      enabled: true,
      path: '/health',
      protocol: 'HTTP',
      port: 'traffic-port',
      codes: '200',
      intervalSeconds: 30,
      healthyThreshold: 3,
      unhealthyThreshold: 2,
    },
    loadBalancerArns: [BALANCER_ARN],
    ...facts,
  };
}

/** The listener for HTTPS, forwarding to the target group. */
export function listenerArtifact(facts: Partial<ListenerItem> = {}): ListenerItem {
  return {
    arn: `${PREFIX}:listener/app/public/50dc6c495c0c9188/1`,
    protocol: 'HTTPS',
    port: 443,
    defaultActions: [{ type: 'forward', redirectProtocol: null }],
    defaultForwards: [{ targetGroupArn: GROUP_ARN, weight: null }],
    sslPolicy: null,
    ...facts,
  };
}

/** A load balancer with these attributes. */
export function attributed(attributes: Readonly<Record<string, string>>) {
  return { balancers: { public: balancerArtifact() }, attributes: { public: { ...attributes } } };
}

export function targetArtifact(facts: Partial<Target> = {}): Target {
  return {
    id: '10.0.10.4',
    port: 8080,
    availabilityZone: 'us-east-1a',
    state: 'healthy',
    reason: null,
    ...facts,
  };
}

/** A target group of two zones, used by the service of the ecs fixtures. */
export function groupSubject(
  declared: Partial<TargetGroupSpec> = {},
  users: readonly ServiceSubject[] = [serviceSubject()],
): GroupSubject {
  return {
    name: 'workers',
    path: ['targetGroups', 'workers'],
    users,
    declared: {
      port: 8080,
      protocol: 'HTTP',
      availabilityZones: 2,
      settleMinutes: 10,
      healthCheck: {
        path: '/health',
        codes: '200',
        intervalSeconds: 30,
        healthyThreshold: 3,
        unhealthyThreshold: 2,
      },
      ...declared,
    },
  };
}

export function balancerSubject(declared: Partial<LoadBalancerSpec> = {}): BalancerSubject {
  return {
    name: 'public',
    path: ['loadBalancers', 'public'],
    declared: {
      scheme: 'internet-facing',
      subnets: ['public-a', 'public-b'],
      securityGroups: ['alb'],
      listeners: {
        https: { protocol: 'HTTPS', port: 443, action: 'forward', targetGroup: 'workers' },
        http: { protocol: 'HTTP', port: 80, action: 'redirect-to-https' },
      },
      ...declared,
    },
  };
}

export function balancerArtifact(facts: Partial<LoadBalancerItem> = {}): LoadBalancerItem {
  return {
    arn: BALANCER_ARN,
    state: 'active',
    stateReason: null,
    scheme: 'internet-facing',
    type: 'application',
    vpcId: 'vpc-1',
    dnsName: 'public-1.us-east-1.elb.amazonaws.com',
    securityGroups: ['sg-alb'],
    zones: [
      { name: 'us-east-1a', subnetId: 'subnet-public-a' },
      { name: 'us-east-1b', subnetId: 'subnet-public-b' },
    ],
    ...facts,
  };
}
