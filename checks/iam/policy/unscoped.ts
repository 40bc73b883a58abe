import type { Condition } from './condition.ts';
import type { Statement } from './document.ts';
import { MANY, ONE, type Pattern } from './pattern.ts';
import { RESOURCELESS_ACTIONS } from './resourceless-actions.ts';
import { readsOnly, textOf } from './wildcard-actions.ts';

/** Actions that read, and what they read gives access: to secrets, to what they encrypt, or as somebody else. In lower case. */
const SECRET_READING = [
  'secretsmanager:getsecretvalue',
  'secretsmanager:batchgetsecretvalue',
  'ssm:getparameter',
  'ssm:getparameters',
  'ssm:getparametersbypath',
  'ssm:getparameterhistory',
];

/**
 * The actions of a statement, in lower case, that it allows on all resources although each resource can be named and the
 * action does more than list. An action that the reference does not have counts: AWS may have added it with resources.
 */
export function unscopedActions({ actions, resources, conditions }: Statement): readonly string[] {
  const isUnscoped =
    resources !== null && (resources.kind === 'except' || resources.texts.some(isEverything));
  if (!isUnscoped || conditions.some(isRestricting)) return [];
  if (actions.kind === 'except') return ['everything but some actions'];
  return actions.patterns.filter(isScopable).map(textOf);
}

/** Services whose resources begin with their names; those of others begin with their type, as in `table/orders`. */
const UNTYPED = ['codecommit', 'codepipeline', 'execute-api', 's3', 'sns', 'sqs'];
/** Types of what is within another resource, as in `table/orders/index/by-date`. */
const SUBTYPES = ['index', 'log-stream', 'object', 'stream'];
/** Kinds of a type, as in `loadbalancer/app/web/50dc6c495c0c9188`. */
const BALANCERS = ['app', 'gwy', 'net'];
/** What stands before the name in services whose resources mostly begin with it, as in `accesspoint/orders`. */
const TYPED = ['accesspoint'];

/**
 * `*`, and an ARN that names no resource: any at all, any of a type (`table/*`, `secret:*`), or any within any (`*\/*`).
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html#arns-paths-wildcards
 */
function isEverything(text: string): boolean {
  const [scheme, , service = '', , , ...rest] = text.split(':');
  if (scheme !== 'arn') return isAny(text);
  if (service === '*') return true;
  // A wildcard reaches over the colons that are left out.
  if (rest.length === 0) return text.endsWith('*');
  const parts = rest.join(':').replace(/^\//, '').split(/[:/]/);
  const isUntyped = UNTYPED.includes(service) && !TYPED.includes(parts[0] ?? '');
  const names = isUntyped || parts.every(isAny) ? parts : parts.slice(1);
  // A kind stands before the name and a subtype behind it; a name may be the same word.
  const isKind = (name: string, at: number) =>
    service === 'elasticloadbalancing'
      ? at === 0 && BALANCERS.includes(name)
      : at === 1 && !isUntyped && SUBTYPES.includes(name);
  return names.some(isAny) && names.every((name, at) => isAny(name) || isKind(name, at));
}

function isAny(text: string): boolean {
  return /^[*?]+$/.test(text);
}

function isScopable(action: Pattern): boolean {
  const text = textOf(action);
  if (SECRET_READING.includes(text)) return true;
  if (action.some((token) => token === MANY || token === ONE)) return !readsOnly(action);
  const [service = '', name = ''] = text.split(':');
  return !readsOnly(action) && RESOURCELESS_ACTIONS[service]?.includes(name) !== true;
}

/** Keys by which a statement picks among resources as well as by their ARNs. */
const RESOURCE_KEYS =
  /^(?:[a-z0-9-]+:resourcetag\/.+|ecs:cluster|ec2:vpc|kms:viaservice|secretsmanager:secretid)$/;

function isRestricting({ operator, quantifier, ifExists, key, values }: Condition): boolean {
  return (
    RESOURCE_KEYS.test(key) &&
    !ifExists &&
    quantifier !== 'all' &&
    ['stringequals', 'stringequalsignorecase', 'stringlike', 'arnequals', 'arnlike'].includes(
      operator,
    ) &&
    values.length > 0 &&
    values.every((value) => value !== '' && !/^\*+$/.test(value))
  );
}
