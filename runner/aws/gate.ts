import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  Answer,
  AwsReader,
  AwsService,
  CallRecord,
  Cause,
  CauseKind,
  Operation,
  PartialFailure,
} from '../../core/aws.ts';
import { canonical, type Json } from '../../core/json.ts';
import { classify, codesOf, type Classified } from './classify.ts';
import type { AwsClients } from './clients.ts';
import { limiter, type Limiter } from './limiter.ts';
import { rateOf } from './rate-limits.ts';
import { tokenBucket, type TokenBucket } from './token-bucket.ts';

export interface GateOptions {
  readonly clients: AwsClients;
  readonly region: string;
  /** Ends every call of the run, those that wait included. */
  readonly signal: AbortSignal;
  /** The run's end, in epoch milliseconds: nothing is retried or waited for beyond it. */
  readonly deadlineMs: number;
  /** The longest one attempt may take. */
  readonly attemptTimeoutMs: number;
  /** The share (0–1] of AWS's published rates that the run may take. */
  readonly rateShare: number;
  /** Requests in flight, over all services and for one. */
  readonly concurrency: { readonly total: number; readonly perService: number };
  /** Told of every finished call, for progress. */
  readonly onCall?: (record: CallRecord) => void;
}

/** The one way to AWS, and the record of what went through it. */
export interface Gate {
  /** A reader that refuses operations other than these. */
  readerFor(operations: readonly Operation[]): AwsReader;
  /** Lets go of the answers to an operation, when nobody will ask for them again. The ledger keeps its calls. */
  forget(operation: Operation): void;
  /** Every call so far, in the order of their ids. */
  ledger(): readonly CallRecord[];
}

/** A list longer than this is cut off by us, and a cut list is an error, never evidence. */
const MAX_PAGES = 1_000;
/** Attempts at a call that a transport fault or a mangled answer spoilt. */
const MAX_ATTEMPTS = 3;
const BACKOFF_BASE_MS = 100;
const BACKOFF_CAP_MS = 5_000;
const PARAMETERS_SHOWN = 400;

type Output = Readonly<Record<string, unknown>>;

type Attempt =
  | { readonly state: 'answered'; readonly output: Output }
  | { readonly state: 'absent'; readonly code: string; readonly requestId: string | null }
  | { readonly state: 'failed'; readonly failure: Classified };

interface Tally {
  attempts: number;
  pages: number;
  requestId: string | null;
}

export function createGate(options: GateOptions): Gate {
  const { clients, signal, deadlineMs } = options;
  /** By operation, and by call. */
  const memo = new Map<string, Map<string, Promise<Answer<Output>>>>();
  const records: CallRecord[] = [];
  const buckets = new Map<string, TokenBucket>();
  const inAll = limiter(options.concurrency.total);
  const perService = new Map<AwsService, Limiter>();
  const credentials: { refreshed: Promise<void> | null; lost: Classified | null } = {
    refreshed: null,
    lost: null,
  };

  const bucketOf = (operation: Operation) => {
    const known =
      buckets.get(operation.bucket) ??
      tokenBucket(rateOf(operation.bucket, options.rateShare), Date.now());
    buckets.set(operation.bucket, known);
    return known;
  };
  const inService = (service: AwsService) => {
    const known = perService.get(service) ?? limiter(options.concurrency.perService);
    perService.set(service, known);
    return known;
  };

  const isOver = () => signal.aborted || Date.now() >= deadlineMs;

  /** Waits, but not beyond the deadline. False when there is no time left for it. */
  const wait = async (ms: number): Promise<boolean> => {
    if (ms <= 0) return !signal.aborted;
    if (Date.now() + ms > deadlineMs) return false;
    try {
      await sleep(ms, undefined, { signal });
      return true;
    } catch {
      return false;
    }
  };

  const sendOnce = async (
    operation: Operation,
    input: object,
    { pages }: Tally,
  ): Promise<Attempt> => {
    // A list goes on page by page, so a page that waited behind everything else would end the run late.
    const isUrgent = pages > 0;
    try {
      return await inService(operation.service)(
        () =>
          inAll(async () => {
            // Looked at when its turn has come: what waited has not begun to be slow, but the time may be up.
            if (isOver()) return outOfTime(signal);
            const remaining = deadlineMs - Date.now();
            const timeout = AbortSignal.timeout(Math.min(options.attemptTimeoutMs, remaining));
            const ended = AbortSignal.any([signal, timeout]);
            const output = await unlessEnded(clients.send(operation, input, ended), ended);
            return { state: 'answered', output };
          }, isUrgent),
        isUrgent,
      );
    } catch (error) {
      const absentCode = codesOf(error).find((code) => operation.absentCodes.includes(code));
      const failure = classify(error);
      if (absentCode !== undefined) {
        return { state: 'absent', code: absentCode, requestId: failure.requestId };
      }
      if (isOver()) return outOfTime(signal);
      return { state: 'failed', failure };
    }
  };

  /** Sends until there is an answer, the attempts are used up or the time is over. Throttles cost time, not attempts. */
  const sendWithRetry = async (
    operation: Operation,
    input: object,
    tally: Tally,
  ): Promise<Attempt> => {
    for (let transportFaults = 0, throttles = 0, expiries = 0; ;) {
      if (credentials.lost !== null) return { state: 'failed', failure: credentials.lost };
      if (!(await wait(bucketOf(operation).take(Date.now())))) return outOfTime(signal);
      tally.attempts += 1;
      const attempt = verify(operation, await sendOnce(operation, input, tally));
      if (attempt.state !== 'failed') return attempt;
      const { failure } = attempt;
      switch (failure.kind) {
        case 'throttled':
          throttles += 1;
          bucketOf(operation).throttled(Date.now());
          if (!(await wait(backoff(throttles)))) return attempt;
          break;
        case 'network':
        case 'timeout':
        case 'server-error':
        case 'malformed-response':
          transportFaults += 1;
          if (transportFaults >= MAX_ATTEMPTS || !(await wait(backoff(transportFaults)))) {
            return attempt;
          }
          break;
        case 'credentials':
          // The first expiry pauses the run's calls and asks the provider again, once; a call that fails after that
          // ends it for all.
          expiries += 1;
          if (expiries > 1) {
            credentials.lost = failure;
            return attempt;
          }
          credentials.refreshed ??= unlessEnded(
            clients.refreshCredentials(operation.service),
            AbortSignal.any([signal, AbortSignal.timeout(Math.max(1, deadlineMs - Date.now()))]),
          ).catch(() => undefined);
          await credentials.refreshed;
          break;
        case 'not-asked':
        case 'denied':
        case 'deadline':
        case 'pagination-loop':
        case 'truncated':
        case 'partial-failure':
        case 'rejected':
        case 'ambiguous':
        case 'dependency':
        case 'aborted':
        case 'bug':
          return attempt;
      }
    }
  };

  const perform = async (operation: Operation, input: object, id: string) => {
    const startedAt = new Date();
    const tally: Tally = { attempts: 0, pages: 0, requestId: null };
    const { answer, code } = await readAll(operation, input, id, tally, sendWithRetry);
    const record: CallRecord = {
      id,
      operation: nameOf(operation),
      region: options.region,
      parameters: JSON.stringify(canonical(input as Json)).slice(0, PARAMETERS_SHOWN),
      startedAt: startedAt.toISOString(),
      durationMs: Date.now() - startedAt.getTime(),
      ...tally,
      outcome: answer.state,
      code,
    };
    records.push(record);
    options.onCall?.(record);
    return answer;
  };

  return {
    readerFor: (operations) => ({
      read: (operation, input) => {
        if (
          !operations.some(
            ({ service, name }) => service === operation.service && name === operation.name,
          )
        ) {
          throw new Error(`The collector has not declared ${nameOf(operation)}.`);
        }
        const id = callIdOf(operation, options.region, input);
        const answers = memo.get(keyOf(operation)) ?? new Map<string, Promise<Answer<Output>>>();
        memo.set(keyOf(operation), answers);
        const known = answers.get(id) ?? perform(operation, input, id);
        answers.set(id, known);
        return known as Promise<Answer<never>>;
      },
    }),
    forget: (operation) => {
      memo.delete(keyOf(operation));
    },
    ledger: () =>
      [...records].sort((left, right) => (left.id < right.id ? -1 : left.id > right.id ? 1 : 0)),
  };
}

/** Reads all pages of a list, or the one answer of an operation without pages. */
async function readAll(
  operation: Operation,
  input: object,
  id: string,
  tally: Tally,
  send: (operation: Operation, input: object, tally: Tally) => Promise<Attempt>,
): Promise<{ answer: Answer<Output>; code: string | null }> {
  const { pages } = operation;
  const items: unknown[] = [];
  const failures: PartialFailure[] = [];
  const seen = new Set<string>();
  let token: string | null = null;
  let first: Output = {};
  for (;;) {
    const size = pages?.size ?? null;
    const attempt = await send(
      operation,
      {
        ...input,
        ...(size === null ? {} : { [size.parameter]: size.maximum }),
        ...(token === null || pages === null ? {} : { [pages.inputToken]: token }),
      },
      tally,
    );
    if (attempt.state === 'absent') {
      tally.requestId = attempt.requestId;
      return { answer: { state: 'absent', calls: [id] }, code: attempt.code };
    }
    if (attempt.state === 'failed') {
      const { failure } = attempt;
      tally.requestId = failure.requestId;
      return {
        answer: { state: 'failed', cause: causeOf(operation, failure, id) },
        code: failure.code,
      };
    }
    const { output } = attempt;
    tally.pages += 1;
    tally.requestId = requestIdOf(output);
    if (tally.pages === 1) first = output;
    failures.push(...(operation.partialFailures?.(output as never) ?? []));
    if (pages === null) return { answer: answered(first, id, failures), code: null };
    items.push(...(output[pages.items] as unknown[]));
    const next = output[pages.outputToken];
    if (typeof next !== 'string' || next === '') {
      return { answer: answered({ ...first, [pages.items]: items }, id, failures), code: null };
    }
    if (seen.has(next)) {
      return failed(
        operation,
        id,
        'pagination-loop',
        'AWS gave the same page token twice, so the list has no end.',
      );
    }
    if (tally.pages >= MAX_PAGES) {
      return failed(
        operation,
        id,
        'truncated',
        'The list is longer than the harness reads, so it is not whole.',
      );
    }
    seen.add(next);
    token = next;
  }
}

/** An answer without a member that AWS always sends says nothing, even with status 200: it may be a proxy's page. */
function verify(operation: Operation, attempt: Attempt): Attempt {
  if (attempt.state !== 'answered') return attempt;
  const { output } = attempt;
  const lists: readonly string[] = operation.pages === null ? [] : [operation.pages.items];
  const missing =
    operation.required.find((member) => output[member] === undefined || output[member] === null) ??
    lists.find((member) => !Array.isArray(output[member]));
  if (missing === undefined) return attempt;
  return {
    state: 'failed',
    failure: {
      kind: 'malformed-response',
      code: null,
      message: `The answer has no "${missing}", which AWS always sends.`,
      requestId: requestIdOf(output),
    },
  };
}

function answered(value: Output, id: string, failures: readonly PartialFailure[]): Answer<Output> {
  return { state: 'answered', value, calls: [id], failures };
}

function failed(operation: Operation, id: string, kind: CauseKind, message: string) {
  const failure: Classified = { kind, code: null, message, requestId: null };
  const answer: Answer<Output> = { state: 'failed', cause: causeOf(operation, failure, id) };
  return { answer, code: null };
}

function causeOf(operation: Operation, failure: Classified, id: string): Cause {
  return {
    kind: failure.kind,
    operation: nameOf(operation),
    code: failure.code,
    message: sentenceOf(nameOf(operation), failure),
    action: operation.action,
    calls: [id],
  };
}

function sentenceOf(name: string, { kind, code, message }: Classified): string {
  const reason = code === null ? message : `${code}: ${message}`;
  switch (kind) {
    case 'denied':
      return `AWS denied ${name}. ${reason}`;
    case 'throttled':
      return `AWS throttled ${name} until the time was up. ${reason}`;
    case 'credentials':
      return `The credentials do not serve for ${name}. ${reason}`;
    case 'network':
      return `The network failed during ${name}. ${reason}`;
    case 'timeout':
      return `AWS did not answer ${name} in time. ${reason}`;
    case 'deadline':
    case 'aborted':
      return `${message} ${name} was not finished.`;
    case 'server-error':
      return `AWS failed to serve ${name}. ${reason}`;
    case 'malformed-response':
    case 'pagination-loop':
    case 'truncated':
    case 'partial-failure':
      return `The answer to ${name} cannot be relied on. ${message}`;
    case 'rejected':
      return `AWS rejected ${name}. ${reason}`;
    case 'not-asked':
    case 'ambiguous':
    case 'dependency':
    case 'bug':
      return `${name} could not be sent or read. ${reason}`;
  }
}

function outOfTime(signal: AbortSignal): Attempt {
  const failure: Classified = signal.aborted
    ? { kind: 'aborted', code: null, message: 'The run was stopped.', requestId: null }
    : { kind: 'deadline', code: null, message: 'The time for the run was up.', requestId: null };
  return { state: 'failed', failure };
}

/**
 * The work's own outcome, unless the signal ends first: before a request is sent the SDK loads its client and asks for
 * credentials, and neither listens to the signal.
 */
async function unlessEnded<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const ended = () =>
    Object.assign(new Error('The time for the attempt was up.'), { name: 'AbortError' });
  // Whichever loses is of no more interest, its failure included.
  work.catch(() => undefined);
  if (signal.aborted) throw ended();
  const end = Promise.withResolvers<never>();
  const listener = () => {
    end.reject(ended());
  };
  signal.addEventListener('abort', listener);
  try {
    return await Promise.race([work, end.promise]);
  } finally {
    signal.removeEventListener('abort', listener);
  }
}

/** Exponential, with full jitter. */
function backoff(faults: number): number {
  return Math.random() * Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** faults);
}

function requestIdOf(output: Output): string | null {
  const metadata = output['$metadata'] as { readonly requestId?: string } | undefined;
  return metadata?.requestId ?? null;
}

/** The operation as IAM and people write it: `ecs:DescribeServices`. */
function nameOf({ service, name, action }: Operation): string {
  return action ?? `${service}:${name}`;
}

function keyOf({ service, name }: Operation): string {
  return `${service}:${name}`;
}

function callIdOf(operation: Operation, region: string, input: object): string {
  const text = `${operation.service} ${operation.name} ${region} ${JSON.stringify(canonical(input as Json))}`;
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 10);
  return `${nameOf(operation)}#${digest}`;
}
