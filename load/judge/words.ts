/** Three digits of a figure: a measurement has no more. */
export function rounded(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** A share as a percentage, such as `0.1 %`. */
export function percent(ratio: number): string {
  return `${rounded(ratio * 100)} %`;
}

/** `1 request`, `3 requests`. */
export function requestsInWords(count: number): string {
  return `${count} ${count === 1 ? 'request' : 'requests'}`;
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
