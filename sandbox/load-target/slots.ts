/** One request that was served. Times are milliseconds of one monotonic clock. */
export interface Served {
  readonly arrivedMs: number;
  readonly startedMs: number;
  readonly endedMs: number;
}

interface Waiting {
  readonly arrivedMs: number;
  readonly serve: () => Promise<void>;
  readonly done: (served: Served) => void;
}

/** Milliseconds of one monotonic clock, since the slots are there. */
export interface SlotUsage {
  readonly atMs: number;
  readonly busyMs: number;
  readonly slotMs: number;
}

/** Slots that serve one request each, and before them one line: first come, first served. */
export class Slots {
  readonly #line: Waiting[] = [];
  readonly #now: () => number;
  #slots: number;
  #busy = 0;
  /** Until when the integrals below are counted. */
  #countedMs: number;
  #busyMs = 0;
  #slotMs = 0;
  /** Where the line begins: taking from an array's front costs its length, and lines get long. */
  #front = 0;

  constructor(slots: number, now: () => number) {
    this.#slots = slots;
    this.#now = now;
    this.#countedMs = now();
  }

  get slots(): number {
    return this.#slots;
  }

  get busy(): number {
    return this.#busy;
  }

  get waiting(): number {
    return this.#line.length - this.#front;
  }

  /**
   * How long slots were busy and how long there were slots, in all, in milliseconds of a slot: from two looks follows the
   * exact share that was busy between them. A slot that ends what it served after there are fewer slots is busy beyond them.
   */
  usage(): SlotUsage {
    this.#count();
    return { atMs: this.#countedMs, busyMs: this.#busyMs, slotMs: this.#slotMs };
  }

  /** More slots take from the line at once; when there are fewer, what is being served is served to its end. */
  scale(slots: number): void {
    this.#count();
    this.#slots = slots;
    this.#fill();
  }

  /** Waits for a slot and is served in it; `serve` may not reject. */
  enter(serve: () => Promise<void>): Promise<Served> {
    return new Promise((done) => {
      this.#line.push({ arrivedMs: this.#now(), serve, done });
      this.#fill();
    });
  }

  /** To be called before the slots, or how many of them are busy, change. */
  #count(): void {
    const now = this.#now();
    const passedMs = now - this.#countedMs;
    this.#countedMs = now;
    this.#busyMs += passedMs * this.#busy;
    this.#slotMs += passedMs * this.#slots;
  }

  #fill(): void {
    this.#count();
    while (this.#busy < this.#slots) {
      const next = this.#line[this.#front];
      if (next === undefined) break;
      this.#front += 1;
      this.#busy += 1;
      void this.#serve(next);
    }
    if (this.#front === this.#line.length || this.#front > 10_000) {
      this.#line.splice(0, this.#front);
      this.#front = 0;
    }
  }

  async #serve({ arrivedMs, serve, done }: Waiting): Promise<void> {
    const startedMs = this.#now();
    await serve();
    const endedMs = this.#now();
    this.#count();
    this.#busy -= 1;
    // The next one starts before this one's answer is written, as in a pool of workers.
    this.#fill();
    done({ arrivedMs, startedMs, endedMs });
  }
}
