import { debianPackages } from '../support/debian';

/** What an image has, as far as a program needs it: Debian's files below `/usr` and `/etc`, folders laid over them, and its settings. */
export interface Image {
  /** Names of Debian packages. */
  readonly packages: readonly string[];
  /** Folders of this machine, by the paths at which the image has them. */
  readonly folders?: Readonly<Record<string, string>>;
  /** Texts of further files by their paths; those below a folder of this machine cover what it has there. */
  readonly files?: Readonly<Record<string, string>>;
  /** Files besides `/etc/ssl/certs/ca-certificates.crt` that have the certificates which its programs believe. */
  readonly certificates?: readonly string[];
  /** As `ENV` in its definition says. */
  readonly variables?: Readonly<Record<string, string>>;
  /** As `WORKDIR` says. */
  readonly folder?: string;
  /** As `ENTRYPOINT` says: a container's `command` takes its place, its `args` come after it. */
  readonly entrypoint: readonly string[];
  /** As `CMD` says. */
  readonly defaultArgs?: readonly string[];
}

/** What every image has, and what the first process needs: a shell, the usual tools, `setpriv`, and libraries for Node. */
const everywhere: readonly string[] = [
  'base-files',
  'bash',
  'coreutils',
  'dash',
  'findutils',
  'gcc-14-base',
  'grep',
  'libacl1',
  'libattr1',
  'libc-bin',
  'libc6',
  'libcap-ng0',
  'libcap2',
  'libcrypt1',
  'libgcc-s1',
  'libgmp10',
  'libpcre2-8-0',
  'libselinux1',
  'libssl3t64',
  'libstdc++6',
  'libsystemd0',
  'libtinfo6',
  'libzstd1',
  'sed',
  'util-linux',
  'zlib1g',
];

/** The folder that has the files of an image's packages. */
export const rootFor = ({ packages }: Image): string =>
  debianPackages([...new Set([...everywhere, ...packages])].sort()).root;
