import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import { ABSENT, declaredClusters, NO_CLUSTERS } from './subjects.ts';

/** The names that consoles and examples propose, and so the first that are tried. */
const WELL_KNOWN = new Set([
  'postgres',
  'admin',
  'administrator',
  'root',
  'master',
  'awsuser',
  'user',
]);

export default defineCheck({
  id: 'aurora/master-credentials',
  title:
    'The master user of the Aurora cluster has a name of its own, and its password is kept as declared',
  risk: 'The one name that everybody tries belongs to the one user who may do everything.',
  remediation:
    'Restore the cluster with another master user; let RDS manage its password where that is declared.',
  fix: {
    cli: 'aws rds modify-db-cluster --db-cluster-identifier <cluster> --manage-master-user-password',
    cdk: 'new rds.DatabaseCluster(this, "<id>", { credentials: rds.Credentials.fromGeneratedSecret("<name>") })',
  },
  severity: 'medium',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-24',
  ],
  controls: ['Security Hub 2026-08 RDS.24'],
  proves: ['aurora/protection', 'security/secrets'],
  needs: { clusters: auroraClusters },
  none: NO_CLUSTERS,
  subjects: declaredClusters,

  evaluate({ name, declared }, { clusters }) {
    const isManaged = declared.managedMasterPassword ?? false;
    const expected = {
      masterUsername: 'not a well-known name',
      ...(isManaged && { masterSecret: 'active' }),
    };
    const cluster = clusters.get(name);
    if (cluster === null) return fail(ABSENT, expected, {});
    const resource = { resource: cluster.arn };
    const { masterUsername, masterSecret } = cluster;
    const actual = { masterUsername, masterSecret };
    if (masterUsername !== null && WELL_KNOWN.has(masterUsername.toLowerCase())) {
      return fail('The master user has a well-known name.', expected, actual, resource);
    }
    if (isManaged) {
      switch (masterSecret?.status) {
        case undefined:
          return fail('RDS does not manage the password.', expected, actual, resource);
        case 'active':
          break;
        case 'creating':
        case 'rotating': {
          const message = 'RDS is changing the password of the master user.';
          return unsettled(message, expected, actual, resource);
        }
        case null:
          return unknown('RDS does not give the state of the secret of the master user.');
        default:
          return fail('RDS cannot manage the password.', expected, actual, resource);
      }
    }
    if (masterUsername === null) return unknown('RDS does not give the name of the master user.');
    return pass(expected, actual, resource);
  },
});
