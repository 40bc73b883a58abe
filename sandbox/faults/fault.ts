import type { Status } from '../../core/finding.ts';
import type { Spec } from '../../core/spec/spec.ts';
import type { SandboxContext } from '../deploy/context.ts';

/** One check that a fault must change, and of which of its subjects. */
export interface Broken {
  /** A check's id, or `*` for every check that no other entry names. */
  readonly check: string;
  /** The subjects that change; one that ends in `*` stands for all that begin so. */
  readonly subject: (spec: Spec) => string | readonly string[];
  /** What the finding must turn to; `fail` when left out. */
  readonly status?: Status;
}

/** What healing must know beyond the spec, such as the id of what was made; most faults need nothing. */
export type Undo = string | null;

/** A named deviation of a deployed sandbox from its spec. */
export interface Fault {
  /** Kebab case; says what is wrong. */
  readonly id: string;
  /** One sentence about the deployment. */
  readonly describes: string;
  readonly breaks: readonly Broken[];
  /** Makes the deviation; what it returns is what `heal` needs to know beyond the spec. */
  apply(context: SandboxContext): Promise<Undo>;
  /** Makes the deployment again what the spec says, from any process. */
  heal(context: SandboxContext, undo: Undo): Promise<void>;
}
