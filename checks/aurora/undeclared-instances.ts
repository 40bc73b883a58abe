import { allInstances } from '../../collectors/aws/rds/all-instances.ts';
import { scopeArns } from '../../collectors/aws/resource-groups-tagging-api/scope-arns.ts';
import { ALL } from '../../collectors/aws/whole-list.ts';
import { defineCheck } from '../../core/check.ts';
import { judgeUndeclared, NO_SCOPE, scopeSubject } from '../undeclared.ts';

/** Members of a declared cluster are counted with the cluster, and not named by the spec. */
export default defineCheck({
  id: 'aurora/undeclared-instances',
  title: 'No database instance in the scope is outside of the declared clusters',
  risk: 'What nobody planned holds a copy of the data behind rules that nobody judged.',
  remediation: 'Declare the cluster of the instance, or delete the instance.',
  fix: {
    cli: 'aws rds delete-db-instance --db-instance-identifier <instance> --final-db-snapshot-identifier <snapshot>',
    cdk: 'new rds.DatabaseCluster(this, "<id>", { clusterIdentifier: "<name>", engine, writer, vpc })',
  },
  severity: 'high',
  resourceType: 'AWS::RDS::DBInstance',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBInstances.html',
  ],
  controls: [],
  proves: ['aurora/protection'],
  needs: { instances: allInstances, tagged: scopeArns },
  none: NO_SCOPE,
  // RDS keeps identifiers in small letters.
  subjects: (spec) =>
    scopeSubject(
      spec,
      'aurora',
      Object.keys(spec.aurora ?? {}).map((name) => name.toLowerCase()),
    ),

  evaluate({ scope, declared: clusters }, { instances, tagged }) {
    const found = instances.get(ALL);
    const others = found?.filter(({ cluster }) => cluster === null || !clusters.includes(cluster));
    return judgeUndeclared(
      { one: 'A database instance', many: 'database instances' },
      { scope, declared: [] },
      others ?? null,
      tagged,
    );
  },
});
