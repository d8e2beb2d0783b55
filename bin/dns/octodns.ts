import { execFile } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AwsCallError } from '../../lib/operations/aws-call-error';
import { credentialVariable, planFiles } from '../../lib/operations/dns/octodns-config';
import type { PythonPackage } from '../../lib/operations/dns/octodns-packages';
import { makesZone, parsePlan, type ZoneChange } from '../../lib/operations/dns/zone-plan';
import { fileProblem } from '../../model/file-problem';
import { ProblemsError } from '../../model/problem';

/** A plan of octoDNS for one zone. */
export interface OctodnsPlan {
  readonly changes: readonly ZoneChange[];
  /** What names this plan and no other; undefined if nothing changes. */
  readonly checksum: string | undefined;
  /** Whether the provider has no such zone. */
  readonly makesZone: boolean;
}

interface Outcome {
  readonly code: number;
  /** What it logged. */
  readonly log: string;
}

/** The programs of octoDNS. They get the credential of a provider by an environment variable. */
export class Octodns {
  constructor(
    /** Folder of the programs; undefined for those of the search path. */
    private readonly folder: string | undefined,
    private readonly credential: string | undefined,
  ) {}

  /**
   * Checks that the versions are those that `commons dns` works with, without asking the provider.
   *
   * @throws ProblemsError with the command that installs them
   */
  async checkVersions(config: string, packages: readonly PythonPackage[]): Promise<void> {
    const { code, log } = await this.run('octodns-versions', ['--config-file', config]);
    const found = new Map(
      [...log.matchAll(/\((\w+?)(?:\.[\w.]+)? (\d+\.\d+\.\d+\S*)\)/g)].map(([, name = '', version = '']) => [
        name.toLowerCase().replaceAll('_', '-'),
        version,
      ]),
    );
    const wrong = packages.filter(({ name, version }) => found.get(name) !== version);
    const [first] = wrong;
    if (first === undefined && code === 0) return;
    const remedy = `install it: python3 -m venv .venv && .venv/bin/pip install ${packages.map(({ name, version }) => `${name}==${version}`).join(' ')}; then name .venv/bin with --octodns`;
    const is = found.get(first?.name ?? '');
    const reason = is === undefined ? `cannot be used: ${lastLine(log)}` : `is ${is}, not ${first?.version ?? ''}`;
    throw new ProblemsError([fileProblem(first?.name ?? this.path('octodns-versions'), reason, remedy)]);
  }

  /**
   * Plans without changing anything.
   *
   * @param folder where the configuration has plans written to
   * @throws AwsCallError when the provider does not answer or refuses
   */
  async plan(config: string, folder: string): Promise<OctodnsPlan> {
    const file = (name: string) => join(folder, name);
    for (const name of Object.values(planFiles)) rmSync(file(name), { force: true });
    // Without it, a plan that changes much is not even shown.
    const { code, log } = await this.run('octodns-sync', ['--config-file', config, '--force']);
    if (code !== 0) throw failed('dry run of octodns-sync', log, 'check the entry in dns.providers, and run it again');
    return {
      changes: parsePlan(readFileSync(file(planFiles.changes), 'utf8')),
      checksum: / checksum=([0-9a-f]+)$/m.exec(log)?.[1],
      makesZone: makesZone(readFileSync(file(planFiles.zone), 'utf8')),
    };
  }

  /**
   * Carries out a plan, unless another one is due by now.
   *
   * @param much whether it may change or remove more than 30 % of a zone
   * @throws AwsCallError when the provider refuses
   */
  async carryOut(config: string, checksum: string, much: boolean): Promise<void> {
    const args = ['--config-file', config, '--doit', '--checksum', checksum];
    const { code, log } = await this.run('octodns-sync', much ? [...args, '--force'] : args);
    if (code !== 0) throw failed('octodns-sync', log, 'run the command again: it goes on from what is there');
  }

  private path(program: string): string {
    return this.folder === undefined ? program : join(this.folder, program);
  }

  private run(program: string, args: readonly string[]): Promise<Outcome> {
    const env = {
      // Route 53 is in no region, and its client wants one nevertheless.
      AWS_DEFAULT_REGION: 'us-east-1',
      ...process.env,
      PYTHONUTF8: '1',
      [credentialVariable]: this.credential,
    };
    return new Promise((resolve) => {
      execFile(this.path(program), [...args], { env, maxBuffer: 256 * 1024 * 1024 }, (error, _, stderr) => {
        const log = error !== null && stderr.trim() === '' ? error.message : stderr;
        resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : 1, log });
      });
    });
  }
}

/** The last line of a log or of Python's traceback: the reason. */
const lastLine = (log: string): string =>
  log
    .trim()
    .split('\n')
    .at(-1)
    ?.replace(/^[\w.]+(Error|Exception): /, '') ?? '';

const failed = (call: string, log: string, remedy: string): AwsCallError =>
  new AwsCallError(call, `failed: ${lastLine(log)}`, remedy);
