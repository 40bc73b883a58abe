import type { AwsCall, WireRequest } from './aws-request.ts';
import type { JsonRecord } from './json.ts';

/** How the services that completions ask are addressed: the target's prefix (JSON) or the API's version (query). */
const TARGET_PREFIXES: Readonly<Record<string, string>> = {
  ecs: 'AmazonEC2ContainerServiceV20141113',
  'application-autoscaling': 'AnyScaleFrontendService',
  dynamodb: 'DynamoDB_20120810',
  ecr: 'AmazonEC2ContainerRegistry_V20150921',
  kms: 'TrentService',
  logs: 'Logs_20140328',
  secretsmanager: 'secretsmanager',
  wafv2: 'AWSWAF_20190729',
};
const API_VERSIONS: Readonly<Record<string, string>> = {
  ec2: '2016-11-15',
  elasticloadbalancing: '2015-12-01',
  iam: '2010-05-08',
  rds: '2014-10-31',
  sts: '2011-06-15',
};

/** The same caller's request for another operation of a JSON service. */
export function jsonRequest(
  caller: AwsCall,
  service: string,
  operation: string,
  parameters: JsonRecord,
): WireRequest {
  return {
    method: 'POST',
    path: '/',
    headers: {
      ...signedAs(caller, service),
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `${TARGET_PREFIXES[service] ?? service}.${operation}`,
    },
    body: Buffer.from(JSON.stringify(parameters)),
  };
}

/** The same for a service of the query protocols. */
export function queryRequest(
  caller: AwsCall,
  service: string,
  operation: string,
  parameters: Readonly<Record<string, string>>,
): WireRequest {
  const form = { Action: operation, Version: API_VERSIONS[service] ?? '', ...parameters };
  return {
    method: 'POST',
    path: '/',
    headers: {
      ...signedAs(caller, service),
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
    },
    body: Buffer.from(new URLSearchParams(form).toString()),
  };
}

/** A GET of a REST service. */
export function getRequest(caller: AwsCall, service: string, path: string): WireRequest {
  return { method: 'GET', path, headers: signedAs(caller, service), body: Buffer.alloc(0) };
}

/** The request with other parameters. REST paths stay as they are: only the body can be changed there. */
export function withParameters(
  request: WireRequest,
  call: AwsCall,
  parameters: JsonRecord,
): WireRequest {
  switch (call.protocol) {
    case 'json':
      return { ...request, body: Buffer.from(JSON.stringify(parameters)) };
    case 'ec2':
    case 'query': {
      const form = Object.entries(parameters).map(([name, value]): [string, string] => [
        name,
        String(value),
      ]);
      return { ...request, body: Buffer.from(new URLSearchParams(form).toString()) };
    }
    case 'rest-json':
      return request;
  }
}

/** The emulator reads the scope and checks no signature. */
function signedAs(caller: AwsCall, service: string): Record<string, string> {
  const scope = `${caller.accessKeyId}/20260101/${caller.region}/${service}/aws4_request`;
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`,
    host: 'loopback',
  };
}
