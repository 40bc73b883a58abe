import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorAnswer, type WireAnswer } from '../../overlay/aws-error.ts';
import { identifyCall, type AwsCall } from '../../overlay/aws-request.ts';
import { brokenLimit } from '../../overlay/limits.ts';
import { decodeInput } from './decode.ts';
import { encodeOutput } from './encode.ts';
import { StubRefusal } from './pages.ts';
import { operationShapes, type OperationShapes } from './shape.ts';
import type { AnswerEntry, World } from './world.ts';

/** What the stub was asked since it was last reset. */
export interface StubLog {
  /** Requests by operation, such as `ecs:DescribeServices`. */
  readonly requests: Readonly<Record<string, number>>;
  /** Operations that it has no answer for: they make a benchmark worthless. */
  readonly unknown: readonly string[];
  /** Requests that it refused, with the reason: a page or a batch that AWS would not take. */
  readonly refused: readonly string[];
  /** The most requests that were in flight at once. */
  readonly mostAtOnce: number;
}

export interface Stub {
  readonly server: Server;
  /** Where the log is read (GET) and emptied (POST). */
  readonly logPath: string;
}

const LOG_PATH = '/-/log';

/** A server that answers as AWS would, each request `latencyMs` after it came. */
export async function startStub(
  entries: readonly AnswerEntry[],
  world: World,
  latencyMs: number,
): Promise<Stub> {
  const known = new Map<string, { entry: AnswerEntry; shapes: OperationShapes }>();
  for (const entry of entries) {
    const shapes = operationShapes(await schemaOf(entry));
    known.set(`${entry.signedAs}:${entry.operation}`, { entry, shapes });
  }
  let log = emptyLog();
  let inFlight = 0;

  const answerTo = (call: AwsCall | null): WireAnswer => {
    if (call === null) return refusal(null, 'the request is no call of AWS');
    const name = `${call.service}:${call.operation}`;
    log.requests.set(name, (log.requests.get(name) ?? 0) + 1);
    const found = known.get(name);
    if (found === undefined) {
      log.unknown.add(name);
      return refusal(call, `the stub has no answer to ${name}`);
    }
    const broken = brokenLimit(call);
    if (broken !== null) {
      log.refused.push(`${name}: ${broken.message}`);
      return errorAnswer(call, broken);
    }
    try {
      const output = found.entry.answer(decodeInput(call, found.shapes.input), world);
      return encodeOutput(call, output, found.shapes.output);
    } catch (error) {
      if (!(error instanceof StubRefusal)) throw error;
      log.refused.push(`${name}: ${error.code}: ${error.message}`);
      const { code, message } = error;
      return errorAnswer(call, { code, message, status: 400, sender: true });
    }
  };

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const arrivedMs = performance.now();
    const body = await bodyOf(request);
    if (request.url === LOG_PATH) {
      const told = JSON.stringify(tell(log));
      if (request.method === 'POST') log = emptyLog();
      response.writeHead(200, { 'content-type': 'application/json' }).end(told);
      return;
    }
    inFlight += 1;
    log.mostAtOnce = Math.max(log.mostAtOnce, inFlight);
    const answer = answerTo(
      identifyCall({
        method: request.method ?? 'GET',
        path: request.url ?? '/',
        headers: headersOf(request),
        body,
      }),
    );
    // What making the answer took is part of the latency, as it is with AWS.
    const remainingMs = latencyMs - (performance.now() - arrivedMs);
    if (remainingMs > 0) await sleep(remainingMs);
    inFlight -= 1;
    response.writeHead(answer.status, answer.headers).end(answer.body);
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      log.refused.push(`The stub failed: ${String(error)}`);
      response.writeHead(500).end();
    });
  });
  // Longer than a run waits for its rate limit: a connection that AWS would keep is kept.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return { server, logPath: LOG_PATH };
}

function emptyLog() {
  return {
    requests: new Map<string, number>(),
    unknown: new Set<string>(),
    refused: [] as string[],
    mostAtOnce: 0,
  };
}

function tell({ requests, unknown, refused, mostAtOnce }: ReturnType<typeof emptyLog>): StubLog {
  return {
    requests: Object.fromEntries([...requests].sort(([a], [b]) => (a < b ? -1 : 1))),
    unknown: [...unknown],
    refused: refused.slice(0, 20),
    mostAtOnce,
  };
}

function refusal(call: AwsCall | null, message: string): WireAnswer {
  const error = { code: 'NotImplementedInStub', message, status: 400, sender: true };
  if (call !== null) return errorAnswer(call, error);
  return { status: 400, headers: { 'content-type': 'text/plain' }, body: Buffer.from(message) };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function headersOf({ headers }: IncomingMessage): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
}

/** A command of the SDK carries the shapes of what it sends and receives. */
async function schemaOf({ service, operation }: AnswerEntry): Promise<unknown> {
  const sdk = (await import(`@aws-sdk/client-${service}`)) as Record<string, unknown>;
  const Command = sdk[`${operation}Command`];
  if (typeof Command !== 'function') {
    throw new Error(`The SDK's client of ${service} has no ${operation}.`);
  }
  return new (Command as new (input: object) => { schema: unknown })({}).schema;
}
