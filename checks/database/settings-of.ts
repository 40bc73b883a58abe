import type { Fact } from '../../collectors/postgres/catalog/define-catalog.ts';
import type { Setting } from '../../collectors/postgres/catalog/settings.ts';
import type { Artifact } from '../../core/check.ts';
import {
  deviationsOr,
  fail,
  pass,
  unknown,
  type Deviation,
  type Deviations,
  type Judgement,
} from '../../core/judgement.ts';

type Values = ReadonlyMap<string, string | null>;

/**
 * Compares parameters of both sides: each of the names for which `isFine` says no is a finding. One that a side lacks, as
 * other versions do, is compared with nothing and told in the details.
 */
export function judgeSettings(
  settings: Artifact<readonly Fact<Setting>[]>,
  names: readonly string[],
  isFine: (source: string, target: string) => boolean,
  message: (name: string) => string,
): Judgement | Deviations {
  const source = valuesOf(settings.get('source'));
  const target = valuesOf(settings.get('target'));
  if (source === null || target === null) return unknown('A side did not say how it is set.');
  const common = names.filter((name) => source.has(name) && target.has(name));
  const deviating = common.flatMap((name): readonly Deviation[] => {
    const [expected, actual] = [source.get(name) ?? '', target.get(name) ?? ''];
    if (isFine(expected, actual)) return [];
    return [
      { object: name, judgement: fail(message(name), { [name]: expected }, { [name]: actual }) },
    ];
  });
  const picked = (values: Values) =>
    Object.fromEntries(common.map((name) => [name, values.get(name) ?? null]));
  const alone = names.filter((name) => source.has(name) !== target.has(name));
  return deviationsOr(
    deviating,
    pass(picked(source), picked(target), {
      details: alone.map(
        (name) => `${name} is known to the ${source.has(name) ? 'source' : 'target'} alone.`,
      ),
    }),
  );
}

/** Null for a side that said nothing: every server has parameters. */
function valuesOf(facts: readonly Fact<Setting>[] | null): Values | null {
  if (facts === null || facts.length === 0) return null;
  return new Map(facts.map(({ id, def }) => [id, def.reset ?? def.setting]));
}
