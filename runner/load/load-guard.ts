import type { Stop } from '../../core/load/load-document.ts';

/** Ends all that is sent, once, and says why. */
export class LoadGuard {
  readonly #controller = new AbortController();
  #stop: Stop | null = null;

  /** Aborted when nothing more may be sent. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Null as long as it ended nothing. */
  get stop(): Stop | null {
    return this.#stop;
  }

  end(sentence: string): void {
    this.#stop ??= { by: 'guard', sentence };
    this.#controller.abort();
  }
}
