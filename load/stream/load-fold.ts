import { LatencyHistogram } from '../stats/latency-histogram.ts';
import type { Outcome } from './outcome.ts';
import { type PackedHistogram, packHistogram, unpackHistogram } from './packed-histogram.ts';
import { type AnsweredPoint, type Point, readLine, type StreamLine } from './point.ts';

/** Whose numbers they are. */
export interface Series {
  readonly scenario: string;
  readonly phase: string;
  readonly name: string;
  readonly outcome: Outcome;
}

/** The requests of a series that should have been sent within one second, counted from the run's zero. */
export interface SecondOfSeries extends Series {
  readonly second: number;
  /** From when each should have been sent to its whole answer. Its count is that of the requests. */
  readonly latency: LatencyHistogram;
}

/** What a scenario did within one second. */
export interface SecondOfScenario {
  readonly scenario: string;
  readonly second: number;
  /** Requests that were sent, and those whose answer came: the sum of their difference is what is in flight. */
  readonly sent: number;
  readonly answered: number;
  /** Arrivals that found no virtual user free. */
  readonly dropped: number;
  /** How late the latest request was sent. */
  readonly maxLatenessMs: number;
}

/**
 * When the requests of a scenario were sent and answered, and how long they took, summed up: two things that are told apart, of which
 * one follows from the other when all is told. Times are milliseconds after the zero of their stream.
 */
export interface Residence {
  readonly scenario: string;
  readonly sent: number;
  readonly sentAtMs: number;
  readonly answered: number;
  readonly answeredAtMs: number;
  /** From when they should have been sent: their latencies, and how late they were sent. */
  readonly latencyMs: number;
  readonly latenessMs: number;
}

/** What the streams say about themselves: whether what was folded is all there was. */
export interface StreamAccount {
  readonly streams: number;
  /** Streams of which the program told its end; the others broke off. */
  readonly endedStreams: number;
  /** Lines that are none of k6's, or whose numbers cannot be. */
  readonly unreadableLines: number;
  /** Requests of which a latency was told. */
  readonly requests: number;
  /** Requests by k6's own count. */
  readonly httpRequests: number;
  readonly dropped: number;
  /** Arrivals that k6 did not come to before its time was over. */
  readonly notBegun: number;
  /** Zero of each stream that told one, in milliseconds since 1970 by the clock of its generator, ascending. */
  readonly zerosMs: readonly number[];
}

/** How many series and seconds are kept ready to be added to; the others are packed. */
const READY = 2_048;

type MutableResidence = { -readonly [Field in keyof Residence]: Residence[Field] };

interface MutableSecond {
  scenario: string;
  second: number;
  sent: number;
  answered: number;
  dropped: number;
  maxLatenessMs: number;
}

/**
 * Folds k6's JSON output into what a verdict needs, as it comes: each line costs the same however long the run is, and what is
 * kept grows with seconds and series, not with requests. Several streams, as of several generators, fold into one: histograms
 * and counts add up, and each stream's times are told from its own zero.
 */
export class LoadFold {
  readonly #observe: (point: AnsweredPoint) => void;
  readonly #ready = new Map<string, SecondOfSeries>();
  readonly #packed = new Map<
    string,
    { readonly key: Series & { readonly second: number }; readonly latency: PackedHistogram }
  >();
  readonly #durations = new Map<
    string,
    { readonly series: Series; readonly duration: LatencyHistogram }
  >();
  readonly #lateness = new Map<
    string,
    { readonly scenario: string; readonly phase: string; readonly lateness: LatencyHistogram }
  >();
  readonly #seconds = new Map<string, MutableSecond>();
  readonly #residence = new Map<string, MutableResidence>();
  readonly #zerosMs: number[] = [];
  readonly #account = {
    streams: 0,
    endedStreams: 0,
    unreadableLines: 0,
    requests: 0,
    httpRequests: 0,
    dropped: 0,
    notBegun: 0,
  };

  /** @param observe is told of each answered request as it is read, such as to end a run that does harm */
  constructor(observe: (point: AnsweredPoint) => void = () => undefined) {
    this.#observe = observe;
  }

  /** Begins another stream. Text is pushed as it comes, cut anywhere; `end` says that nothing follows. */
  openStream(): LoadStream {
    this.#account.streams += 1;
    return new LoadStream((line, stream) => {
      this.#take(line, stream);
    });
  }

  account(): StreamAccount {
    return { ...this.#account, zerosMs: this.#zerosMs.toSorted((left, right) => left - right) };
  }

  /** The requests by series and second, in no particular order. */
  *series(): Generator<SecondOfSeries> {
    yield* this.#ready.values();
    for (const { key, latency } of this.#packed.values()) {
      yield { ...key, latency: unpackHistogram(latency) };
    }
  }

  /** k6's own durations: from sending to the whole answer, without waiting for a connection. */
  durations(): readonly { readonly series: Series; readonly duration: LatencyHistogram }[] {
    return [...this.#durations.values()];
  }

  /** How much later than they should have been requests were sent. */
  lateness(): readonly {
    readonly scenario: string;
    readonly phase: string;
    readonly lateness: LatencyHistogram;
  }[] {
    return [...this.#lateness.values()];
  }

  /** By scenario and second, in the order of time. */
  seconds(): readonly SecondOfScenario[] {
    return [...this.#seconds.values()].sort((left, right) => left.second - right.second);
  }

  /** By scenario. */
  residence(): readonly Residence[] {
    return [...this.#residence.values()];
  }

  #take(line: StreamLine, stream: LoadStream): void {
    const account = this.#account;
    switch (line.kind) {
      case 'other':
        return;
      case 'http-request':
        account.httpRequests += 1;
        return;
      case 'unreadable':
        account.unreadableLines += 1;
        return;
      case 'not-begun':
        account.notBegun += line.count;
        return;
      case 'epoch':
        stream.epochMs = line.epochMs;
        this.#zerosMs.push(line.epochMs);
        return;
      case 'ended':
        account.endedStreams += 1;
        return;
      case 'latency':
      case 'duration':
      case 'lateness':
      case 'dropped':
        if (stream.epochMs === null || line.point.value > Number.MAX_SAFE_INTEGER / 1000) {
          account.unreadableLines += 1;
          return;
        }
        this.#takePoint(line, stream.epochMs);
    }
  }

  #takePoint(line: Extract<StreamLine, { readonly point: unknown }>, epochMs: number): void {
    const { point } = line;
    const atMs = point.timeMs - epochMs;
    const residence = this.#residenceOf(point.scenario);
    switch (line.kind) {
      case 'latency':
        this.#account.requests += 1;
        this.#secondOfSeries(line.point, secondOf(atMs - point.value)).latency.record(point.value);
        residence.answered += 1;
        residence.answeredAtMs += atMs + point.beyondMs;
        residence.latencyMs += point.value;
        this.#observe(line.point);
        return;
      case 'duration':
        this.#duration(line.point).record(point.value);
        this.#second(point.scenario, secondOf(atMs - point.value)).sent += 1;
        this.#second(point.scenario, secondOf(atMs)).answered += 1;
        return;
      case 'lateness': {
        this.#latenessOf(point).record(point.value);
        residence.sent += 1;
        residence.sentAtMs += atMs + point.beyondMs;
        residence.latenessMs += point.value;
        const second = this.#second(point.scenario, secondOf(atMs - point.value));
        second.maxLatenessMs = Math.max(second.maxLatenessMs, point.value);
        return;
      }
      case 'dropped':
        this.#account.dropped += point.value;
        this.#second(point.scenario, secondOf(atMs)).dropped += point.value;
    }
  }

  #secondOfSeries({ scenario, phase, name, outcome }: Series, second: number): SecondOfSeries {
    const id = `${second}\n${outcome}\n${scenario}\n${phase}\n${name}`;
    const there = this.#ready.get(id);
    if (there !== undefined) return there;
    if (this.#ready.size >= READY) this.#pack();
    const packed = this.#packed.get(id);
    this.#packed.delete(id);
    const latency = packed === undefined ? new LatencyHistogram() : unpackHistogram(packed.latency);
    const made = { scenario, phase, name, outcome, second, latency };
    this.#ready.set(id, made);
    return made;
  }

  /** Packs the older half of what is ready: what is added to next is mostly young. */
  #pack(): void {
    let left = READY / 2;
    for (const [id, { latency, ...key }] of this.#ready) {
      if (left === 0) break;
      left -= 1;
      this.#packed.set(id, { key, latency: packHistogram(latency) });
      this.#ready.delete(id);
    }
  }

  #duration({ scenario, phase, name, outcome }: Series): LatencyHistogram {
    const id = `${outcome}\n${scenario}\n${phase}\n${name}`;
    let there = this.#durations.get(id);
    if (there === undefined) {
      there = { series: { scenario, phase, name, outcome }, duration: new LatencyHistogram() };
      this.#durations.set(id, there);
    }
    return there.duration;
  }

  #latenessOf({ scenario, phase }: Point): LatencyHistogram {
    const id = `${scenario}\n${phase}`;
    let there = this.#lateness.get(id);
    if (there === undefined) {
      there = { scenario, phase, lateness: new LatencyHistogram() };
      this.#lateness.set(id, there);
    }
    return there.lateness;
  }

  #residenceOf(scenario: string): MutableResidence {
    let there = this.#residence.get(scenario);
    if (there === undefined) {
      there = {
        ...{ scenario, sent: 0, sentAtMs: 0, answered: 0, answeredAtMs: 0 },
        ...{ latencyMs: 0, latenessMs: 0 },
      };
      this.#residence.set(scenario, there);
    }
    return there;
  }

  #second(scenario: string, second: number): MutableSecond {
    const id = `${second}\n${scenario}`;
    let there = this.#seconds.get(id);
    if (there === undefined) {
      there = { scenario, second, sent: 0, answered: 0, dropped: 0, maxLatenessMs: 0 };
      this.#seconds.set(id, there);
    }
    return there;
  }
}

/** One k6 process's output. Lines are taken whole, wherever the text was cut. */
export class LoadStream {
  /** Zero of its schedule, once it is told. */
  epochMs: number | null = null;
  readonly #take: (line: StreamLine, stream: LoadStream) => void;
  #rest = '';

  constructor(take: (line: StreamLine, stream: LoadStream) => void) {
    this.#take = take;
  }

  push(text: string): void {
    let begin = 0;
    for (;;) {
      const end = text.indexOf('\n', begin);
      if (end === -1) break;
      const line = text.slice(begin, end);
      this.#take(readLine(begin === 0 ? this.#rest + line : line), this);
      if (begin === 0) this.#rest = '';
      begin = end + 1;
    }
    this.#rest += text.slice(begin);
  }

  /** A line without its end is one that broke off. */
  end(): void {
    if (this.#rest !== '') this.#take({ kind: 'unreadable' }, this);
    this.#rest = '';
  }
}

function secondOf(ms: number): number {
  return Math.floor(ms / 1000);
}
