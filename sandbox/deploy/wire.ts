import type { SandboxCredentials } from './credentials.ts';

type Parameters = Readonly<Record<string, unknown>>;

/**
 * Calls of AWS services for which no SDK client is installed, as no collector reads them. The sandbox reads the scope of the
 * signature and checks none, so a call is an HTTP request in the service's protocol and nothing more.
 */
export interface Wire {
  /** The JSON protocols; `target` is the prefix of the `X-Amz-Target` header. */
  json(
    service: string,
    target: string,
    operation: string,
    parameters: Parameters,
  ): Promise<Record<string, unknown>>;
  /** The query protocol; answers are XML text. */
  query(
    service: string,
    version: string,
    operation: string,
    parameters: Readonly<Record<string, string>>,
  ): Promise<string>;
  /** The REST protocols: a string is sent as XML, any other body as JSON. */
  rest(service: string, method: string, path: string, body?: unknown): Promise<string>;
}

export function createWire(options: {
  endpoint: string;
  region: string;
  credentials: SandboxCredentials;
}): Wire {
  const { endpoint, region, credentials } = options;

  const send = async (
    service: string,
    operation: string,
    request: { method: string; path: string; headers: Record<string, string>; body: string | null },
  ): Promise<string> => {
    const scope = `${credentials.accessKeyId}/20260101/${region}/${service}/aws4_request`;
    const response = await fetch(`${endpoint}${request.path}`, {
      method: request.method,
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`,
        ...(credentials.sessionToken && { 'x-amz-security-token': credentials.sessionToken }),
        ...request.headers,
      },
      body: request.body,
    });
    const text = await response.text();
    if (response.ok) return text;
    throw new Error(`${service}:${operation} is refused with status ${response.status}: ${text}`);
  };

  return {
    async json(service, target, operation, parameters) {
      const text = await send(service, operation, {
        method: 'POST',
        path: '/',
        headers: {
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': `${target}.${operation}`,
        },
        body: JSON.stringify(parameters),
      });
      return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
    },
    query: (service, version, operation, parameters) =>
      send(service, operation, {
        method: 'POST',
        path: '/',
        headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
        body: new URLSearchParams({
          Action: operation,
          Version: version,
          ...parameters,
        }).toString(),
      }),
    rest: (service, method, path, body) =>
      send(service, `${method} ${path}`, { method, path, ...restBody(body) }),
  };
}

function restBody(body: unknown): { headers: Record<string, string>; body: string | null } {
  if (body === undefined) return { headers: {}, body: null };
  return typeof body === 'string'
    ? { headers: { 'content-type': 'application/xml' }, body }
    : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
