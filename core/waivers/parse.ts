import { IDENTITY_CHECK } from '../check.ts';
import { jsonSchemaOf } from '../spec/json-schema.ts';
import { lineTable } from '../spec/line-table.ts';
import { problemsOf, type Flaw, type SpecProblem } from '../spec/problems.ts';
import { readYaml } from '../spec/read-yaml.ts';
import { complain, flawsOf, type Complaint } from '../spec/references/complaint.ts';
import { checkSchema, type FileShape } from '../spec/schema-flaws.ts';
import { didYouMean } from '../spec/similar.ts';
import type { Path } from '../spec/source-tree.ts';
import { dayAfter, daysBetween, MAX_DAYS_AHEAD } from './day.ts';
import { namesSomething, patternOf } from './pattern.ts';
import { isAboutUnnamed, namesNoDetail } from './pin.ts';
import { WaiversFile, type DeclaredWaiver } from './waiver.ts';

/** What a file of waivers or a baseline is read with. */
export interface Reading {
  /** The day of the run, UTC. */
  readonly today: string;
  /** The ids of all checks. */
  readonly checks: readonly string[];
}

export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly SpecProblem[] };

/** What one kind of file is, beyond YAML: its schema, and what no schema can say. */
export interface FileKind<Value> extends FileShape<Value> {
  /** Such as `a waivers file`. */
  readonly what: string;
  readonly complaints: (value: Value) => readonly Complaint[];
}

/** From the text of a file of waivers to waivers. Pure; never throws, whatever the text is. */
export function parseWaivers(
  source: { readonly file: string; readonly text: string },
  reading: Reading,
): Parsed<readonly DeclaredWaiver[]> {
  const parsed = parseFile(source, {
    schema: WaiversFile,
    jsonSchema: () => jsonSchemaOf(WaiversFile),
    otherKeys: [],
    whole: 'the file',
    what: 'a waivers file',
    complaints: ({ waivers }) => waiverComplaints(waivers, reading),
  });
  return parsed.ok ? { ok: true, value: parsed.value.waivers } : parsed;
}

export function parseFile<Value>(
  { file, text }: { readonly file: string; readonly text: string },
  kind: FileKind<Value>,
): Parsed<Value> {
  const refused = (flaws: readonly Flaw[], seen = text): Parsed<Value> => ({
    ok: false,
    problems: problemsOf(file, lineTable(seen), flaws),
  });
  const read = readYaml(text, kind.what);
  // A text that was refused for its size is not split into lines either.
  if (!read.ok) return refused(read.flaws, read.readable ? text : '');
  const checked = checkSchema(read.root, kind);
  if (!checked.ok) return refused(checked.flaws);
  const flaws = flawsOf(kind.complaints(checked.value), read.root);
  return flaws.length > 0 ? refused(flaws) : { ok: true, value: checked.value };
}

/** An acceptance that would end later than one may. */
export function tooFarAhead(path: Path, expires: string, today: string): readonly Complaint[] {
  if (daysBetween(today, expires) <= MAX_DAYS_AHEAD) return [];
  const last = dayAfter(today, MAX_DAYS_AHEAD);
  const message = `may be at most ${MAX_DAYS_AHEAD} days ahead, which is ${last}`;
  return [complain(path, message, 'what is to stay belongs into the spec')];
}

function waiverComplaints(
  waivers: readonly DeclaredWaiver[],
  reading: Reading,
): readonly Complaint[] {
  const known = new Set(reading.checks);
  const ids = new Set<string>();
  return waivers.flatMap((waiver, index) => {
    const path: Path = ['waivers', index];
    const isTwice = ids.has(waiver.id);
    ids.add(waiver.id);
    return [
      ...(isTwice ? [complain([...path, 'id'], `the id "${waiver.id}" is there twice`)] : []),
      ...checkComplaints(path, waiver, known),
      ...matchComplaints(path, waiver),
      ...pinComplaints(path, waiver),
      ...tooFarAhead([...path, 'expires'], waiver.expires, reading.today),
    ];
  });
}

function checkComplaints(
  path: Path,
  { check, allowGlob }: DeclaredWaiver,
  known: ReadonlySet<string>,
): readonly Complaint[] {
  const at = [...path, 'check'];
  if (check === IDENTITY_CHECK) {
    return [complain(at, 'that the run looks at the right account cannot be waived')];
  }
  if (known.has(check)) return [];
  const isGlob = check.includes('*');
  if (isGlob && allowGlob !== true) {
    return [complain(at, `"${check}" is a pattern`, 'name one check, or write allowGlob: true')];
  }
  if (isGlob && !namesSomething(check)) {
    return [complain(at, 'a pattern of every check names none', 'such as sg/*')];
  }
  if (isGlob && [...known].some(patternOf(check))) return [];
  const message = `there is no check "${check}"${didYouMean(check, known)}`;
  return [complain(at, message, 'landfall list shows them')];
}

function matchComplaints(
  path: Path,
  { check, match, allowGlob }: DeclaredWaiver,
): readonly Complaint[] {
  const { subject, resource } = match;
  const at = [...path, 'match'];
  if ((subject === undefined) === (resource === undefined)) {
    const message = 'must name either the subject, as the finding does, or the ARN of the resource';
    return [complain(at, message)];
  }
  if (allowGlob !== true) return [];
  const named = subject ?? resource ?? '';
  if (![check, named].some((text) => text.includes('*'))) {
    const message = 'neither the check nor what it matches is a pattern';
    return [complain([...path, 'allowGlob'], message, 'leave it out')];
  }
  if (namesSomething(named)) return [];
  const key = subject === undefined ? 'resource' : 'subject';
  return [complain([...at, key], 'a pattern of everything names nothing', 'such as orders-*')];
}

/** What the spec does not name is whatever comes: without its details, all of it would be waived. */
function pinComplaints(path: Path, waiver: DeclaredWaiver): readonly Complaint[] {
  if (!isAboutUnnamed(waiver.check) || !namesNoDetail(waiver)) return [];
  return [
    complain(
      [...path, 'check'],
      'is about what the spec does not name',
      'say with details: what is accepted, word for word as the finding does',
    ),
  ];
}
