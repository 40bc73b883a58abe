import { BACKUP_ROUTES } from './backup-routes.ts';
import { ROUTE53_ROUTES, SCHEDULER_ROUTES } from './read-routes.ts';
import { isJsonRecord, type JsonRecord } from './json.ts';
import { type Route, compileRoutes, matchRoute } from './routes.ts';

/** How parameters and answers are written on the wire. */
export type Protocol = 'json' | 'rest-json' | 'query' | 'ec2';

/** The parts of an HTTP request that say what it asks of AWS. Header names are lower case. */
export interface WireRequest {
  method: string;
  /** Path with query string. */
  path: string;
  headers: Readonly<Record<string, string | undefined>>;
  body: Buffer;
}

/** One AWS API call, whatever its protocol. */
export interface AwsCall {
  protocol: Protocol;
  /** The service's name for signing: `elasticloadbalancing`, `monitoring`, `secretsmanager`. */
  service: string;
  region: string;
  accessKeyId: string;
  /** `DescribeServices`; for a REST path that is not known, method and path. */
  operation: string;
  /** The input's members. In the query protocols flat and of strings (`Filter.1.Name`), elsewhere as in the API. */
  parameters: JsonRecord;
}

const UNSIGNED = { service: 'unknown', region: 'us-east-1', accessKeyId: 'unsigned' };

const REST_ROUTES: ReadonlyMap<string, readonly Route[]> = new Map([
  ['backup', compileRoutes(BACKUP_ROUTES)],
  ['route53', compileRoutes(ROUTE53_ROUTES)],
  ['scheduler', compileRoutes(SCHEDULER_ROUTES)],
]);

/** Says which AWS operation a request asks for; pure. Null when it is none (no signature and no known form). */
export function identifyCall(request: WireRequest): AwsCall | null {
  const scope = credentialScope(request.headers['authorization']) ?? UNSIGNED;

  const target = request.headers['x-amz-target'];
  if (target !== undefined) {
    const operation = target.slice(target.lastIndexOf('.') + 1);
    return { ...scope, protocol: 'json', operation, parameters: parseJson(request.body) };
  }

  if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true) {
    const parameters = Object.fromEntries(new URLSearchParams(request.body.toString('utf8')));
    const operation = parameters['Action'];
    if (operation === undefined) return null;
    return { ...scope, protocol: scope.service === 'ec2' ? 'ec2' : 'query', operation, parameters };
  }

  if (scope === UNSIGNED) return null;
  const { pathname, searchParams } = new URL(request.path, 'http://loopback');
  const match = matchRoute(REST_ROUTES.get(scope.service) ?? [], request.method, request.path);
  return {
    ...scope,
    protocol: 'rest-json',
    operation: match?.operation ?? `${request.method} ${pathname}`,
    parameters: {
      ...parseJson(request.body),
      ...Object.fromEntries(searchParams),
      ...match?.labels,
    },
  };
}

/** The scope that Signature Version 4 puts into the header: `AKID/date/region/service/aws4_request`. */
function credentialScope(authorization: string | undefined) {
  const scope = /Credential=([^/,\s]+)\/\d{8}\/([^/,\s]+)\/([^/,\s]+)\/aws4_request/.exec(
    authorization ?? '',
  );
  const [, accessKeyId, region, service] = scope ?? [];
  if (accessKeyId === undefined || region === undefined || service === undefined) return null;
  return { accessKeyId, region, service };
}

/** What is no JSON object has no members: the emulator says what is wrong with it. */
function parseJson(body: Buffer): JsonRecord {
  if (body.length === 0) return {};
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return isJsonRecord(value) ? value : {};
  } catch {
    return {};
  }
}
