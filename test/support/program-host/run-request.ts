/** One run of a program of `bin/`, as a host is asked for it. */
export interface RunRequest {
  /** Absolute path of the compiled program. */
  readonly program: string;
  readonly args: readonly string[];
  /** The folder that the program is started in. */
  readonly cwd: string;
  /** All variables of the environment. */
  readonly env: Readonly<Record<string, string>>;
  /**
   * Where requests go that the program sends to an address.
   * @default where it sends them
   */
  readonly led?: LedRequests;
}

/** Requests that go to a stand-in on this machine, in place of the address that they are sent to. */
export interface LedRequests {
  /** How the addresses begin. */
  readonly from: string;
  readonly to: string;
}
