import { parseConditions, type Condition } from './condition.ts';
import { isObject, textsOf } from './json-values.ts';
import { parsePrincipals, type Principals } from './principal.ts';
import { patternOf } from './pattern.ts';
import type { Selection } from './selection.ts';

/** A document that cannot be read decides nothing: it may allow everything. */
export interface Malformed {
  readonly malformed: string;
}

export interface PolicyText {
  /** As written: resources may hold variables and wildcards. */
  readonly texts: readonly string[];
  readonly kind: Selection['kind'];
}

export interface Statement {
  readonly sid: string | null;
  readonly effect: 'Allow' | 'Deny';
  /** In lower case: IAM does not tell the case of actions apart. */
  readonly actions: Selection;
  /** Null in a policy whose resource is what it is attached to, as always in a trust policy. */
  readonly resources: PolicyText | null;
  /** Null in a policy of a role, whose principal is the role. */
  readonly principals: Principals | null;
  readonly conditions: readonly Condition[];
}

export interface PolicyDocument {
  /** Only `2012-10-17` has variables; a document that states none is of `2008-10-17`. */
  readonly version: '2008-10-17' | '2012-10-17';
  readonly statements: readonly Statement[];
}

/** Whose policy it is decides which elements it must and must not have. */
export type PolicyKind = 'identity' | 'trust' | 'resource';

const DOCUMENT_ELEMENTS = ['Version', 'Id', 'Statement'];
const STATEMENT_ELEMENTS = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];

/** IAM encodes the documents that it returns, other services and older emulators do not (I1). */
const ENCODED = /^(?:%(?:20|09|0a|0d))*%7b/i;

/**
 * Reads a document as IAM returns it. Element names are told apart by case, actions are not (I2).
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function parseDocument(text: string, kind: PolicyKind): PolicyDocument | Malformed {
  const json = jsonOf(text);
  if (json === undefined) return malformed('The document is not JSON.');
  if (!isObject(json)) return malformed('The document is not a JSON object.');
  const unknown = Object.keys(json).find((name) => !DOCUMENT_ELEMENTS.includes(name));
  if (unknown !== undefined) return malformed('The document has an element that IAM does not.');
  const version = json['Version'] ?? '2008-10-17';
  if (version !== '2008-10-17' && version !== '2012-10-17') {
    return malformed('The document is of a version that IAM does not have.');
  }
  const raw = json['Statement'];
  if (raw === undefined) return malformed('The document has no statement.');
  const statements = (Array.isArray(raw) ? (raw as unknown[]) : [raw]).map((statement) =>
    parseStatement(statement, kind),
  );
  const read: Statement[] = [];
  for (const statement of statements) {
    if (isMalformed(statement)) return statement;
    read.push(statement);
  }
  return { version, statements: read };
}

export function isMalformed(value: object): value is Malformed {
  return 'malformed' in value;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(ENCODED.test(text) ? decodeURIComponent(text) : text) as unknown;
  } catch {
    return undefined;
  }
}

function parseStatement(raw: unknown, kind: PolicyKind): Statement | Malformed {
  if (!isObject(raw)) return malformed('A statement is not a JSON object.');
  if (Object.keys(raw).some((name) => !STATEMENT_ELEMENTS.includes(name))) {
    return malformed('A statement has an element that IAM does not.');
  }
  const effect = raw['Effect'];
  if (effect !== 'Allow' && effect !== 'Deny') {
    return malformed('A statement neither allows nor denies.');
  }
  const actions = eitherOf(raw, 'Action');
  if (actions === null) return malformed('A statement does not say which actions it is about.');
  const resources = eitherOf(raw, 'Resource');
  if (kind === 'identity' && resources === null) {
    return malformed('A statement does not say which resources it is about.');
  }
  const principals = parsePrincipals(raw['Principal'], raw['NotPrincipal']);
  if ((kind !== 'identity') !== (principals !== null)) {
    return malformed(
      'A statement does not say whom it is about, or says so in a policy of a role.',
    );
  }
  const conditions = parseConditions(raw['Condition']);
  if (conditions === null) return malformed('A condition cannot be read.');
  const sid = raw['Sid'];
  return {
    sid: typeof sid === 'string' ? sid : null,
    effect,
    actions: {
      kind: actions.kind,
      patterns: actions.texts.map((action) => patternOf(action.toLowerCase())),
    },
    resources,
    principals,
    conditions,
  };
}

/** `Name` or `NotName`, each a string or a list; null when there is neither, both, or another thing. */
function eitherOf(raw: Readonly<Record<string, unknown>>, name: string): PolicyText | null {
  const only = raw[name];
  const except = raw[`Not${name}`];
  if ((only === undefined) === (except === undefined)) return null;
  const texts = textsOf(only ?? except);
  if (texts === null) return null;
  return { kind: only === undefined ? 'except' : 'only', texts };
}

function malformed(reason: string): Malformed {
  return { malformed: reason };
}
