import { rmSync } from 'node:fs';
import type { EnvironmentFiles } from '../../support/environment-folder';
import type { Finished } from '../../support/program-host/finished';
import { TemporaryHome } from '../../support/temporary-home';
import { bootImageSeeds } from './boot-image-seeds';
import { startEmulator, type Emulator } from './emulator';
import { startFaultProxy, type Faults } from './fault-proxy';

/** What a command left behind. */
export interface Run extends Finished {
  /** Actions that it called, in order. */
  readonly calls: readonly string[];
  /** `facts.json` afterwards, if there is one. */
  readonly facts: string | undefined;
}

export interface RunOptions {
  readonly faults: Faults;
  /** Files of the environment `testing`, beside or instead of those of the minimal one. */
  readonly files?: EnvironmentFiles;
  /** Environment variables, beside or instead of those that lead to the emulator. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Names of variables that are not set. */
  readonly without?: readonly string[];
}

/** The operator's command line in a copy of the project, and an emulator that it calls through faults. */
export class Ec2Commands {
  private constructor(
    readonly emulator: Emulator,
    readonly project: TemporaryHome,
  ) {}

  static async start(): Promise<Ec2Commands> {
    const emulator = await startEmulator({ account: '111122223333', images: Object.values(bootImageSeeds) });
    return new Ec2Commands(emulator, new TemporaryHome());
  }

  async run(args: readonly string[], { faults, files = {}, variables = {}, without = [] }: RunOptions): Promise<Run> {
    const { emulator, project } = this;
    rmSync(project.path('environments', 'testing'), { recursive: true, force: true });
    project.write('testing', files);
    const proxy = await startFaultProxy(emulator.endpoint, faults);
    try {
      const all = new Map(Object.entries({ ...emulator.variables, AWS_ENDPOINT_URL: proxy.endpoint, ...variables }));
      for (const name of without) all.delete(name);
      const finished = await project.run('commons', args, Object.fromEntries(all));
      return { ...finished, calls: proxy.calls, facts: project.files('environments', 'testing')['facts.json'] };
    } finally {
      await proxy.stop();
    }
  }

  async stop(): Promise<void> {
    this.project.remove();
    await this.emulator.stop();
  }
}
