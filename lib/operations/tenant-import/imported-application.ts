import type { ImportedText } from './imported-text';
import type { NotTakenOver } from './not-taken-over';
import type { Place } from './place';

/** An environment variable of a process. */
export interface ImportedVariable {
  readonly name: string;
  readonly value: ImportedText;
  /** Whether the input itself says that the value is secret. */
  readonly isSecret: boolean;
  readonly at: Place;
}

export interface ImportedPort {
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
  /** Whether it is reached from outside of the application. */
  readonly isPublished: boolean;
  readonly at: Place;
}

/** A volume that keeps its content, mounted in a process. */
export interface ImportedMount {
  readonly path: string;
  /** Name of the volume; mounts with the same name share their content. */
  readonly volume: string;
  /**
   * Folder of the volume that is mounted.
   * @default the whole volume
   */
  readonly folder?: string;
  /**
   * Size of the volume in GiB.
   * @default the input says none
   */
  readonly sizeGiB?: number;
  /**
   * Whether several pods may write to it.
   * @default false
   */
  readonly isShared?: boolean;
  readonly at: Place;
}

/** A file that a process reads. */
export interface ImportedFile {
  readonly path: string;
  /**
   * Its content.
   * @default the input does not have it
   */
  readonly text?: string;
  /** Where the content comes from, for people. */
  readonly from: string;
  readonly at: Place;
}

/** How the input asks whether a process works. */
export type ImportedHealth = { readonly at: Place } & (
  | { readonly get: string; readonly port?: number }
  | { readonly command: readonly string[] }
  | { readonly tcp: true }
);

/** CPUs that are reserved, and GiB of memory that it may use. */
export interface ImportedSize {
  readonly cpu?: number;
  readonly memoryGiB?: number;
}

/** A host name that leads to a process. */
export interface ImportedHost {
  readonly host: string;
  /** Paths at the host; none for all of them. */
  readonly paths: readonly string[];
}

/** One program of an application, as the input has it. */
export interface ImportedProcess {
  /** Its name in the input. */
  readonly name: string;
  readonly at: Place;
  /**
   * Reference of its image, as the input writes it.
   * @default it is built from source, or the input leaves the name to a variable
   */
  readonly image?: string;
  /** Names that others call it by. */
  readonly addresses: readonly string[];
  /**
   * Program in place of that of the image, in the syntax of a tenant's file.
   * @default that of the image
   */
  readonly command?: readonly string[];
  /**
   * Arguments of the program.
   * @default those of the image
   */
  readonly args?: readonly string[];
  readonly variables: readonly ImportedVariable[];
  readonly ports: readonly ImportedPort[];
  /**
   * Port to which the hosts lead.
   * @default the input does not say
   */
  readonly webPort?: number;
  readonly hosts: readonly ImportedHost[];
  /** Hosts that lead to other ports than that. */
  readonly hostsAtPorts: readonly { readonly port: number; readonly hosts: readonly ImportedHost[] }[];
  readonly mounts: readonly ImportedMount[];
  /** Paths that it writes and that are lost with it. */
  readonly scratch: readonly string[];
  readonly files: readonly ImportedFile[];
  /** @default the input has no question */
  readonly health?: ImportedHealth;
  /** @default the input does not say */
  readonly startSeconds?: number;
  /** @default the input does not say */
  readonly stopSeconds?: number;
  readonly size: ImportedSize;
  /** @default one */
  readonly replicas?: number;
  /** Whether it commands the machine or the engine that it runs on. */
  readonly commandsMachine: boolean;
  /** Names of processes that it waits for. */
  readonly waitsFor: readonly string[];
  /** Without end, once before the others, or when the clock says so. */
  readonly runs: 'always' | 'once' | { readonly at: string };
}

/** What the input describes, whatever its format. */
export interface ImportedApplication {
  /**
   * Its name.
   * @default the input has none
   */
  readonly name?: string;
  readonly processes: readonly ImportedProcess[];
  readonly left: readonly NotTakenOver[];
}
