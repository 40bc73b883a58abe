import { request as httpRequest } from 'node:http';
import type { WireAnswer } from './aws-error.ts';
import type { AwsCall, WireRequest } from './aws-request.ts';
import { canonicalJson } from './json.ts';

/** Asks the emulator. Writes go one after the other; reads of replay mode are answered from memory where they can be. */
export interface EmulatorClient {
  ask(request: WireRequest, call: AwsCall | null): Promise<WireAnswer>;
}

/** Headers that belong to one connection, or that we state anew. */
const HOP_BY_HOP = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'date',
  'expect',
  'keep-alive',
  'server',
  'transfer-encoding',
]);

const READS = /^(BatchGet|Describe|Get|List|Lookup|Filter|Query|Scan|Simulate|Test)[A-Z]?/;
/** They read nothing: they make credentials. */
const NO_READS = new Set(['GetSessionToken', 'GetFederationToken']);

/** Operations that change nothing, by their names. */
function isRead(call: AwsCall): boolean {
  return READS.test(call.operation) && !NO_READS.has(call.operation);
}

export function createEmulatorClient(url: string, options: { replay: boolean }): EmulatorClient {
  const memory = new Map<string, Promise<WireAnswer>>();
  let generation = 0;
  // moto's dictionaries are not safe under concurrent writes: "dictionary changed size during iteration".
  let lastWrite: Promise<unknown> = Promise.resolve();

  const forget = () => {
    generation += 1;
    memory.clear();
  };

  const write = (request: WireRequest): Promise<WireAnswer> => {
    const answer = lastWrite.then(() => {
      forget();
      return send(url, request).finally(forget);
    });
    lastWrite = answer.catch(() => undefined);
    return answer;
  };

  const remembered = (request: WireRequest, call: AwsCall): Promise<WireAnswer> => {
    const key = canonicalJson([
      call.accessKeyId,
      call.service,
      call.region,
      call.operation,
      call.parameters,
    ]);
    const known = memory.get(key);
    if (known) return known;
    const asked = generation;
    const answer = send(url, request);
    memory.set(key, answer);
    const drop = () => {
      if (asked === generation) memory.delete(key);
    };
    answer.then(({ status }) => {
      if (status >= 500) drop();
    }, drop);
    return answer;
  };

  return {
    ask(request, call) {
      // What is no AWS call (moto's own API) may change anything.
      if (call === null || !isRead(call)) return write(request);
      return options.replay ? remembered(request, call) : send(url, request);
    },
  };
}

function send(url: string, request: WireRequest): Promise<WireAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      {
        hostname,
        port,
        path: request.path,
        method: request.method,
        headers: { ...forwardable(request.headers), 'content-length': request.body.length },
        agent: false,
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          resolve({
            status: incoming.statusCode ?? 502,
            headers: forwardable(incoming.headers),
            body: Buffer.concat(chunks),
          });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(request.body);
  });
}

function forwardable(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || HOP_BY_HOP.has(name) ? [] : [[name, String(value)]],
    ),
  );
}
