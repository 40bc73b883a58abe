import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { WireAnswer } from './aws-error.ts';
import { type AwsCall, type WireRequest, identifyCall } from './aws-request.ts';
import { createAccountOf } from './accounts.ts';
import { createAnswering } from './answering.ts';
import { isGranted } from './authorization.ts';
import { type Calls, createCallLog } from './call-log.ts';
import { type ActiveDeviation, createDeviationBoard } from './deviation-board.ts';
import { createEmulatorClient } from './emulator-client.ts';
import { createFaultBoard } from './fault-board.ts';
import { type Fault, faultEffect } from './faults.ts';
import { CONTROL_PREFIX, answerControl } from './control.ts';
import type { DeviationArguments } from './deviation.ts';
import { type StateStore, createStateStore } from './state-store.ts';

export interface OverlayOptions {
  /** The emulator that it stands in front of. */
  emulatorUrl: string;
  /** Loopback port; a free one when left out. */
  port?: number;
  /** Reads are answered from memory until something is written. */
  replay?: boolean;
}

/** A running overlay, used from the same process; `/_overlay/…` is the same over HTTP. */
export interface Overlay {
  /** Endpoint for clients: base URL on loopback, without a trailing slash. */
  url: string;
  port: number;
  state: StateStore;
  setFault: (fault: Fault) => void;
  clearFault: (service?: string, operation?: string) => void;
  faults: () => Fault[];
  /** From now on every call is denied that these IAM actions do not grant; with null none is. */
  setGrants: (actions: readonly string[] | null) => void;
  /** @throws {RangeError} when no deviation has that name. */
  setDeviation: (name: string, args?: DeviationArguments, id?: string) => void;
  clearDeviation: (id?: string) => void;
  deviations: () => ActiveDeviation[];
  calls: () => Calls;
  resetCalls: () => void;
  /** Ends it at once, with every connection that still hangs. */
  close: () => Promise<void>;
}

/** Starts the overlay on loopback. */
export async function startOverlay(options: OverlayOptions): Promise<Overlay> {
  const faults = createFaultBoard();
  const deviations = createDeviationBoard();
  const state = createStateStore();
  const log = createCallLog();
  const emulator = createEmulatorClient(options.emulatorUrl, { replay: options.replay ?? false });
  const accountOf = createAccountOf(emulator);
  let grants: readonly string[] | null = null;
  const answering = createAnswering({ emulator, deviations, state, accountOf });

  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const request = await readRequest(incoming);
    if (request.path.startsWith(CONTROL_PREFIX)) {
      send(outgoing, answerControl(request, overlay));
      return;
    }
    const call = identifyCall(request);
    if (call === null) {
      // A reset emulator has none of the resources that the state belongs to.
      if (/^\/moto-api\/reset\b(?!-)/.test(request.path)) state.clear();
      send(outgoing, await emulator.ask(request, null));
      return;
    }
    log.add(call, attemptOf(request));
    await answerCall(call, request, outgoing);
  };

  const answerCall = async (call: AwsCall, request: WireRequest, outgoing: ServerResponse) => {
    const kind = faults.hit(call) ?? (grants === null || isGranted(call, grants) ? null : 'denied');
    if (kind === null) {
      send(outgoing, await answering.answer(call, request));
      return;
    }
    const effect = faultEffect(kind, call, await accountOf(call));
    switch (effect.effect) {
      case 'answer':
        send(outgoing, effect.answer);
        return;
      case 'reset':
        outgoing.socket?.resetAndDestroy();
        return;
      case 'hang':
        // The connection stays open and silent until the client gives up or the overlay closes.
        return;
      case 'truncate':
        send(outgoing, truncated(await answering.answer(call, request)));
        return;
      case 'repeat-token':
        send(outgoing, await answering.answerWithRepeatedToken(call, request));
        return;
    }
  };

  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch((error: unknown) => {
      sendFailure(outgoing, error);
    });
  });
  // As long as AWS keeps them: a client that is busy for seconds must not find its connections closed.
  server.keepAliveTimeout = 60_000;
  const port = await listen(server, options.port ?? 0);

  const overlay: Overlay = {
    url: `http://127.0.0.1:${port}`,
    port,
    state,
    setFault: faults.set,
    clearFault: faults.clear,
    faults: faults.all,
    setGrants(actions) {
      grants = actions;
    },
    setDeviation: deviations.set,
    clearDeviation: deviations.clear,
    deviations: deviations.active,
    calls: log.read,
    resetCalls: log.reset,
    close: () => close(server),
  };
  return overlay;
}

async function readRequest(incoming: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks);
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, value?.toString()]),
  );
  // The SDK compresses large bodies and moto decompresses them twice.
  const body = headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw;
  return { method: incoming.method ?? 'GET', path: incoming.url ?? '/', headers, body };
}

/** The SDK says which try of a request it is: `amz-sdk-request: attempt=2; max=3`. */
function attemptOf(request: WireRequest): number {
  return Number(/attempt=(\d+)/.exec(request.headers['amz-sdk-request'] ?? '')?.[1] ?? 1);
}

function truncated(answer: WireAnswer): WireAnswer {
  return { ...answer, body: answer.body.subarray(0, Math.floor(answer.body.length / 2)) };
}

function send(outgoing: ServerResponse, answer: WireAnswer): void {
  outgoing.writeHead(answer.status, {
    // Every answer of AWS has one, and evidence points to it.
    'x-amzn-requestid': randomUUID(),
    ...answer.headers,
    'content-length': answer.body.length,
  });
  outgoing.end(answer.body);
}

/** A request that is no AWS call and went wrong: never a page that a client could take for an answer. */
function sendFailure(outgoing: ServerResponse, error: unknown): void {
  if (outgoing.headersSent || outgoing.destroyed) return;
  const message = error instanceof Error ? error.message : String(error);
  const body = Buffer.from(JSON.stringify({ message }));
  send(outgoing, { status: 501, headers: { 'content-type': 'application/json' }, body });
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
