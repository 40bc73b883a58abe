import { ecsClusters } from '../../collectors/aws/ecs/clusters.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';

export default defineCheck({
  id: 'ecs/container-insights',
  title: 'The ECS cluster has Container Insights on',
  risk: 'Alarms and scaling that rest on metrics of tasks have nothing to rest on.',
  remediation: 'Update the settings of the cluster with containerInsights enabled or enhanced.',
  fix: {
    cli: 'aws ecs update-cluster-settings --cluster <cluster> --settings name=containerInsights,value=enhanced',
    cdk: 'new ecs.Cluster(this, "<id>", { containerInsightsV2: ecs.ContainerInsights.ENHANCED })',
  },
  severity: 'medium',
  resourceType: 'AWS::ECS::Cluster',
  references: [
    'https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-12',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/ContainerInsights.html',
  ],
  controls: ['Security Hub 2026-08 ECS.12'],
  proves: ['security/observability'],
  needs: { clusters: ecsClusters },
  none: 'The spec declares no ECS cluster.',
  subjects: (spec) =>
    Object.entries(spec.clusters ?? {}).map(([name, { containerInsights }]) => ({
      name,
      path: ['clusters', name, 'containerInsights'],
      ...(containerInsights
        ? {}
        : { notApplicable: 'The spec declares a cluster without Container Insights.' }),
    })),

  evaluate({ name }, { clusters }) {
    const expected = { containerInsights: ['enabled', 'enhanced'] };
    const cluster = clusters.get(name);
    if (cluster === null) return fail('The cluster does not exist.', expected, {});

    const { containerInsights } = cluster;
    if (containerInsights === null) return unknown('ECS does not give the setting of the cluster.');
    const actual = { containerInsights };
    const resource = { resource: cluster.arn };
    if (!expected.containerInsights.includes(containerInsights)) {
      return fail('Container Insights is off.', expected, actual, resource);
    }
    return pass(expected, actual, resource);
  },
});
