import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../../load/stats/random.ts';
import { drawServiceMs, timerMs, type ServiceTime } from './service-times.ts';
import { Slots, type SlotUsage } from './slots.ts';

export interface LoadTargetOptions {
  /** How many requests are served at a time, from 1. */
  readonly slots: number;
  readonly service: ServiceTime;
  readonly seed: number;
}

/** What was served, request by request in the order of arrival. Times are milliseconds since the target started. */
export interface LoadTrace {
  readonly arrivedMs: readonly number[];
  /** How long a slot really took, which is not quite what was drawn. */
  readonly serviceMs: readonly number[];
  readonly sojournMs: readonly number[];
}

export interface LoadStats {
  readonly slots: number;
  readonly busy: number;
  readonly waiting: number;
  readonly served: number;
  readonly failed: number;
  /** From two looks follows how busy the slots were between them. */
  readonly usage: SlotUsage;
  /** How many of them said that they write test data, by the value of their marker. */
  readonly markers: Readonly<Record<string, number>>;
}

export interface LoadTarget {
  /** Such as `http://127.0.0.1:41234`. */
  readonly origin: string;
  stop(): Promise<void>;
}

/** The header by which the target knows writing traffic. */
const MARKER = 'x-landfall-load';
const MAX_SLOTS = 10_000;

/**
 * A service whose behaviour is known exactly: slots, one line before them, drawn service times. It listens on loopback alone.
 * `/work` is served; `POST /scale?slots=6` changes the slots, `POST /fail?share=0.1` how many answers are errors (500), and
 * `/stats` and `/trace` tell what was.
 */
export async function startLoadTarget(options: LoadTargetOptions): Promise<LoadTarget> {
  const epochMs = performance.now();
  const now = () => performance.now() - epochMs;
  const slots = new Slots(options.slots, now);
  const random = seededRandom(options.seed);
  const trace = {
    arrivedMs: [] as number[],
    serviceMs: [] as number[],
    sojournMs: [] as number[],
  };
  const markers: Record<string, number> = {};
  let failShare = 0;
  let served = 0;
  let failed = 0;

  async function work(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const index = trace.arrivedMs.push(now()) - 1;
    const marker = request.headers[MARKER];
    if (typeof marker === 'string') markers[marker] = (markers[marker] ?? 0) + 1;
    const setMs = timerMs(drawServiceMs(options.service, random), random);
    const isFailure = random() < failShare;
    request.resume();
    const times = await slots.enter(() => sleep(setMs));
    trace.serviceMs[index] = times.endedMs - times.startedMs;
    trace.sojournMs[index] = times.endedMs - times.arrivedMs;
    served += 1;
    if (isFailure) failed += 1;
    response.writeHead(isFailure ? 500 : 200, {
      'content-type': 'text/plain',
      'x-queue-ms': (times.startedMs - times.arrivedMs).toFixed(3),
      'x-service-ms': (times.endedMs - times.startedMs).toFixed(3),
    });
    response.end(isFailure ? 'failed\n' : 'done\n');
  }

  function control(request: IncomingMessage, url: URL): object | null {
    switch (`${request.method ?? ''} ${url.pathname}`) {
      case 'POST /scale': {
        const wanted = Number(url.searchParams.get('slots'));
        if (!Number.isInteger(wanted) || wanted < 1 || wanted > MAX_SLOTS) return null;
        slots.scale(wanted);
        return { slots: wanted, atMs: now() };
      }
      case 'POST /fail': {
        const share = Number(url.searchParams.get('share') ?? 'none');
        if (!(share >= 0 && share <= 1)) return null;
        failShare = share;
        return { share };
      }
      case 'GET /stats': {
        const { busy, waiting } = slots;
        return {
          slots: slots.slots,
          busy,
          waiting,
          served,
          failed,
          usage: slots.usage(),
          markers,
        } satisfies LoadStats;
      }
      case 'GET /trace':
        return trace satisfies LoadTrace;
      default:
        return null;
    }
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (url.pathname === '/work') {
      void work(request, response);
      return;
    }
    const answer = control(request, url);
    response.writeHead(answer === null ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? { error: 'There is nothing of that kind.' }));
  });
  // Waiting takes as long as it takes: it is the client that gives up.
  server.requestTimeout = 0;
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    // Bursts open many connections at once.
    server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
