import type { Path } from './source-tree.ts';

/** A path as people write it: `clusters.main.services.worker`, `secrets["app/jwt"].rotationDays`, `ingress[0]`. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    if (!/^[\w-]+$/.test(step)) return `${text}[${JSON.stringify(step)}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}
