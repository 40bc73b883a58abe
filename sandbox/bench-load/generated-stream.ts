import { beginLine, endLine, EPOCH_MS, requestLines } from './k6-lines.ts';
import { seededRandom } from '../../load/stats/random.ts';

/** In place of the seconds of a time, until they are known: as long as they are. */
const PLACE = '2026-11-29T07:00:00';
const MEAN_LATENCY_MS = 80;
const NAMES = ['GET /products', 'GET /products/{id}', 'POST /orders', 'GET /orders'];
const PIECE = 65_536;

/** A stream as k6 writes it, of so many requests in each second, in pieces as a pipe gives them. */
export function* generateStream(
  requests: number,
  requestsPerSecond: number,
): Generator<{ readonly text: string; readonly requests: number }> {
  const random = seededRandom(7);
  const lines = Array.from({ length: requestsPerSecond }, (_, index) =>
    requestLines({
      intendedMs: 0,
      latencyMs: Math.min(999, -MEAN_LATENCY_MS * Math.log(1 - random())) + 0.5,
      latenessMs: random() / 2,
      outcome: random() < 0.001 ? 'server-error' : 'ok',
      name: NAMES[index % NAMES.length] ?? '',
    }),
  ).join('');
  yield { text: beginLine(), requests: 0 };
  for (let second = 0; second * requestsPerSecond < requests; second += 1) {
    const time = new Date(EPOCH_MS + second * 1000).toISOString().slice(0, PLACE.length);
    const text = lines.replaceAll(PLACE, time);
    for (let begin = 0; begin < text.length; begin += PIECE) {
      const isLast = begin + PIECE >= text.length;
      yield { text: text.slice(begin, begin + PIECE), requests: isLast ? requestsPerSecond : 0 };
    }
  }
  yield { text: endLine(), requests: 0 };
}
