/** A stretch of time by the generator's clock, in milliseconds since 1970. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** From the beginning of the first to the end of the last; null without any. */
export function spanOf(spans: readonly Span[]): Span | null {
  return spans.length === 0
    ? null
    : {
        fromMs: Math.min(...spans.map(({ fromMs }) => fromMs)),
        toMs: Math.max(...spans.map(({ toMs }) => toMs)),
      };
}

/** The time that all of them have in common; null when there is none. */
export function commonSpan(spans: readonly Span[]): Span | null {
  if (spans.length === 0) return null;
  const fromMs = Math.max(...spans.map((span) => span.fromMs));
  const toMs = Math.min(...spans.map((span) => span.toMs));
  return fromMs < toMs ? { fromMs, toMs } : null;
}

/** As ISO 8601, for whoever looks for it in AWS. */
export function windowOfSpan(span: Span | null): { from: string; to: string } | null {
  return span === null
    ? null
    : { from: new Date(span.fromMs).toISOString(), to: new Date(span.toMs).toISOString() };
}

/** Such as `07:12 UTC`. */
export function minuteInWords(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(11, 16)} UTC`;
}

/** Such as `07:12:05 UTC`. */
export function momentInWords(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(11, 19)} UTC`;
}
