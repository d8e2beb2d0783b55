import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { z } from 'zod';
import { clusterDomain, type Environment } from '../../model/environment';
import { ProblemsError } from '../../model/problem';
import { fileProblem } from '../../model/file-problem';
import type { InstallerFiles } from '../../lib/operations/install/manifest-files';

const markerSchema = z.object({
  account: z.string(),
  region: z.string(),
  clusterDomain: z.string(),
  release: z.string(),
  /** Infrastructure id, once all files are made. */
  finished: z.string().optional(),
});

type Marker = z.output<typeof markerSchema>;

/** File that names the environment of the folder, and says whether all files were made. */
const markerFile = 'commons-installation.json';

/** Files that the installer and this program put into the folder. The installer's log is not among them, so it is kept. */
const contents = [
  'install-config.yaml',
  'install-config.backup.yaml',
  '.openshift_install_state.json',
  '.clusterapi_output',
  'manifests',
  'openshift',
  'cluster-api',
  'tls',
  'auth',
  'bootstrap.ign',
  'master.ign',
  'worker.ign',
  'metadata.json',
];

/** Files that the installation itself needs. */
const results = ['bootstrap.ign', 'master.ign', 'metadata.json', 'auth/kubeconfig', 'auth/kubeadmin-password'];

/**
 * The folder of one installation. Only its owner can read it, because it holds all keys of the cluster. A folder whose run did
 * not finish is emptied and made again.
 */
export class InstallationFolder {
  /** Absolute path. */
  readonly path: string;
  private readonly marker: Marker;

  /**
   * @param folder path as on the command line
   * @throws ProblemsError when the folder is in a git repository, or holds other files or another installation.
   */
  constructor(
    private readonly folder: string,
    { account, region, cluster, ...environment }: Environment,
  ) {
    this.path = resolve(folder);
    this.marker = { account, region, clusterDomain: clusterDomain({ cluster }), release: cluster.release };
    const repository = repositoryAround(this.path);
    if (repository !== undefined) {
      throw this.refused(
        `is in the git repository ${repository}`,
        'choose a folder outside: it will hold every key of the cluster',
      );
    }
    if (!existsSync(this.path)) return;
    if (!statSync(this.path).isDirectory()) throw this.refused('is not a folder', 'choose a new one');
    const own = this.readMarker();
    if (own === undefined && readdirSync(this.path).length > 0) {
      throw this.refused('is not empty, and was not made by this program', 'choose a new one');
    }
    const other = keys.find((key) => own !== undefined && own[key] !== this.marker[key]);
    if (other !== undefined) {
      const reason = `is of another cluster: its ${words[other]} is ${own?.[other] ?? ''}, that of ${environment.name} is ${this.marker[other]}`;
      throw this.refused(reason, 'choose a new one');
    }
  }

  /** Infrastructure id of the cluster that was prepared here; undefined if the preparation did not finish. */
  get finished(): string | undefined {
    return existsSync(this.path) ? this.readMarker()?.finished : undefined;
  }

  /** Makes the folder, or empties it. */
  begin(): void {
    mkdirSync(this.path, { recursive: true });
    chmodSync(this.path, 0o700);
    this.write(markerFile, JSON.stringify(this.marker));
    for (const name of contents) rmSync(join(this.path, name), { recursive: true, force: true });
  }

  /** Records that all files are made. */
  finish(infraId: string): void {
    const missing = results.filter((name) => !existsSync(join(this.path, name)));
    if (missing.length > 0) {
      throw this.refused(
        `lacks ${missing.join(', ')}`,
        'use another installer of the release, and run the command again',
      );
    }
    this.write(markerFile, JSON.stringify({ ...this.marker, finished: infraId }));
  }

  /** Writes a file that only its owner can read. */
  write(name: string, text: string): void {
    const file = join(this.path, name);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, text, { mode: 0o600 });
  }

  remove(name: string): void {
    rmSync(join(this.path, name));
  }

  /** The installer's manifests as text. */
  manifests(): InstallerFiles {
    const files = ['manifests', 'openshift'].flatMap((folder) =>
      existsSync(join(this.path, folder))
        ? readdirSync(join(this.path, folder), { recursive: true, withFileTypes: true }).filter((entry) =>
            entry.isFile(),
          )
        : [],
    );
    return Object.fromEntries(
      files.map((entry) => {
        const file = join(entry.parentPath, entry.name);
        return [relative(this.path, file), readFileSync(file, 'utf8')];
      }),
    );
  }

  /** Text of a file, and its path for messages. */
  read(name: string): { readonly file: string; readonly text: string } {
    const file = join(this.folder, name);
    const absolute = join(this.path, name);
    if (existsSync(absolute)) return { file, text: readFileSync(absolute, 'utf8') };
    throw new ProblemsError([fileProblem(file, 'does not exist', 'begin again in a new folder')]);
  }

  private readMarker(): Marker | undefined {
    const file = join(this.path, markerFile);
    if (!existsSync(file)) return undefined;
    try {
      return markerSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      throw this.refused(`has a ${markerFile} that cannot be read`, 'remove the folder, or choose a new one');
    }
  }

  private refused(reason: string, remedy: string): ProblemsError {
    return new ProblemsError([fileProblem(this.folder, reason, remedy)]);
  }
}

const words = { account: 'account', region: 'region', clusterDomain: 'domain', release: 'release' } as const;
const keys = ['account', 'region', 'clusterDomain', 'release'] as const;

/** The git repository that a folder is in, even if the folder does not exist yet. */
function repositoryAround(folder: string): string | undefined {
  if (!existsSync(folder)) return repositoryAround(dirname(folder));
  const real = realpathSync(folder);
  if (existsSync(join(real, '.git'))) return real;
  return dirname(real) === real ? undefined : repositoryAround(dirname(real));
}
