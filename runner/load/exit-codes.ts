/** What made k6 end, as far as its exit code says it. */
export type ExitReason =
  'ended' | 'threshold' | 'interrupted' | 'aborted' | 'script' | 'configuration' | 'fault';

export interface ExitMeaning {
  readonly reason: ExitReason;
  /** A whole sentence. */
  readonly sentence: string;
}

/** From `errext/exitcodes/codes.go` of k6 1.8.1: https://github.com/grafana/k6/blob/v1.8.1/errext/exitcodes/codes.go. */
const MEANINGS: ReadonlyMap<number, ExitMeaning> = new Map([
  // Also when every iteration threw: never evidence that anything was sent.
  [0, { reason: 'ended', sentence: 'k6 came to its end.' }],
  [
    97,
    { reason: 'fault', sentence: 'k6 was told of a failure by a cloud, of which there is none.' },
  ],
  [98, { reason: 'fault', sentence: 'k6 lost sight of a cloud, of which there is none.' }],
  [99, { reason: 'threshold', sentence: 'k6 ended because a limit of the plan was exceeded.' }],
  [100, { reason: 'fault', sentence: 'k6 took too long to begin.' }],
  [101, { reason: 'fault', sentence: 'k6 took too long to end.' }],
  [102, { reason: 'fault', sentence: 'k6 took too long.' }],
  [103, { reason: 'interrupted', sentence: 'k6 was stopped through its API.' }],
  [104, { reason: 'configuration', sentence: 'k6 does not take its options.' }],
  [105, { reason: 'interrupted', sentence: 'k6 was stopped by a signal.' }],
  [106, { reason: 'configuration', sentence: 'k6 could not start its API.' }],
  [107, { reason: 'script', sentence: 'The program that k6 runs failed before it sent anything.' }],
  [108, { reason: 'aborted', sentence: 'The program that k6 runs refused to go on.' }],
  [109, { reason: 'fault', sentence: 'k6 crashed.' }],
  [110, { reason: 'aborted', sentence: 'The program that k6 runs declared the test failed.' }],
  [255, { reason: 'configuration', sentence: 'k6 did not take what it was told.' }],
]);

/** What an exit code of k6 means. It is never trusted alone: what was sent is told by the stream. */
export function exitMeaning(exitCode: number): ExitMeaning {
  return (
    MEANINGS.get(exitCode) ?? {
      reason: 'fault',
      sentence: `k6 ended with exit code ${exitCode}, which it is not known for.`,
    }
  );
}
