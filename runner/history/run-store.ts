/** The files of a stored run. */
export type RunFile =
  | 'run.json'
  | 'spec.yaml'
  | 'landfall.waivers.yaml'
  | 'landfall.baseline.yaml'
  | 'snapshot.json.gz'
  | 'findings.json';

/** What a run has when it was given waivers or a baseline. */
export const WAIVER_FILES: readonly RunFile[] = ['landfall.waivers.yaml', 'landfall.baseline.yaml'];

/** What every run has, in the order in which it is written: a run without its document is none. */
export const RUN_FILES: readonly RunFile[] = [
  'spec.yaml',
  'snapshot.json.gz',
  'findings.json',
  'run.json',
];

/** Where runs are kept: a folder, or a prefix of a bucket. A run in it is whole and never changes. */
export interface RunStore {
  /** As messages name it. */
  readonly name: string;
  /** As the index knows it, from wherever the command is called. */
  readonly key: string;
  /** Whether each read costs a request. */
  readonly isRemote: boolean;
  /** The ids of all whole runs, oldest first. */
  list(): Promise<readonly string[]>;
  /** Where a run is or would be, to be told. */
  placeOf(id: string): string;
  /** @throws {UsageError} when it cannot be read. */
  read(id: string, file: RunFile): Promise<Uint8Array>;
  /**
   * The same piece by piece: the document of a large run takes more memory than what is wanted of it.
   * @throws {UsageError} while it is read.
   */
  pieces(id: string, file: RunFile): AsyncIterable<Uint8Array>;
  /**
   * Keeps the files that `write` puts into the folder it is given, whole or not at all, and gives their place.
   * @param note is told when they are there, and what may still become of them.
   * @throws {UsageError} that says what to do.
   */
  put(
    id: string,
    write: (folder: string) => Promise<void>,
    note: (text: string) => void,
  ): Promise<string>;
  remove(id: string): Promise<void>;
  /** Removes what dead writers left behind, and says how much. */
  clean(): Promise<number>;
}

/** A run is named by its ULID, so that the names sort by time. */
export const RUN_ID = /^[0-9A-HJKMNP-TV-Z]{26}$/;
