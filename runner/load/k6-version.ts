import { runProgram } from '../run-program.ts';
import { K6_RANGE } from './k6-release.ts';

const PROBE_TIMEOUT_MS = 20_000;

/** What a program says of itself when it is asked for its version. */
export type AskedVersion =
  | { readonly fits: true; readonly version: string }
  /** A sentence that goes on after the program's path and a colon. */
  | { readonly fits: false; readonly why: string };

/** Asks a program which k6 it is. */
export async function askK6(program: string): Promise<AskedVersion> {
  const { exitCode, stdout } = await runProgram(program, ['version'], {
    timeoutMs: PROBE_TIMEOUT_MS,
    // It reports nothing and asks nobody, and it needs no other variable to say which version it is.
    environment: { K6_AUTO_EXTENSION_RESOLUTION: 'false', K6_NO_USAGE_REPORT: 'true' },
  });
  return exitCode === 0 ? readVersion(stdout) : { fits: false, why: 'it does not run.' };
}

/**
 * Reads what `k6 version` prints, such as `k6 v1.8.1 (go1.26.8, linux/amd64)`. A pre-release comes before its release, as
 * Semantic Versioning orders them (https://semver.org/#spec-item-11): 1.8.0-rc1 and 3.0.0-rc1 are both outside of the range.
 */
export function readVersion(printed: string): AskedVersion {
  const match = /^k6(?:\.exe)? v((\d+)\.(\d+)\.(\d+)(-[0-9A-Za-z.-]+)?)(?:\+\S+)?(?:\s|$)/.exec(
    printed,
  );
  if (match === null) return { fits: false, why: 'it is no k6.' };
  const [, version = '', ...parts] = match;
  const [major = 0, minor = 0, patch = 0] = parts.slice(0, 3).map(Number);
  const isPreRelease = parts[3] !== undefined;
  const isOldest = major === 1 && minor === 8 && patch === 0;
  const fits =
    (major === 1 && minor >= 8 && !(isOldest && isPreRelease)) ||
    // The first of a new major is not what it was measured with either, but promises the options that are used.
    major === 2;
  return fits
    ? { fits, version }
    : { fits, why: `it is k6 ${version}, and ${K6_RANGE} is needed.` };
}
