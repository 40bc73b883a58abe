// A healthy load balancer and target group, for the tables of the checks that read them.
import type { TargetGroupItem } from '../../../collectors/aws/elastic-load-balancing-v2/target-groups.ts';

const PREFIX = 'arn:aws:elasticloadbalancing:us-east-1:123456789012';
export const BALANCER_ARN = `${PREFIX}:loadbalancer/app/public/50dc6c495c0c9188`;
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
