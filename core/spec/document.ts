import { chooseEnvironment, ENVIRONMENTS } from './environments.ts';
import { specSchema } from './json-schema.ts';
import { linesOf, lineTable, type Position } from './line-table.ts';
import { positionsIn } from './positions.ts';
import { problemsOf, type Flaw, type SpecProblem } from './problems.ts';
import { readYaml } from './read-yaml.ts';
import { referenceFlaws } from './references.ts';
import { checkSchema, type FileShape } from './schema-flaws.ts';
import type { Path } from './source-tree.ts';
import { Spec } from './spec.ts';

export { MAX_SPEC_BYTES } from './read-yaml.ts';

/** A valid spec, for one environment or for none, and where each of its values was written. */
export interface SpecDocument {
  readonly file: string;
  /** The environment that was asked for; null for the base alone. */
  readonly environment: string | null;
  /** Names of all environments that the file declares. */
  readonly environments: readonly string[];
  readonly spec: Spec;
  /** The file's lines, without their ends. Made when asked for, and not kept: they take more memory than the text. */
  readonly lines: readonly string[];
  /**
   * Where the value in force was written: in the environment if that overrides it, else in the base. A path that does
   * not exist stands where its nearest ancestor does. Never throws.
   */
  readonly positionOf: (path: Path) => Position;
}

export type ParsedSpec =
  | { readonly ok: true; readonly document: SpecDocument }
  | { readonly ok: false; readonly problems: readonly SpecProblem[] };

const SHAPE: FileShape<Spec> = {
  schema: Spec,
  jsonSchema: specSchema,
  otherKeys: [ENVIRONMENTS],
  whole: 'the spec',
};

/**
 * From the text of a spec file to a spec in which every name that is used is declared. Pure; never throws, whatever
 * the text is.
 */
export function parseSpec(
  source: { readonly file: string; readonly text: string },
  environment: string | null,
): ParsedSpec {
  const { file, text } = source;
  const read = readYaml(text);
  // A text that was refused for its size is not split into lines either.
  if (!read.ok) return refused(file, read.readable ? text : '', read.flaws);
  const chosen = chooseEnvironment(read.root, environment);
  if (chosen.flaws.length > 0) return refused(file, text, chosen.flaws);
  const { root, names } = chosen;
  const checked = checkSchema(root, SHAPE);
  if (!checked.ok) return refused(file, text, checked.flaws);
  const spec = checked.value;
  const flaws = referenceFlaws(spec, root);
  if (flaws.length > 0) return refused(file, text, flaws);
  const table = lineTable(text);
  const document: SpecDocument = {
    file,
    environment,
    environments: names,
    spec,
    get lines() {
      return linesOf(text);
    },
    positionOf: positionsIn(root, table),
  };
  return { ok: true, document };
}

function refused(file: string, text: string, flaws: readonly Flaw[]): ParsedSpec {
  return { ok: false, problems: problemsOf(file, lineTable(text), flaws) };
}
