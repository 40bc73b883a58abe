import type { Suite } from '../../core/suite.ts';

/** The suite's checks of AWS alone. What databases and their pooler answer would be read anew in every run. */
export function withoutDatabases(suite: Suite): Suite {
  const [first, ...others] = suite.checks.filter(({ needs }) =>
    Object.values(needs).every(
      ({ statements, consoleCommands }) =>
        statements === undefined && consoleCommands === undefined,
    ),
  );
  if (first === undefined) throw new Error(`The suite ${suite.id} has no checks of AWS.`);
  return { ...suite, checks: [first, ...others] };
}
