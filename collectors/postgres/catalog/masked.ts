/**
 * An SQL expression for `name=value` whose value is masked where the name sounds secret: a second net lies under what is
 * stored, but it knows only the forms of well-known secrets. Two that are masked count as equal.
 */
export function masked(option: string): string {
  return String.raw`regexp_replace(${option}, '^([^=]*(pass|pwd|secret|token|key|credential|auth|conn|dsn)[^=]*)=.*', '\1=***', 'i')`;
}
