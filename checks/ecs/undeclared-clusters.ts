import { scopeArns } from '../../collectors/aws/resource-groups-tagging-api/scope-arns.ts';
import { allEcsClusters } from '../../collectors/aws/ecs/all-clusters.ts';
import { ALL } from '../../collectors/aws/whole-list.ts';
import { defineCheck } from '../../core/check.ts';
import { judgeUndeclared, NO_SCOPE, scopeSubject } from '../undeclared.ts';

export default defineCheck({
  id: 'ecs/undeclared-clusters',
  title: 'No ECS cluster in the scope is undeclared',
  risk: 'What nobody planned runs services that take messages and connections from the declared ones, and outlives the migration unseen.',
  remediation: 'Declare the cluster, or delete it.',
  fix: {
    cli: 'aws ecs delete-cluster --cluster <cluster>',
    cdk: 'new ecs.Cluster(this, "<id>", { clusterName: "<name>", vpc })',
  },
  severity: 'medium',
  resourceType: 'AWS::ECS::Cluster',
  references: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListClusters.html'],
  controls: [],
  proves: ['ecs/service-boundaries'],
  needs: { clusters: allEcsClusters, tagged: scopeArns },
  none: NO_SCOPE,
  subjects: (spec) => scopeSubject(spec, 'clusters', Object.keys(spec.clusters ?? {})),

  evaluate(subject, { clusters, tagged }) {
    // A deleted cluster can be found for some time.
    const kept = clusters.get(ALL)?.filter(({ status }) => status !== 'INACTIVE');
    return judgeUndeclared(
      { one: 'An ECS cluster', many: 'ECS clusters' },
      subject,
      kept ?? null,
      tagged,
    );
  },
});
