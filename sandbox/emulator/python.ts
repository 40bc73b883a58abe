import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { runProgram } from '../../runner/run-program.ts';

/** What an interpreter says about itself. `moto` is null when it has no moto; `server` says whether moto's server can run. */
export interface PythonFacts {
  executable: string;
  version: readonly [number, number];
  moto: string | null;
  server: boolean;
  venv: boolean;
}

const PROBE_TIMEOUT_MS = 20_000;

const PROBE = `
import json, os, sys
from importlib.metadata import version, PackageNotFoundError
from importlib.util import find_spec
try:
    moto = version("moto")
except PackageNotFoundError:
    moto = None
print(json.dumps({
    "executable": sys.executable,
    "version": list(sys.version_info[:2]),
    "moto": moto,
    "server": all(find_spec(name) is not None for name in ("flask", "flask_cors", "werkzeug")),
    "venv": all(find_spec(name) is not None for name in ("venv", "ensurepip")),
}), flush=True)
os._exit(0)
`;

const pythonFacts = z.object({
  executable: z.string().min(1),
  version: z.tuple([z.int(), z.int()]),
  moto: z.string().nullable(),
  server: z.boolean(),
  venv: z.boolean(),
});

/** Asks an interpreter what it is; null when it does not run or does not answer. */
export async function askPython(interpreter: string): Promise<PythonFacts | null> {
  const result = await runProgram(interpreter, ['-c', PROBE], { timeoutMs: PROBE_TIMEOUT_MS });
  return readFacts(result.stdout);
}

/**
 * Asks the interpreter that runs an installed script. A script with a Python shebang names it. Anything else (the
 * shim of a version manager, a trampoline) is started with a `sitecustomize` module that answers in its place, so
 * the answer comes from the interpreter that would really run, and the script itself never does.
 */
export async function askInterpreterBehind(script: string): Promise<PythonFacts | null> {
  const named = await interpreterOfShebang(script);
  if (named !== null) return askPython(named);

  const folder = await mkdtemp(join(tmpdir(), 'landfall-probe-'));
  try {
    await writeFile(join(folder, 'sitecustomize.py'), PROBE);
    const result = await runProgram(script, ['--help'], {
      timeoutMs: PROBE_TIMEOUT_MS,
      environment: { ...process.env, PYTHONPATH: folder },
    });
    return readFacts(result.stdout);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function readFacts(stdout: string): PythonFacts | null {
  const line = stdout.split('\n').find((candidate) => candidate.startsWith('{'));
  if (line === undefined) return null;
  try {
    return pythonFacts.parse(JSON.parse(line));
  } catch {
    // Whatever printed this is no Python of ours: to the caller it is an interpreter that does not answer.
    return null;
  }
}

/** The absolute path of a Python that the first line names, without options; null for all else. */
async function interpreterOfShebang(script: string): Promise<string | null> {
  const handle = await open(script, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(512), 0, 512, 0);
    const [line = ''] = buffer.subarray(0, bytesRead).toString('latin1').split('\n', 1);
    const interpreter = /^#!\s*(\/\S+)\s*$/.exec(line)?.[1];
    return interpreter !== undefined && basename(interpreter).startsWith('python')
      ? interpreter
      : null;
  } finally {
    await handle.close();
  }
}
