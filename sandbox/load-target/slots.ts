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

/** Slots that serve one request each, and before them one line: first come, first served. */
export class Slots {
  readonly #line: Waiting[] = [];
  readonly #now: () => number;
  #slots: number;
  #busy = 0;
  /** Where the line begins: taking from an array's front costs its length, and lines get long. */
  #front = 0;

  constructor(slots: number, now: () => number) {
    this.#slots = slots;
    this.#now = now;
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

  /** More slots take from the line at once; when there are fewer, what is being served is served to its end. */
  scale(slots: number): void {
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

  #fill(): void {
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
    this.#busy -= 1;
    // The next one starts before this one's answer is written, as in a pool of workers.
    this.#fill();
    done({ arrivedMs, startedMs, endedMs });
  }
}
