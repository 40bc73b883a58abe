import { distance } from 'fastest-levenshtein';

/** The names that someone who wrote `word` may have meant, the likeliest first; empty when none is near. */
export function similarTo(word: string, names: Iterable<string>): readonly string[] {
  const wanted = word.toLowerCase();
  const near: { name: string; away: number }[] = [];
  for (const name of names) {
    const candidate = name.toLowerCase();
    const away = distance(wanted, candidate);
    // A key without its unit, such as `memory` for `memoryMiB`, is far by distance and near by meaning.
    const isStem = wanted.length >= 3 && candidate.startsWith(wanted);
    const limit = Math.max(2, Math.floor(Math.max(wanted.length, candidate.length) / 3));
    // Of a very short word, two changes leave nothing.
    const isNear = away <= Math.min(limit, candidate.length - 1, wanted.length - 1);
    if (isNear || isStem) near.push({ name, away: isStem ? 0 : away });
  }
  return near
    .sort((left, right) => left.away - right.away || (left.name < right.name ? -1 : 1))
    .map(({ name }) => name);
}

/** ` — did you mean "x"?`, or nothing. */
export function didYouMean(word: string, names: Iterable<string>): string {
  return meantText(similarTo(word, names));
}

/** The same for names that are already known to be near, the likeliest first. */
export function meantText([best]: readonly string[]): string {
  return best === undefined ? '' : ` — did you mean "${best}"?`;
}
