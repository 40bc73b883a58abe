import { overlay } from './overlay.ts';
import { pathText } from './path-text.ts';
import type { Flaw } from './problems.ts';
import { didYouMean } from './similar.ts';
import type { Path, SourceEntry, SourceMap, SourceNode } from './source-tree.ts';

/** The root's key under which environments stand; it is no part of the spec itself. */
export const ENVIRONMENTS = 'environments';

export interface Chosen {
  /** The spec of the environment, or the base when none was asked for. */
  readonly root: SourceMap;
  /** Names of all environments, in the order of the file. */
  readonly names: readonly string[];
  readonly flaws: readonly Flaw[];
}

/** Takes the environments off the root and lays the one that was asked for over the rest. */
export function chooseEnvironment(file: SourceMap, environment: string | null): Chosen {
  const declared = file.entries.get(ENVIRONMENTS);
  const base: SourceMap = {
    ...file,
    entries: new Map([...file.entries].filter(([key]) => key !== ENVIRONMENTS)),
  };
  const overlays = declared?.node.kind === 'map' ? declared.node.entries : new Map<string, never>();
  const names = [...overlays.keys()];
  const flaws = declared === undefined ? [] : shapeFlaws(declared);
  if (environment === null || flaws.length > 0) return { root: base, names, flaws };
  const chosen = overlays.get(environment);
  if (chosen?.node.kind === 'map') {
    const path = [ENVIRONMENTS, environment];
    const missing = nothingToRemove(chosen.node, base, path);
    return { root: overlay(base, chosen.node), names, flaws: missing };
  }
  return { root: base, names, flaws: [unknownEnvironment(environment, names, declared)] };
}

function unknownEnvironment(
  environment: string,
  names: readonly string[],
  declared: SourceEntry | undefined,
): Flaw {
  const span = declared?.key ?? { start: 0, end: 1 };
  const message = `there is no environment "${environment}"${didYouMean(environment, names)}`;
  const hint = names.length === 0 ? 'the spec declares none' : `declared: ${names.join(', ')}`;
  return { span, message, hint };
}

/** Every environment is checked for its shape, also those that were not asked for. */
function shapeFlaws({ key, node }: SourceEntry): readonly Flaw[] {
  if (node.kind !== 'map') {
    const message = `${ENVIRONMENTS} must be a map from a name to what differs there`;
    return [{ span: key, message, hint: null, ...hidesScalar(node) }];
  }
  return [...node.entries].flatMap(([name, entry]) => {
    const path = [ENVIRONMENTS, name];
    if (entry.node.kind !== 'map') {
      const message = `${pathText(path)} must be a map of what differs there`;
      const hint = 'write {} if nothing does';
      return [{ span: entry.key, message, hint, ...hidesScalar(entry.node) }];
    }
    return [
      ...unknownName(name, entry),
      ...forbidden(entry.node, path),
      ...emptyValues(entry.node, path),
    ];
  });
}

/** In the place of a map with secrets in it may stand one of them. */
function hidesScalar({ kind, span }: SourceNode): Pick<Flaw, 'hides'> {
  return kind === 'scalar' ? { hides: span } : {};
}

function unknownName(name: string, { key }: SourceEntry): readonly Flaw[] {
  if (/^[a-z][a-z0-9-]*$/.test(name)) return [];
  const message = `"${name}" cannot name an environment`;
  return [{ span: key, message, hint: 'lower-case letters, digits and hyphens, a letter first' }];
}

function forbidden(overlayNode: SourceMap, path: Path): readonly Flaw[] {
  const nested = overlayNode.entries.get(ENVIRONMENTS);
  if (nested === undefined) return [];
  const message = `${pathText(path)} cannot have environments of its own`;
  return [{ span: nested.key, message, hint: null }];
}

/** A null for a key that the base does not have is a slip: what was meant to go is still there. */
function nothingToRemove(over: SourceMap, base: SourceMap, path: Path): readonly Flaw[] {
  return [...over.entries].flatMap(([name, { key, node }]) => {
    const below = base.entries.get(name)?.node;
    if (node.kind === 'scalar' && node.value === null && below === undefined) {
      const at = pathText([...path, name]);
      const message = `${at} takes away what is not there${didYouMean(name, base.entries.keys())}`;
      return [{ span: key, message, hint: null }];
    }
    return node.kind === 'map' && below?.kind === 'map'
      ? nothingToRemove(node, below, [...path, name])
      : [];
  });
}

/** `key:` without a value reads as null, which would take the key away; only a null that is written does. */
function emptyValues(node: SourceMap, path: Path): readonly Flaw[] {
  return [...node.entries].flatMap(([name, entry]) => {
    const below = entry.node;
    if (below.kind === 'map') return emptyValues(below, [...path, name]);
    if (below.kind !== 'scalar' || below.value !== null || below.span.end > below.span.start) {
      return [];
    }
    const message = `${pathText([...path, name])} has no value`;
    return [{ span: entry.key, message, hint: 'write null to take the key away' }];
  });
}
