import { type CompletionContext, regionalKey, type XmlCompletion } from '../completion.ts';
import { isJsonRecord, type JsonRecord, recordsOf, stringOf } from '../json.ts';
import { applySplices, childText, escapeXml, findBlocks } from '../xml.ts';

/** Reads of RDS that the emulator does not have. */
export const RDS_READ_COMPLETIONS: readonly XmlCompletion[] = [
  {
    form: 'xml',
    service: 'rds',
    operations: ['DescribePendingMaintenanceActions'],
    gap: 'Not implemented; the actions are those of the state rds/pending-maintenance.',
    async answer(parameters, context) {
      const key = await regionalKey(context, 'rds/pending-maintenance');
      const wanted = stringOf(parameters, 'ResourceIdentifier');
      const resources = recordsOf({ list: context.state.get(key) }, 'list').filter(
        ({ ResourceIdentifier }) => wanted === undefined || wanted === ResourceIdentifier,
      );
      const list = resources.map(pendingXml).join('');
      return answerOf(context, `<PendingMaintenanceActions>${list}</PendingMaintenanceActions>`);
    },
  },
  {
    form: 'xml',
    service: 'rds',
    operations: ['DescribeDBEngineVersions'],
    gap: 'Not implemented; every minor version of a supported major version of Aurora PostgreSQL is there when it is asked for.',
    answer(parameters, context) {
      const versions = engineVersions(parameters).map(engineVersionXml).join('');
      return answerOf(context, `<DBEngineVersions>${versions}</DBEngineVersions>`);
    },
  },
  {
    form: 'xml',
    service: 'rds',
    operations: ['DescribeDBClusterEndpoints'],
    gap: 'Not implemented; the two endpoints that every cluster has.',
    async answer(parameters, context) {
      const text = await context.askXml('rds', 'DescribeDBClusters', {});
      const wanted = stringOf(parameters, 'DBClusterIdentifier');
      const endpoints = findBlocks(text, { name: 'DBCluster' }).flatMap((cluster) => {
        const id = childText(text, cluster, 'DBClusterIdentifier') ?? '';
        if (wanted !== undefined && wanted !== id) return [];
        return [
          endpointXml(id, 'WRITER', childText(text, cluster, 'Endpoint')),
          endpointXml(id, 'READER', childText(text, cluster, 'ReaderEndpoint')),
        ];
      });
      return answerOf(context, `<DBClusterEndpoints>${endpoints.join('')}</DBClusterEndpoints>`);
    },
  },
  {
    form: 'xml',
    service: 'rds',
    operations: ['DescribeDBProxyTargets'],
    gap: 'The members of a registered cluster are missing, and the cluster has a state; the members are available.',
    complete: (body, _parameters, context) => withMembers(body, context),
  },
  {
    form: 'xml',
    service: 'rds',
    operations: ['DescribeCertificates'],
    gap: 'Not implemented; the authorities that are in use.',
    answer: (_parameters, context) =>
      answerOf(context, `<Certificates>${AUTHORITIES.map(authorityXml).join('')}</Certificates>`),
  },
];

/** Members follow their cluster, whose own entry has neither an endpoint nor a state. */
async function withMembers(body: string, context: CompletionContext): Promise<string> {
  const tracked = findBlocks(body, { name: 'member', where: { Type: 'TRACKED_CLUSTER' } });
  if (tracked.length === 0) return body;
  const text = await context.askXml('rds', 'DescribeDBInstances', {});
  const instances = findBlocks(text, { name: 'DBInstance' });
  const splices = tracked.map((target) => {
    const cluster = childText(body, target, 'RdsResourceId') ?? '';
    const members = instances
      .filter((instance) => childText(text, instance, 'DBClusterIdentifier') === cluster)
      .map((instance) => memberXml(childText(text, instance, 'DBInstanceIdentifier'), cluster));
    const whole = `<member><Type>TRACKED_CLUSTER</Type><Port>0</Port><RdsResourceId>${escapeXml(cluster)}</RdsResourceId></member>`;
    return { start: target.start, end: target.end, with: whole + members.join('') };
  });
  return applySplices(body, splices);
}

function memberXml(instance: string | undefined, cluster: string): string {
  return `<member><Type>RDS_INSTANCE</Type><Port>5432</Port><RdsResourceId>${escapeXml(instance ?? '')}</RdsResourceId><TrackedClusterId>${escapeXml(cluster)}</TrackedClusterId><TargetHealth><State>AVAILABLE</State></TargetHealth></member>`;
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.SSL.html */
const AUTHORITIES = [
  { name: 'rds-ca-rsa2048-g1', validTill: '2061-05-25T23:59:59Z' },
  { name: 'rds-ca-rsa4096-g1', validTill: '2121-05-25T23:59:59Z' },
  { name: 'rds-ca-ecc384-g1', validTill: '2121-05-25T23:59:59Z' },
] as const;

/** Major versions in standard support, and those that AWS no longer creates. */
const AVAILABLE_MAJORS = [14, 15, 16, 17];

interface EngineVersion {
  version: string;
  major: number;
  status: 'available' | 'deprecated';
}

/** A whole version is answered as it stands, a major one or none by the majors' first versions. */
function engineVersions(parameters: JsonRecord): EngineVersion[] {
  const engine = stringOf(parameters, 'Engine') ?? 'aurora-postgresql';
  if (engine !== 'aurora-postgresql') return [];
  const asked = stringOf(parameters, 'EngineVersion');
  const versions =
    asked === undefined
      ? AVAILABLE_MAJORS.map((major) => `${major}.4`)
      : [asked.includes('.') ? asked : `${asked}.4`];
  return versions.flatMap((version) => {
    const major = Number(version.split('.')[0]);
    if (!(major >= 10 && major <= Math.max(...AVAILABLE_MAJORS))) return [];
    const status = AVAILABLE_MAJORS.includes(major) ? 'available' : 'deprecated';
    return [{ version, major, status }];
  });
}

function engineVersionXml({ version, major, status }: EngineVersion): string {
  return `<DBEngineVersion><Engine>aurora-postgresql</Engine><MajorEngineVersion>${major}</MajorEngineVersion><EngineVersion>${escapeXml(version)}</EngineVersion><DBParameterGroupFamily>aurora-postgresql${major}</DBParameterGroupFamily><DBEngineDescription>Aurora (PostgreSQL)</DBEngineDescription><Status>${status}</Status><SupportedEngineModes><member>provisioned</member></SupportedEngineModes><ExportableLogTypes><member>postgresql</member></ExportableLogTypes><SupportsLogExportsToCloudwatchLogs>true</SupportsLogExportsToCloudwatchLogs><SupportsGlobalDatabases>true</SupportsGlobalDatabases></DBEngineVersion>`;
}

function endpointXml(cluster: string, type: string, endpoint: string | undefined): string {
  return `<DBClusterEndpointList><DBClusterIdentifier>${escapeXml(cluster)}</DBClusterIdentifier><Endpoint>${escapeXml(endpoint ?? '')}</Endpoint><Status>available</Status><EndpointType>${type}</EndpointType></DBClusterEndpointList>`;
}

function authorityXml({ name, validTill }: (typeof AUTHORITIES)[number]): string {
  return `<Certificate><CertificateIdentifier>${name}</CertificateIdentifier><CertificateType>CA</CertificateType><ValidFrom>2021-05-25T22:34:57Z</ValidFrom><ValidTill>${validTill}</ValidTill></Certificate>`;
}

function pendingXml(resource: JsonRecord): string {
  const actions = recordsOf(resource, 'PendingMaintenanceActionDetails').map(
    (action) => `<PendingMaintenanceAction>${membersXml(action)}</PendingMaintenanceAction>`,
  );
  const id = escapeXml(stringOf(resource, 'ResourceIdentifier') ?? '');
  return `<ResourcePendingMaintenanceActions><ResourceIdentifier>${id}</ResourceIdentifier><PendingMaintenanceActionDetails>${actions.join('')}</PendingMaintenanceActionDetails></ResourcePendingMaintenanceActions>`;
}

function membersXml(record: JsonRecord): string {
  return Object.entries(record)
    .filter(([, value]) => !isJsonRecord(value) && !Array.isArray(value))
    .map(([name, value]) => `<${name}>${escapeXml(String(value))}</${name}>`)
    .join('');
}

function answerOf(context: CompletionContext, members: string): string {
  const { operation } = context.call;
  return `<${operation}Response xmlns="http://rds.amazonaws.com/doc/2014-10-31/"><${operation}Result>${members}</${operation}Result></${operation}Response>`;
}
