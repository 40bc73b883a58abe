import type { Fact } from '../../collectors/postgres/catalog/define-catalog.ts';
import type { SequencePosition } from '../../collectors/postgres/catalog/sequence-positions.ts';
import type { Artifact } from '../../core/check.ts';
import {
  deviationsOr,
  pass,
  unknown,
  type Deviation,
  type Deviations,
  type Judgement,
} from '../../core/judgement.ts';

/** Judges each sequence of the target beside that of the source; null is nothing to say against it. */
export function judgeSequences(
  positions: Artifact<readonly Fact<SequencePosition>[]>,
  judge: (target: SequencePosition, source: SequencePosition | undefined) => Judgement | null,
): Judgement | Deviations {
  const source = positions.get('source');
  const target = positions.get('target');
  if (source === null || target === null) {
    return unknown('A side did not say where its sequences are.');
  }
  const given = new Map(source.map(({ def }) => [def.sequence, def]));
  const deviating = target.flatMap(({ id, def }): readonly Deviation[] => {
    const judgement = judge(def, given.get(def.sequence));
    return judgement === null ? [] : [{ object: id, judgement }];
  });
  return deviationsOr(deviating, pass({ sequences: source.length }, { sequences: target.length }));
}
