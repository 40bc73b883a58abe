import { scopeArns } from '../../collectors/aws/resource-groups-tagging-api/scope-arns.ts';
import { allClusters } from '../../collectors/aws/rds/all-clusters.ts';
import { ALL } from '../../collectors/aws/whole-list.ts';
import { defineCheck } from '../../core/check.ts';
import { judgeUndeclared, NO_SCOPE, scopeSubject } from '../undeclared.ts';

/** Of every engine: one of Neptune or DocumentDB that has a name of ours is none the less undeclared. RDS keeps identifiers in small letters. */
export default defineCheck({
  id: 'aurora/undeclared-clusters',
  title: 'No database cluster in the scope is undeclared',
  risk: 'What nobody planned holds a copy of the data behind rules that nobody judged, and outlives the migration unseen.',
  remediation: 'Declare the cluster, or delete it.',
  fix: {
    cli: 'aws rds delete-db-cluster --db-cluster-identifier <cluster> --final-db-snapshot-identifier <snapshot>',
    cdk: 'new rds.DatabaseCluster(this, "<id>", { clusterIdentifier: "<name>", engine, writer, vpc })',
  },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBClusters.html',
  ],
  controls: [],
  proves: ['aurora/protection'],
  needs: { clusters: allClusters, tagged: scopeArns },
  none: NO_SCOPE,
  subjects: (spec) =>
    scopeSubject(
      spec,
      'aurora',
      Object.keys(spec.aurora ?? {}).map((name) => name.toLowerCase()),
    ),

  evaluate(subject, { clusters, tagged }) {
    return judgeUndeclared(
      { one: 'A database cluster', many: 'database clusters' },
      subject,
      clusters.get(ALL),
      tagged,
    );
  },
});
