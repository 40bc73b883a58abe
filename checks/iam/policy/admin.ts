import { actionAlphabet, actionNames, UNNAMED_ACTIONS, UNNAMED_SERVICE } from './action-names.ts';
import { evaluateAll } from './condition.ts';
import { matches, patternOf, type Pattern } from './pattern.ts';
import { decide, type Grant, type Permissions, type Role, type Rule } from './permissions.ts';
import type { Certainty } from './pattern-sets.ts';
import { findText } from './search.ts';
import { compile, findSelected, type Selection } from './selection.ts';

/** AWS's own policies that make an administrator. https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html */
const ADMIN_POLICIES: readonly Pattern[] = [
  'arn:*:iam::aws:policy/AdministratorAccess',
  'arn:*:iam::aws:policy/PowerUserAccess',
  'arn:*:iam::aws:policy/IAMFullAccess',
].map(patternOf);

/** The names of the attached policies that make the role an administrator, whatever is in them. */
export function adminPolicies({ policies }: Pick<Role, 'policies'>): readonly string[] {
  return policies.flatMap(({ name, arn }) =>
    arn !== null && ADMIN_POLICIES.some((pattern) => matches(pattern, arn)) ? [name] : [],
  );
}

/** What an administrator may do. */
export interface AdminRights {
  /** Everything in the account but for what is taken away by name: AdministratorAccess, or PowerUserAccess. */
  readonly everything: Grant;
  /** All of IAM, from which everything else can be had: IAMFullAccess. */
  readonly allOfIam: Grant;
}

/**
 * Whether the statements together allow everything, however they are written: `*`, `*:*`, `?*`, all but an action that
 * does not exist (I3), or letter by letter in several policies. Everything but what is named is everything for this, as
 * it is in PowerUserAccess, whether `NotAction`, a denial or the boundary takes it away; a denial or a boundary that
 * leaves only what is named makes no administrator.
 */
export function adminRights(permissions: Permissions): AdminRights {
  const { partition, account } = permissions.role;
  return {
    everything: rightTo(permissions, {
      service: null,
      resources: patternOf(`arn:${partition}:?*${UNNAMED_SERVICE}:*:${account}:?*`),
      unnamed: UNNAMED_ACTIONS,
    }),
    allOfIam: rightTo(permissions, {
      service: 'iam',
      resources: patternOf(`arn:${partition}:iam::${account}:?*`),
      unnamed: ['iam:UnnamedAction'],
    }),
  };
}

interface Whole {
  readonly service: string | null;
  readonly resources: Pattern;
  readonly unnamed: readonly string[];
}

function rightTo(permissions: Permissions, whole: Whole): Grant {
  const { certain, possible } = certainAndPossible(permissions);
  const mayBe = coversWhole(possible, whole);
  if (mayBe === 'no') return 'denied';
  const is = coversWhole(certain, whole);
  const unnamed = whole.unnamed.map((action) =>
    decide(permissions, action, { resources: whole.resources }),
  );
  if (unnamed.every((grant) => grant === 'denied')) return 'denied';
  if (is === 'yes' && unnamed.includes('allowed')) return 'allowed';
  if (mayBe === 'undecided' || is === 'undecided' || unnamed.includes('undecided')) {
    return 'undecided';
  }
  return 'conditional';
}

interface Rectangle {
  readonly actions: Selection;
  readonly resources: Selection;
}

function certainAndPossible({ allows, context }: Permissions) {
  const judged = allows.map((rule: Rule) => ({
    rule,
    truth: evaluateAll(rule.conditions, context),
  }));
  const certain: Rectangle[] = judged.flatMap(({ rule, truth }) =>
    truth === 'true' ? [{ actions: rule.actions, resources: rule.resources.certain }] : [],
  );
  const possible: Rectangle[] = judged.flatMap(({ rule, truth }) =>
    truth === 'false' ? [] : [{ actions: rule.actions, resources: rule.resources.possible }],
  );
  return { certain, possible };
}

/** Whether for every action the rectangles that have it cover all resources between them. */
function coversWhole(rectangles: readonly Rectangle[], { service, resources }: Whole): Certainty {
  const answers = new Map<string, Certainty>();
  const isCovered = (having: readonly number[]): Certainty => {
    const key = having.join();
    const known = answers.get(key);
    if (known !== undefined) return known;
    const selections = having.flatMap((index) => rectangles[index]?.resources ?? []);
    const gap = findSelected(
      resources,
      selections,
      (selected) => !selections.some((_, index) => selected(index)),
    );
    const answer: Certainty =
      gap.state === 'undecided' ? 'undecided' : gap.state === 'found' ? 'no' : 'yes';
    answers.set(key, answer);
    return answer;
  };

  const actions = rectangles.map((rectangle) => rectangle.actions);
  const compiled = compile(actions);
  const gap = findText({
    within: [actionNames(service)],
    also: compiled.machines,
    alphabet: actionAlphabet(
      actions.flatMap(({ patterns }) => patterns),
      service,
    ),
    holds: (inEach) =>
      isCovered(actions.flatMap((_, index) => (compiled.selects(index, inEach) ? [index] : []))) ===
      'no',
  });
  switch (gap.state) {
    case 'found':
      return 'no';
    case 'none':
      return [...answers.values()].includes('undecided') ? 'undecided' : 'yes';
    case 'undecided':
      return 'undecided';
  }
}
