import type { Finding } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import { differenceOf, messageOf, nameOf, verdictLines } from './finding-text.ts';
import { singlesOf } from './groups.ts';
import { clip, forCommandData, forCommandProperty } from './sanitize.ts';
import { specPath } from './spec-path.ts';
import { annotationOf, OUTCOMES, outcomeOf, VERDICTS, type Annotation } from './status-table.ts';

/**
 * Of one kind of annotation, the last of which says how many there are besides. The runner drops those above ten a step:
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/ExecutionContext.cs (`_maxIssueCount`)
 */
const ANNOTATIONS_SHOWN = 9;
const LINES_SHOWN = 20;
const LINE_LIMIT = 300;

const KINDS: readonly Annotation[] = ['error', 'warning', 'notice'];

interface Annotated {
  readonly kind: Annotation;
  readonly title: string;
  readonly lines: readonly string[];
  /** Null for what is about no line of the spec. */
  readonly line: number | null;
}

/** Annotations of a workflow: the verdict, then what fails or is undecided, worst first, within the runner's limits. */
export function renderGithub(report: Report): string {
  const worst = singlesOf(report.findings).map(({ first }) => first);
  const kinds = new Map(KINDS.map((kind): [Annotation, Finding[]] => [kind, []]));
  for (const finding of worst) {
    const kind = annotationOf(finding);
    if (kind !== null) kinds.get(kind)?.push(finding);
  }
  const verdict = verdictOf(report);
  return KINDS.flatMap((kind) => {
    const findings = kinds.get(kind) ?? [];
    const room = kind === verdict.kind ? ANNOTATIONS_SHOWN - 1 : ANNOTATIONS_SHOWN;
    const left = findings.length - room;
    return [
      ...(kind === verdict.kind ? [verdict] : []),
      ...findings.slice(0, room).map((finding) => annotated(kind, finding)),
      ...(left > 0 ? [moreOf(kind, left)] : []),
    ];
  })
    .map((made) => `${commandOf(made, report)}\n`)
    .join('');
}

function verdictOf(report: Report): Annotated {
  const { verdict, suite } = report;
  return {
    kind: VERDICTS[verdict].outcome === 'pass' ? 'notice' : 'error',
    title: `landfall ${suite.id}: ${verdict}`,
    lines: verdictLines(report),
    line: null,
  };
}

function annotated(kind: Annotation, finding: Finding): Annotated {
  const { severity, spec } = finding;
  const { word } = OUTCOMES[outcomeOf(finding)];
  return {
    kind,
    title: `${word} (${severity}): ${nameOf(finding)}`,
    lines: [messageOf(finding), ...differenceOf(finding)],
    line: spec === null ? null : Math.max(1, spec.line),
  };
}

function moreOf(kind: Annotation, left: number): Annotated {
  return {
    kind,
    title: `landfall: ${left} more`,
    lines: [`${left} more of this kind are in the job's summary and in the run's document.`],
    line: null,
  };
}

function commandOf({ kind, title, lines, line }: Annotated, { run }: Report): string {
  const properties = [
    ...(line === null
      ? []
      : [`file=${forCommandProperty(specPath(run.spec.file))}`, `line=${line}`]),
    `title=${forCommandProperty(clip(title, LINE_LIMIT))}`,
  ];
  const left = lines.length - LINES_SHOWN;
  const shown = [
    ...lines.slice(0, LINES_SHOWN).map((text) => clip(text, LINE_LIMIT)),
    ...(left > 0 ? [`and ${left} more`] : []),
  ];
  return `::${kind} ${properties.join(',')}::${forCommandData(shown)}`;
}
