// What a user sees of a spec's problems. Only tests import it.
import { parseSpec } from '../document.ts';
import { formatProblems } from '../problems.ts';
import { WHOLE_SPEC } from './whole-spec.ts';

/** The problems as they are printed; null when the spec is valid. */
export function rendered(text: string, environment: string | null = null): string | null {
  const parsed = parseSpec({ file: 'spec.yaml', text }, environment);
  return parsed.ok ? null : formatProblems(parsed.problems, text.split('\n'));
}

/** The same for the whole spec with one line of YAML laid over it, which stands in line 3. */
export function renderedWith(overlay: string): string | null {
  return rendered(`environments:\n  test:\n    ${overlay}\n${WHOLE_SPEC}`, 'test');
}

/** A golden message, written as lines. */
export function lines(...text: readonly string[]): string {
  return text.join('\n');
}
