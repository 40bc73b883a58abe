/** A program that Debian packages and that the sandbox gets for itself where it is not installed. */
export interface DebianProgram {
  /** As people write it. */
  readonly name: string;
  /** The tool cache has it in `<id>-<version>`. */
  readonly id: string;
  /** The variable that names a program to take. */
  readonly variable: string;
  /** What it may be called on PATH, best first. */
  readonly commands: readonly string[];
  /** The package that it is in. */
  readonly package: string;
  /** What it is called within its package. */
  readonly path: string;
  /** The packages that it needs, of those that it depends on: what every Debian has is left out. */
  readonly libraries: RegExp;
  /** Packages that are unpacked without what they depend on. */
  readonly others: readonly string[];
  /** Finds its version, such as `1.18.0`, in what it prints for `--version`. */
  readonly version: RegExp;
  /** Variables that it needs in a folder beside the path to its libraries. */
  readonly environment: (folder: string) => NodeJS.ProcessEnv;
  /** How it is installed where this cannot be done. */
  readonly advice: string;
  /** The error to throw when it cannot be had. */
  readonly fail: (message: string) => Error;
}

/** A program that runs here. */
export interface Installation {
  readonly program: string;
  readonly version: string;
  /** What holds program and libraries together; null for a program that finds its libraries by itself. */
  readonly folder: string | null;
  /** Variables with which it finds its libraries. */
  readonly environment: NodeJS.ProcessEnv;
}
