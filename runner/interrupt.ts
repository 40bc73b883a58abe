/** What ended the run from outside, as the shell's exit code. */
export type Interruption = 130 | 143;

export interface Interrupts {
  readonly signal: AbortSignal;
  /** Null as long as nothing interrupted the run. */
  interruption(): Interruption | null;
  stop(): void;
}

/**
 * Turns Ctrl-C and termination into an abort, so that what was seen is still judged, stored and marked incomplete. A
 * second signal ends the process at once.
 */
export function listenForInterrupts(): Interrupts {
  const controller = new AbortController();
  let interruption: Interruption | null = null;
  const onSignal = (signal: NodeJS.Signals) => {
    interruption = signal === 'SIGINT' ? 130 : 143;
    controller.abort();
    stop();
  };
  const stop = () => {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return { signal: controller.signal, interruption: () => interruption, stop };
}
