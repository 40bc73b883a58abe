import type { Collector } from './collector.ts';
import type { ControlId } from './controls.ts';
import type { Deviations, Judgement } from './judgement.ts';
import type { Observation } from './observation.ts';
import type { Severity } from './spec/sections/gates.ts';
import type { Spec } from './spec/spec.ts';
import type { StatementId } from './statements.ts';

/** A place in the spec, from the root: `['clusters', 'main', 'services', 'worker']`. */
export type SpecPath = readonly (string | number)[];

/** A spec entry that a check judges. */
export interface Subject {
  /** Unique among the check's subjects, and made of names of the spec alone. */
  readonly name: string;
  readonly path: SpecPath;
  /** Other places of the spec, outside of `path`, of which the subject holds what is compared. */
  readonly alsoAt?: readonly SpecPath[];
  /** Set when the spec itself says that the rule does not hold for this entry: the reason, as a sentence. */
  readonly notApplicable?: string;
}

/** The collectors a check reads, each under the name it gives the artifact. */
export type Needs = Readonly<Record<string, Collector>>;

/** An artifact as a check reads it. What was read, and the calls behind it, become the finding's evidence. */
export interface Artifact<Item> {
  /**
   * The item, or null when AWS says there is none.
   * @throws when it was not seen; the engine turns that into a finding with the cause. Do not catch it.
   */
  get(key: string): Item | null;
  /** The observation itself, for a check that can decide without every item. */
  look(key: string): Observation<Item>;
}

export type ArtifactsOf<N extends Needs> = {
  readonly [Name in keyof N]: N[Name] extends Collector<infer Item> ? Artifact<Item> : never;
};

/** What a check may know beside the artifacts. */
export interface JudgeContext {
  /** When the evidence was collected, in epoch milliseconds: the only clock of a check. */
  readonly takenAt: number;
  readonly account: string;
  readonly region: string;
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
}

/** How to put it right, as something to copy. Names in angle brackets stand for the reader's own. */
export type Fix = AwsFix | SqlFix;

export interface AwsFix {
  /** A command of the AWS CLI. */
  readonly cli: string;
  /** The property to set with the AWS CDK in TypeScript, with its construct: `new ecs.FargateService(…, { circuitBreaker: { rollback: true } })`. */
  readonly cdk: string;
}

export interface SqlFix {
  /** A statement of PostgreSQL, for the target unless it says otherwise. */
  readonly sql: string;
}

export interface Check<S extends Subject = Subject, N extends Needs = Needs> {
  /** `<domain>/<kebab-case-name>`, equal to the file's path under `checks/`. */
  readonly id: string;
  /** What is true of a deployment that passes, in one line. */
  readonly title: string;
  /** What goes wrong after the cutover when it is not true. */
  readonly risk: string;
  /** How to put it right, in one sentence. */
  readonly remediation: string;
  readonly fix: Fix;
  readonly severity: Severity;
  /** A CloudFormation type name, such as `AWS::ECS::Service`. */
  readonly resourceType: string;
  /** Where the rule comes from: AWS or PostgreSQL documentation. At least one. */
  readonly references: readonly [string, ...string[]];
  /** The controls of published benchmarks that ask the same, or part of it; empty when none does. */
  readonly controls: readonly ControlId[];
  /**
   * The statements of the migration plan that it helps to prove, and that are not proved where it applies to nothing; empty
   * when the plan does not speak of it.
   */
  readonly proves: readonly StatementId[];
  readonly needs: N;
  /** The reason to report when the spec has no entry to judge, such as `The spec declares no Aurora cluster.` */
  readonly none: string;
  /** The spec entries to judge. The spec, not the deployment, says what must exist. */
  subjects(spec: Spec): readonly S[];
  /** Pure: the same subject and artifacts give the same judgement; no clock, no I/O, no `await`. */
  evaluate(subject: S, artifacts: ArtifactsOf<N>, context: JudgeContext): Judgement | Deviations;
}

export function defineCheck<S extends Subject, const N extends Needs>(
  check: Check<S, N>,
): Check<S, N> {
  return Object.freeze(check);
}

/**
 * The check that runs before anything is judged; when it does not pass, it alone is judged. That the account is the right
 * one proves nothing of what stands in it.
 */
export const IDENTITY_CHECK = 'account/identity';

/** The part of the product that a check belongs to: the first word of its id. */
export function domainOf(checkId: string): string {
  return checkId.slice(0, checkId.indexOf('/'));
}
