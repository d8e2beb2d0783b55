/** One run of a program of `bin/`, as a host is asked for it. */
export interface RunRequest {
  /** Absolute path of the compiled program. */
  readonly program: string;
  readonly args: readonly string[];
  /** The folder that the program is started in. */
  readonly cwd: string;
  /** All variables of the environment. */
  readonly env: Readonly<Record<string, string>>;
}
