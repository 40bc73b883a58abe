import type { CompletionContext, XmlCompletion } from '../completion.ts';
import type { JsonRecord } from '../json.ts';
import { childText, editBlocks, escapeXml, findBlocks, type XmlElement } from '../xml.ts';
import { readSettings, rememberSettings, resolveKeys } from './rds-settings.ts';

/** Aurora can be restored up to the last five minutes, says the user guide. */
const RESTORE_LAG_MS = 3 * 60_000;
const DEFAULT_AUTO_PAUSE_SECONDS = '300';

export const RDS_CLUSTER_COMPLETIONS: readonly XmlCompletion[] = [
  {
    form: 'xml',
    service: 'rds',
    operations: ['CreateDBCluster', 'ModifyDBCluster'],
    gap: 'Insights, monitoring, the data API and later changes of log exports are dropped.',
    async complete(body, parameters, context) {
      for (const cluster of findBlocks(body, { name: 'DBCluster' })) {
        const arn = childText(body, cluster, 'DBClusterArn') ?? '';
        const exports = changedExports(body, cluster, parameters, readSettings(context, arn));
        rememberSettings(context, arn, parameters, exports);
      }
      return completeClusters(body, context);
    },
  },
  {
    form: 'xml',
    service: 'rds',
    operations: ['DescribeDBClusters'],
    gap: 'Insights, monitoring and activity streams are missing, the storage type is gp2, and keys are not resolved.',
    complete: (body, _parameters, context) => completeClusters(body, context),
  },
];

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBCluster.html */
async function completeClusters(body: string, context: CompletionContext): Promise<string> {
  const keys = await resolveKeys(body, findBlocks(body, { name: 'DBCluster' }), context);
  const scaled = editBlocks(body, { name: 'DBCluster' }, (cluster) => {
    const settings = readSettings(context, childText(body, cluster, 'DBClusterArn') ?? '');
    const { LogExports, SecondsUntilAutoPause, ...kept } = settings;
    const scaling = scalingContent(body, cluster, SecondsUntilAutoPause);
    return {
      PerformanceInsightsEnabled: 'false',
      DatabaseInsightsMode: 'standard',
      MonitoringInterval: '0',
      ActivityStreamStatus: 'stopped',
      EngineLifecycleSupport: 'open-source-rds-extended-support',
      ...storage(body, cluster),
      ...restorable(body, cluster, context.now),
      ...keyEdit(body, cluster, keys),
      ...(LogExports !== undefined && {
        EnabledCloudwatchLogsExports: { xml: memberList(LogExports.split(',')) },
      }),
      ...(scaling !== null && { ServerlessV2ScalingConfiguration: { xml: scaling } }),
      ...kept,
    };
  });
  return scaled;
}

function storage(body: string, cluster: XmlElement): Record<string, string> {
  const aurora = childText(body, cluster, 'Engine')?.startsWith('aurora') === true;
  return aurora && childText(body, cluster, 'StorageType') === 'gp2'
    ? { StorageType: 'aurora' }
    : {};
}

function restorable(body: string, cluster: XmlElement, now: Date): Record<string, string> {
  const earliest = Date.parse(childText(body, cluster, 'EarliestRestorableTime') ?? '');
  if (Number.isNaN(earliest)) return {};
  const latest = new Date(Math.max(earliest, now.getTime() - RESTORE_LAG_MS));
  return { LatestRestorableTime: latest.toISOString() };
}

export function keyEdit(
  body: string,
  element: XmlElement,
  keys: ReadonlyMap<string, string>,
): Record<string, string> {
  const key = keys.get(childText(body, element, 'KmsKeyId') ?? '');
  return key === undefined ? {} : { KmsKeyId: key };
}

/** A cluster that may scale to nothing pauses by itself; the emulator leaves out when. */
function scalingContent(
  body: string,
  cluster: XmlElement,
  asked: string | undefined,
): string | null {
  const scaling = cluster.children.find(({ name }) => name === 'ServerlessV2ScalingConfiguration');
  if (scaling === undefined || Number(childText(body, scaling, 'MinCapacity')) !== 0) return null;
  const seconds = asked ?? DEFAULT_AUTO_PAUSE_SECONDS;
  const [min = '', max = ''] = ['MinCapacity', 'MaxCapacity'].map((name) =>
    childText(body, scaling, name),
  );
  return `<MinCapacity>${min}</MinCapacity><MaxCapacity>${max}</MaxCapacity><SecondsUntilAutoPause>${seconds}</SecondsUntilAutoPause>`;
}

/** ModifyDBCluster names the exports to switch on and off. */
function changedExports(
  body: string,
  cluster: XmlElement,
  parameters: JsonRecord,
  settings: Readonly<Record<string, string>>,
): Record<string, string> {
  const on = numbered(parameters, 'CloudwatchLogsExportConfiguration.EnableLogTypes.member.');
  const off = numbered(parameters, 'CloudwatchLogsExportConfiguration.DisableLogTypes.member.');
  if (on.length + off.length === 0) return {};
  const list = cluster.children.find(({ name }) => name === 'EnabledCloudwatchLogsExports');
  const emulated = list?.children.map(({ contentStart, contentEnd }) =>
    body.slice(contentStart, contentEnd),
  );
  const before = settings['LogExports']?.split(',') ?? emulated ?? [];
  const after = [...new Set([...before, ...on])].filter((type) => !off.includes(type));
  return { LogExports: after.join(',') };
}

function numbered(parameters: JsonRecord, prefix: string): string[] {
  return Object.entries(parameters).flatMap(([name, value]) =>
    name.startsWith(prefix) && typeof value === 'string' ? [value] : [],
  );
}

function memberList(items: readonly string[]): string {
  return items
    .filter((item) => item !== '')
    .map((item) => `<member>${escapeXml(item)}</member>`)
    .join('');
}
