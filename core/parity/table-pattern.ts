/** A pattern of table names: `orders`, `sales.*`, `*.audit_?`. A pattern without a schema means that name in every schema. */
export function matchesTable(pattern: string, name: string): boolean {
  const whole = pattern.includes('.') ? pattern : `*.${pattern}`;
  const text = whole.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${text.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's').test(name);
}
