import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { auroraEngineVersions } from '../../collectors/aws/rds/engine-versions.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown, unsettled } from '../../core/judgement.ts';
import { ENGINE } from './engine.ts';
import { ABSENT, declaredClusters, NO_CLUSTERS } from './subjects.ts';

const UPGRADING = 'upgrading';
/** What AWS calls a cluster that it will charge extra for once its version is out of standard support. */
const EXTENDED_SUPPORT = 'open-source-rds-extended-support';
const CHARGED_LATER =
  'AWS charges for extended support from the day on which standard support of the version ends.';

export default defineCheck({
  id: 'aurora/engine-version',
  title: 'The Aurora cluster runs the declared version, which AWS supports, and no upgrade waits',
  risk: 'The data was tested with another version than it meets, or AWS upgrades it at a time of its own choosing.',
  remediation: 'Upgrade the cluster to the declared version, or take a pending upgrade back.',
  fix: {
    cli: 'aws rds modify-db-cluster --db-cluster-identifier <cluster> --engine-version <version> --apply-immediately',
    cdk: 'new rds.DatabaseCluster(this, "<id>", { engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.<version> }) })',
  },
  severity: 'high',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_UpgradeDBInstance.PostgreSQL.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBEngineVersions.html',
  ],
  controls: [],
  proves: ['aurora/serverless-v2', 'aurora/maintenance'],
  needs: { clusters: auroraClusters, versions: auroraEngineVersions },
  none: NO_CLUSTERS,
  subjects: declaredClusters,

  evaluate({ name, declared }, { clusters, versions }) {
    const expected = {
      engine: ENGINE,
      engineVersion: declared.engineVersion,
      pendingEngineVersion: null,
      versionStatus: 'available',
    };
    const cluster = clusters.get(name);
    if (cluster === null) return fail(ABSENT, expected, {});

    const { arn, engine, engineVersion, pendingEngineVersion, status } = cluster;
    const resource = { resource: arn };
    const actual = { engine, engineVersion, pendingEngineVersion };
    if (engine === null || engineVersion === null) {
      return unknown('AWS does not say which version the cluster runs.');
    }
    if (engine !== ENGINE) {
      return fail('The cluster runs another engine.', expected, actual, resource);
    }
    if (!isWithin(engineVersion, declared.engineVersion)) {
      const judge = status === UPGRADING ? unsettled : fail;
      return judge('The cluster runs another version.', expected, actual, resource);
    }
    if (pendingEngineVersion !== null) {
      const message = 'An upgrade of the cluster waits for its window.';
      return fail(message, expected, actual, resource);
    }
    const version = versions.get(name);
    if (version === null) {
      return fail('AWS no longer lists the version.', expected, actual, resource);
    }
    const known = { ...actual, versionStatus: version.status };
    if (version.status === 'deprecated') {
      return fail('AWS has deprecated the version.', expected, known, resource);
    }
    if (version.status !== 'available') {
      return unknown('AWS does not say whether it supports the version.');
    }
    const { engineLifecycleSupport } = cluster;
    return pass(expected, known, {
      ...resource,
      details: engineLifecycleSupport === EXTENDED_SUPPORT ? [CHARGED_LATER] : [],
    });
  },
});

/** `15` stands for every minor version of 15, and `15.4` for itself and its patches. */
function isWithin(version: string, declared: string): boolean {
  return version === declared || version.startsWith(`${declared}.`);
}
