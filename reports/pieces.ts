/** In characters. A piece is one write, which costs the same whether it is long or short. */
const PIECE = 64 * 1024;

/** The same text in fewer pieces, each of which is still a small part of a long text. */
export function* joined(parts: Iterable<string>): Generator<string, void, undefined> {
  let pending = '';
  for (const part of parts) {
    pending += part;
    if (pending.length < PIECE) continue;
    yield pending;
    pending = '';
  }
  if (pending !== '') yield pending;
}
