import { beginLine, endLine, EPOCH_MS, requestLines } from './k6-lines.ts';
import { seededRandom } from '../../load/stats/random.ts';

/** In place of the seconds of a time, until they are known: as long as they are. */
const PLACE = '2026-11-29T07:00:00';
const MEAN_LATENCY_MS = 80;
const NAMES = ['GET /products', 'GET /products/{id}', 'POST /orders', 'GET /orders'];
/** Of requests: some 64 KiB, as a pipe holds. */
const PIECE = 24;

/** A stream as k6 writes it, of so many requests in each second. */
export function* generateStream(
  requests: number,
  requestsPerSecond: number,
): Generator<{ readonly text: string; readonly requests: number }> {
  const random = seededRandom(7);
  const request = (index: number) =>
    requestLines({
      intendedMs: 0,
      latencyMs: Math.min(999, -MEAN_LATENCY_MS * Math.log(1 - random())) + 0.5,
      latenessMs: random() / 2,
      outcome: random() < 0.001 ? 'server-error' : 'ok',
      name: NAMES[index % NAMES.length] ?? '',
    });
  // Small pieces, so that the memory that is measured is not that of this text.
  const pieces = Array.from({ length: Math.ceil(requestsPerSecond / PIECE) }, (_, piece) => {
    const count = Math.min(PIECE, requestsPerSecond - piece * PIECE);
    const text = Array.from({ length: count }, (__, index) => request(piece * PIECE + index));
    return { count, text: text.join('') };
  });
  yield { text: beginLine(), requests: 0 };
  for (let second = 0; second * requestsPerSecond < requests; second += 1) {
    const time = new Date(EPOCH_MS + second * 1000).toISOString().slice(0, PLACE.length);
    for (const { count, text } of pieces) {
      yield { text: text.replaceAll(PLACE, time), requests: count };
    }
  }
  yield { text: endLine(), requests: 0 };
}
