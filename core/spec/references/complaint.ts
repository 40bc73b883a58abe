import { pathText } from '../path-text.ts';
import type { Flaw } from '../problems.ts';
import { didYouMean } from '../similar.ts';
import { locate, spanOf, type Path, type SourceMap } from '../source-tree.ts';

/** What is wrong between two entries of a file, each of which is right by itself. */
export interface Complaint {
  /** The entry that is to be changed. */
  readonly path: Path;
  readonly message: string;
  readonly hint: string | null;
  /** What stands there is shown in no message. */
  readonly isSecret?: boolean;
}

/** Names that may be referred to, and what they are names of. */
export interface Names {
  /** Such as `security group`. */
  readonly kind: string;
  /** What comes before them in a list, such as `securityGroups declares`. */
  readonly lead: string;
  readonly names: ReadonlySet<string>;
}

/** A complaint unless the name is declared. */
export function mustBeDeclared(path: Path, name: string, declared: Names): readonly Complaint[] {
  const { kind, lead, names } = declared;
  if (names.has(name)) return [];
  const message = `there is no ${kind} "${name}"${didYouMean(name, names)}`;
  return [{ path, message, hint: listText(lead, names) }];
}

/** The same for each name of a list. */
export function allDeclared(
  path: Path,
  names: readonly string[],
  declared: Names,
): readonly Complaint[] {
  return names.flatMap((name, index) => mustBeDeclared([...path, index], name, declared));
}

/** The same for a reference that need not be made. */
export function declaredIfAny(
  path: Path,
  name: string | undefined,
  declared: Names,
): readonly Complaint[] {
  return name === undefined ? [] : mustBeDeclared(path, name, declared);
}

export function complain(path: Path, message: string, hint: string | null = null): Complaint {
  return { path, message, hint };
}

/** The complaints at the places that they are about. */
export function flawsOf(complaints: readonly Complaint[], root: SourceMap): readonly Flaw[] {
  return complaints.map(({ path, message, hint, isSecret = false }) => {
    const located = locate(root, path);
    const span = located.removed ?? spanOf(located);
    return {
      ...{ span, message: `${pathText(path)}: ${message}`, hint },
      ...(isSecret && { hides: located.node.span }),
    };
  });
}

const MAX_LISTED = 25;

function listText(lead: string, names: ReadonlySet<string>): string {
  if (names.size === 0) return `${lead} none`;
  const listed = [...names].slice(0, MAX_LISTED).join(', ');
  const rest = names.size - MAX_LISTED;
  return `${lead} ${listed}${rest > 0 ? ` and ${rest} more` : ''}`;
}
