import { server } from '../../collectors/postgres/catalog/server.ts';
import { hosts } from '../../collectors/postgres/hosts.ts';
import { auroraClusters } from '../../collectors/aws/rds/clusters.ts';
import { auroraInstances } from '../../collectors/aws/rds/instances.ts';
import { defineCheck } from '../../core/check.ts';
import { fail, pass, unknown } from '../../core/judgement.ts';
import { SAYS_NOTHING } from './server-of.ts';
import { movedDatabase, NO_MIGRATION } from './subjects.ts';

const ABSENT = 'The Aurora cluster that is the target does not exist.';

const ELSEWHERE =
  'The connection to the target goes to an endpoint of RDS that is neither the writer endpoint of the declared Aurora cluster nor that of its instance.';

/** As in `main.cluster-abc.us-east-1.rds.amazonaws.com` and `main.cluster-abc.rds.cn-north-1.amazonaws.com.cn`. */
const OF_RDS = /\.rds(\.[a-z0-9-]+)?\.amazonaws\.com(\.cn)?$/;

/** Names of hosts have no case, and may end in the root's dot. */
function hostName(text: string): string {
  return text.toLowerCase().replace(/\.$/, '');
}

function isHost(endpoint: string | null | undefined, host: string): boolean {
  return typeof endpoint === 'string' && hostName(endpoint) === hostName(host);
}

/**
 * Names of instances are unique in an account and region only, so that a cluster of another account can have an instance
 * of the same name. Endpoints of RDS are unique everywhere; a tunnel, an address or another name proves no account.
 */
export default defineCheck({
  id: 'database/target-cluster',
  title: 'The connection to the target reaches the writer of the declared Aurora cluster',
  risk: 'Another cluster is judged in the place of the declared one: every finding about the database is about the wrong one.',
  remediation: 'Connect to the writer endpoint of the declared cluster.',
  fix: { sql: 'SELECT aurora_db_instance_identifier();' },
  severity: 'critical',
  resourceType: 'AWS::RDS::DBCluster',
  references: [
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora_db_instance_identifier.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBClusterMember.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Overview.Endpoints.html',
  ],
  controls: [],
  proves: ['aurora/compatibility'],
  needs: { server, hosts, clusters: auroraClusters, instances: auroraInstances },
  none: NO_MIGRATION,
  subjects: movedDatabase,

  evaluate({ declared }, artifacts) {
    const expected = { cluster: declared.target, writer: true };
    const target = artifacts.server.get('target')?.[0]?.def;
    const cluster = artifacts.clusters.get(declared.target);
    if (cluster === null) return fail(ABSENT, expected, {});
    if (target === undefined) return SAYS_NOTHING;
    const { instance, aurora } = target;
    const resource = { resource: cluster.arn };
    if (instance === null) {
      return aurora
        ? unknown('The target does not say which instance it is; Aurora does from 13.7 on.')
        : fail(
            'The target is no member of an Aurora cluster: it has no aurora_db_instance_identifier().',
            expected,
            { instance },
            resource,
          );
    }
    const member = cluster.members.find((each) => each.instance === instance.toLowerCase());
    if (member === undefined) {
      const message = 'The target is no member of the declared Aurora cluster.';
      const members = cluster.members.map((each) => each.instance).sort();
      return fail(message, expected, { instance, members }, resource);
    }
    const host = artifacts.hosts.get('target');
    if (host === null) return unknown('Where the connection to the target goes is not known.');
    const isOfRds = OF_RDS.test(hostName(host));
    if (isOfRds && !isHost(cluster.endpoint, host)) {
      const instances = artifacts.instances.get(declared.target) ?? [];
      const own = instances.find(({ identifier }) => identifier === member.instance)?.endpoint;
      if (!isHost(own, host)) {
        return cluster.endpoint === null || own === undefined || own === null
          ? unknown('AWS does not give the endpoints of the declared Aurora cluster.')
          : fail(ELSEWHERE, { hosts: [cluster.endpoint, own] }, { instance, host }, resource);
      }
    }
    if (member.isWriter === null) {
      return unknown('AWS does not say whether the member that was reached is the writer.');
    }
    const actual = { cluster: declared.target, writer: member.isWriter, instance, host };
    if (!member.isWriter) {
      return fail(
        'The target is a reader of the declared Aurora cluster.',
        expected,
        actual,
        resource,
      );
    }
    const unproven = `The connection goes to ${host}, which is no endpoint of RDS: by the name of the instance alone it is not proven that it is the one of the declared account.`;
    return pass(expected, actual, isOfRds ? resource : { ...resource, details: [unproven] });
  },
});
