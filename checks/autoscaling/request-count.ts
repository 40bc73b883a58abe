import type { EcsService } from '../../collectors/aws/ecs/services.ts';
import type { TargetGroupItem } from '../../collectors/aws/elastic-load-balancing-v2/target-groups.ts';

/**
 * What AWS calls the requests that a load balancer sends to a target group: one label for each load balancer that the
 * group stands behind. https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PredefinedMetricSpecification.html
 */
export function requestCountLabels({ arn, loadBalancerArns }: TargetGroupItem): readonly string[] {
  const group = afterLast(arn, ':');
  return (loadBalancerArns ?? []).map(
    (balancer) => `${afterLast(balancer, ':loadbalancer/')}/${group}`,
  );
}

/** Whether the service registers its tasks in the target group. */
export function isTargetOf({ loadBalancers }: EcsService, { arn }: TargetGroupItem): boolean {
  return loadBalancers.some(({ targetGroupArn }) => targetGroupArn === arn);
}

function afterLast(text: string, separator: string): string {
  return text.slice(text.lastIndexOf(separator) + separator.length);
}
