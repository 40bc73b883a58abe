import type { XmlDeviation } from '../deviation.ts';
import { editBlocks, setElementText } from '../xml.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** One text of one cluster or instance: `{ cluster, member, value }` or `{ instance, member, value }`; null takes it away. */
export const RDS_DEVIATIONS: readonly XmlDeviation[] = [
  {
    name: 'rds/cluster-member',
    form: 'xml',
    service: 'rds',
    operations: ['DescribeDBClusters'],
    edit: (body, { cluster, member, value }) =>
      setElementText(
        body,
        { name: 'DBCluster', where: { DBClusterIdentifier: String(cluster) } },
        String(member),
        typeof value === 'string' ? value : null,
      ),
  },
  {
    name: 'rds/instance-member',
    form: 'xml',
    service: 'rds',
    operations: ['DescribeDBInstances'],
    edit: (body, { instance, member, value }) =>
      setElementText(
        body,
        { name: 'DBInstance', where: { DBInstanceIdentifier: String(instance) } },
        String(member),
        typeof value === 'string' ? value : null,
      ),
  },
  {
    /** `{ instance, days }`: how long the certificate of the instance is still valid. */
    name: 'rds/certificate',
    form: 'xml',
    service: 'rds',
    operations: ['DescribeDBInstances'],
    edit: (body, { instance, days }) =>
      editBlocks(
        body,
        { name: 'DBInstance', where: { DBInstanceIdentifier: String(instance) } },
        () => ({
          CertificateDetails: {
            xml: `<CAIdentifier>rds-ca-rsa2048-g1</CAIdentifier><ValidTill>${new Date(Date.now() + Number(days) * DAY_MS).toISOString()}</ValidTill>`,
          },
        }),
      ),
  },
  {
    /** `{ instance, instanceClass }`: the class that the instance is to have from its maintenance window on. */
    name: 'rds/pending-class',
    form: 'xml',
    service: 'rds',
    operations: ['DescribeDBInstances'],
    edit: (body, { instance, instanceClass }) =>
      editBlocks(
        body,
        { name: 'DBInstance', where: { DBInstanceIdentifier: String(instance) } },
        () => ({
          PendingModifiedValues: {
            xml: `<DBInstanceClass>${String(instanceClass)}</DBInstanceClass>`,
          },
        }),
      ),
  },
  {
    /** `{ instance, member, value }`, of what the cluster says of its member. */
    name: 'rds/membership',
    form: 'xml',
    service: 'rds',
    operations: ['DescribeDBClusters'],
    edit: (body, { instance, member, value }) =>
      setElementText(
        body,
        { name: 'DBClusterMember', where: { DBInstanceIdentifier: String(instance) } },
        String(member),
        typeof value === 'string' ? value : null,
      ),
  },
  {
    /** `{ proxy, member, value }` */
    name: 'rds/proxy',
    form: 'xml',
    service: 'rds',
    operations: ['DescribeDBProxies'],
    edit: (body, { proxy, member, value }) =>
      setElementText(
        body,
        { name: 'member', where: { DBProxyName: String(proxy) } },
        String(member),
        typeof value === 'string' ? value : null,
      ),
  },
  {
    /** `{ instance, state, reason }`: the health of the instance as a target of proxies. */
    name: 'rds/proxy-target',
    form: 'xml',
    service: 'rds',
    operations: ['DescribeDBProxyTargets'],
    edit: (body, { instance, state, reason }) =>
      editBlocks(body, { name: 'member', where: { RdsResourceId: String(instance) } }, () => ({
        TargetHealth: { xml: `<State>${String(state)}</State><Reason>${String(reason)}</Reason>` },
      })),
  },
  {
    /** `{ snapshot, member, value }` */
    name: 'rds/cluster-snapshot',
    form: 'xml',
    service: 'rds',
    operations: ['DescribeDBClusterSnapshots'],
    edit: (body, { snapshot, member, value }) =>
      setElementText(
        body,
        { name: 'DBClusterSnapshot', where: { DBClusterSnapshotIdentifier: String(snapshot) } },
        String(member),
        typeof value === 'string' ? value : null,
      ),
  },
];
