import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { ABSENT, declaredClusters, NO_CLUSTERS } from './subjects.ts';

/** RDS knows the one database that was created with the cluster, for the whole of its life, and none that SQL created. */
export default defineCheck({
  id: 'aurora/database-name',
  title: 'The Aurora cluster was created with the declared database',
  risk: 'Applications connect to a database that is not there, or to another one.',
  remediation:
    'Create the cluster anew with the declared database, or declare the one that applications connect to.',
  fix: {
    cli: 'aws rds create-db-cluster --db-cluster-identifier <cluster> --engine aurora-postgresql --database-name <database>',
    cdk: 'new rds.DatabaseCluster(this, "<id>", { defaultDatabaseName: "<database>" })',
  },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: ['https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBCluster.html'],
  controls: [],
  proves: [],
  needs: { clusters: auroraClusters },
  none: NO_CLUSTERS,
  subjects: (spec) =>
    declaredClusters(spec).map((subject) =>
      subject.declared.databaseName === undefined
        ? { ...subject, notApplicable: 'The spec does not name the database of the cluster.' }
        : subject,
    ),

  evaluate({ name, declared }, { clusters }) {
    const wanted = declared.databaseName ?? null;
    const expected = { databaseName: wanted };
    const cluster = clusters.get(name);
    if (cluster === null) return fail(ABSENT, expected, {});
    const { databaseName } = cluster;
    if (databaseName === null) {
      return unknown(
        'RDS names no database: the cluster was created without one, and what SQL has created since is not seen.',
      );
    }
    const actual = { databaseName };
    const resource = { resource: cluster.arn };
    return databaseName === wanted
      ? pass(expected, actual, resource)
      : fail('The cluster was created with another database.', expected, actual, resource);
  },
});
