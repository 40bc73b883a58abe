import type { Spec } from '../../core/spec/spec.ts';

interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** The declared tags of every resource. */
export function tagsOf({ tags }: Pick<Spec, 'tags'>): Tag[] {
  return Object.entries(tags ?? {}).map(([Key, Value]) => ({ Key, Value }));
}

/** The same with the name by which network resources are found. */
export function namedTags(spec: Pick<Spec, 'tags'>, name: string): Tag[] {
  return [{ Key: 'Name', Value: name }, ...tagsOf(spec).filter(({ Key }) => Key !== 'Name')];
}

/** As ECS writes them. */
export function lowerCaseTags(spec: Pick<Spec, 'tags'>): { key: string; value: string }[] {
  return tagsOf(spec).map(({ Key, Value }) => ({ key: Key, value: Value }));
}
