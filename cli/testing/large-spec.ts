// A spec of many entries, for tests of what a long report does. Only tests import it.

/** Valid, and with some ten findings an entry. */
export function specOf(secrets: number): string {
  return [
    'version: 1',
    'deployment: demo',
    "account: { id: '123456789012', region: eu-west-1 }",
    'phase: pre-cutover',
    'gates: { failOn: high }',
    'backup: { rpoMinutes: 5, rtoMinutes: 30, restoreTestMaxAgeDays: 90 }',
    'secrets:',
    ...Array.from({ length: secrets }, (_, index) => `  app-${index}: { rotationDays: 30 }`),
    '',
  ].join('\n');
}
