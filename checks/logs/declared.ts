import { logGroupNames } from '../../collectors/aws/cloudwatch-logs/log-groups.ts';
import type { Spec } from '../../core/spec/spec.ts';

/**
 * Every log group that follows from the spec: those that it declares or logs to, and those that AWS makes of its own for
 * what is declared, with the logs that a database exports, those of its proxy and the figures of Container Insights.
 */
export function declaredLogGroups(spec: Spec): readonly string[] {
  const exported = Object.entries(spec.aurora ?? {}).flatMap(([cluster, { logExports }]) =>
    (logExports ?? []).map((log) => `/aws/rds/cluster/${cluster.toLowerCase()}/${log}`),
  );
  // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-proxy.monitoring.html
  const proxied = Object.values(spec.aurora ?? {}).flatMap(({ proxy }) =>
    proxy === undefined ? [] : [`/aws/rds/proxy/${proxy.name.toLowerCase()}`],
  );
  const insights = Object.entries(spec.clusters ?? {}).flatMap(
    ([cluster, { containerInsights }]) =>
      containerInsights ? [`/aws/ecs/containerinsights/${cluster}/performance`] : [],
  );
  const inspected = Object.values(spec.webAcls ?? {}).flatMap(
    ({ logDestination }) => logDestination ?? [],
  );
  return [...logGroupNames(spec), ...exported, ...proxied, ...insights, ...inspected];
}
