import type { CompletionContext, XmlCompletion } from '../completion.ts';
import { childText, editBlocks, findBlocks, type XmlElement } from '../xml.ts';
import { keyEdit } from './rds-clusters.ts';
import { readSettings, rememberSettings, resolveKeys } from './rds-settings.ts';

/** The authority that AWS takes unless told otherwise; it renews a server's certificate every year. */
const CERTIFICATE_AUTHORITY = 'rds-ca-rsa2048-g1';
const CERTIFICATE_LIFETIME_MS = 365 * 24 * 60 * 60_000;

export const RDS_INSTANCE_COMPLETIONS: readonly XmlCompletion[] = [
  {
    form: 'xml',
    service: 'rds',
    operations: ['CreateDBInstance', 'ModifyDBInstance'],
    gap: 'Insights and monitoring are dropped.',
    async complete(body, parameters, context) {
      for (const instance of findBlocks(body, { name: 'DBInstance' })) {
        rememberSettings(context, childText(body, instance, 'DBInstanceArn') ?? '', parameters);
      }
      return completeInstances(body, context);
    },
  },
  {
    form: 'xml',
    service: 'rds',
    operations: ['DescribeDBInstances'],
    gap: 'Insights, monitoring, certificate and, in a cluster, subnet and security groups are missing.',
    complete: (body, _parameters, context) => completeInstances(body, context),
  },
];

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBInstance.html */
async function completeInstances(body: string, context: CompletionContext): Promise<string> {
  const instances = findBlocks(body, { name: 'DBInstance' });
  const keys = await resolveKeys(body, instances, context);
  const clusters = await clustersOf(body, instances, context);
  return editBlocks(body, { name: 'DBInstance' }, (instance) => {
    const cluster = clusters.get(childText(body, instance, 'DBClusterIdentifier') ?? '');
    const settings = readSettings(context, childText(body, instance, 'DBInstanceArn') ?? '');
    return {
      PerformanceInsightsEnabled: 'false',
      DatabaseInsightsMode: 'standard',
      MonitoringInterval: '0',
      ActivityStreamStatus: 'stopped',
      BackupTarget: 'region',
      CustomerOwnedIpEnabled: 'false',
      DedicatedLogVolume: 'false',
      EngineLifecycleSupport: 'open-source-rds-extended-support',
      NetworkType: 'IPV4',
      PubliclyAccessible: childText(body, instance, 'PubliclyAccessible') ?? 'false',
      ...certificate(body, instance),
      ...keyEdit(body, instance, keys),
      ...(cluster && { VpcSecurityGroups: { xml: cluster.securityGroups } }),
      ...(cluster && { DBSubnetGroup: { xml: cluster.subnetGroup } }),
      ...settings,
    };
  });
}

function certificate(body: string, instance: XmlElement): Record<string, string | { xml: string }> {
  const asked = childText(body, instance, 'CACertificateIdentifier');
  const authority =
    asked === undefined || asked === 'rds-ca-default' ? CERTIFICATE_AUTHORITY : asked;
  const created = Date.parse(childText(body, instance, 'InstanceCreateTime') ?? '');
  if (Number.isNaN(created)) return { CACertificateIdentifier: authority };
  const validTill = new Date(created + CERTIFICATE_LIFETIME_MS).toISOString();
  return {
    CACertificateIdentifier: authority,
    CertificateDetails: {
      xml: `<CAIdentifier>${authority}</CAIdentifier><ValidTill>${validTill}</ValidTill>`,
    },
  };
}

/** What a member has from its cluster, as XML content. */
interface ClusterParts {
  securityGroups: string;
  subnetGroup: string;
}

async function clustersOf(
  body: string,
  instances: readonly XmlElement[],
  context: CompletionContext,
): Promise<ReadonlyMap<string, ClusterParts>> {
  const wanted = new Set(
    instances.flatMap((instance) => childText(body, instance, 'DBClusterIdentifier') ?? []),
  );
  if (wanted.size === 0) return new Map();
  const clusters = await context.askXml('rds', 'DescribeDBClusters', {});
  const groups = await context.askXml('rds', 'DescribeDBSubnetGroups', {});
  return new Map(
    findBlocks(clusters, { name: 'DBCluster' }).flatMap((cluster): [string, ClusterParts][] => {
      const id = childText(clusters, cluster, 'DBClusterIdentifier');
      if (id === undefined || !wanted.has(id)) return [];
      const name = childText(clusters, cluster, 'DBSubnetGroup') ?? '';
      const [group] = findBlocks(groups, {
        name: 'DBSubnetGroup',
        where: { DBSubnetGroupName: name },
      });
      const members = cluster.children.find((child) => child.name === 'VpcSecurityGroups');
      return [
        [
          id,
          {
            securityGroups: members ? contentOf(clusters, members) : '',
            subnetGroup: group ? contentOf(groups, group) : '',
          },
        ],
      ];
    }),
  );
}

function contentOf(text: string, element: XmlElement): string {
  return text.slice(element.contentStart, element.contentEnd);
}
