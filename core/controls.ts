/**
 * The benchmarks whose controls checks name, each in the version that was read. CIS numbers move from version to version:
 * the same rule on security groups is 5.2 in version 3, 5.3 in version 5 and 6.3 in version 6.
 * Security Hub CSPM: https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-controls-reference.html
 * CIS: https://docs.aws.amazon.com/securityhub/latest/userguide/cis-aws-foundations-benchmark.html
 */
const BENCHMARKS = {
  'Security Hub 2026-08': /^[A-Z][A-Za-z0-9]*\.\d{1,3}$/,
  'CIS AWS 3.0.0': /^\d(\.\d{1,2}){1,2}$/,
  'CIS AWS 5.0.0': /^\d(\.\d{1,2}){1,2}$/,
  'CIS AWS 6.0.0': /^\d(\.\d{1,2}){1,2}$/,
} as const;

type Benchmark = keyof typeof BENCHMARKS;

/** A benchmark with its version, and the control's id in it: `CIS AWS 5.0.0 2.2.4`. */
export type ControlId = `${Benchmark} ${string}`;

/** Controls that their benchmark withdrew: nobody looks for them any more. */
const RETIRED: readonly ControlId[] = ['Security Hub 2026-08 ECS.1'];

/** Whether the id has the form of its benchmark's controls, and is still one of them. */
export function isControl(id: string): boolean {
  return Object.entries(BENCHMARKS).some(
    ([benchmark, form]) =>
      id.startsWith(`${benchmark} `) &&
      form.test(id.slice(benchmark.length + 1)) &&
      !(RETIRED as readonly string[]).includes(id),
  );
}
