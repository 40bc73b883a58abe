import type { Coverage } from '../../core/coverage.ts';
import { areaLines } from '../unchecked-areas.ts';
import { blank, wrapped, type Page } from './page.ts';

/** What the spec declares and no finding decided: a count, or the statements by section of the spec. */
export function coverageLines(page: Page, coverage: Coverage, listed: boolean): string[] {
  const { leaves, unverified } = coverage;
  const hint = listed || unverified.length === 0 ? '' : ' (--verbose lists them)';
  const line = `declared, not verified: ${unverified.length} of ${leaves} statements${hint}`;
  return [
    ...wrapped(page, blank(2), [{ text: line }]),
    ...areaLines(coverage).flatMap((area) =>
      wrapped(page, blank(4), [{ text: area, style: 'quiet' }]),
    ),
    ...(listed ? sections(page, unverified) : []),
  ];
}

function sections(page: Page, pointers: readonly string[]): string[] {
  const bySection = Map.groupBy(pointers, (pointer) => pointer.split('/')[1] ?? '');
  return [...bySection].flatMap(([section, members]) => [
    ...wrapped(page, blank(4), [
      { text: section, style: 'strong' },
      { text: ` ${members.length}`, style: 'quiet' },
    ]),
    ...members.flatMap((pointer) =>
      wrapped(page, blank(6), [{ text: pointer.slice(section.length + 1) || pointer }]),
    ),
  ]);
}
