import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoadedEnvironment } from '../../../model/load';
import { essentials, refusedAttributes, unknownTypes } from '../gaps';
import { rewrite, synthesize, type AssemblyStack } from './assembly';
import { startAws, type Aws, type Call } from './aws';
import { cdk, type CdkResult } from './cdk';
import { startEmulator, type Emulator } from './emulator';
import type { Json } from './template';
import { withoutGaps } from './without-gaps';

const limits = { types: Object.keys(unknownTypes), attributes: refusedAttributes, essentials };

/** A stack as it was synthesized, and as moto got it. */
export interface DeployableStack extends AssemblyStack {
  readonly full: AssemblyStack;
  readonly withoutTarget: readonly string[];
}

/** An emulator with the stacks of one environment. */
export class Deployment {
  private readonly folder = mkdtempSync(join(tmpdir(), 'commons-assembly-'));
  private assembled: readonly DeployableStack[] = [];

  private constructor(
    readonly emulator: Emulator,
    readonly aws: Aws,
  ) {}

  /** An account without anything. */
  static async start(account: string): Promise<Deployment> {
    const emulator = await startEmulator({ account });
    return new Deployment(emulator, startAws(emulator.variables));
  }

  /** Stacks that were assembled last. */
  get stacks(): readonly DeployableStack[] {
    return this.assembled;
  }

  /** Writes the assembly of an environment, with what moto can deploy of it. */
  assemble(loaded: LoadedEnvironment): void {
    rmSync(this.folder, { recursive: true });
    this.assembled = synthesize(loaded, this.folder).map((full) => {
      const { template, withoutTarget } = withoutGaps(full.template, limits);
      return { ...rewrite(full, template), full, withoutTarget };
    });
  }

  /** `cdk bootstrap` of every region that has a stack. */
  bootstrap(account: string): Promise<string> {
    const regions = [...new Set(this.stacks.map(({ region }) => region))];
    const places = regions.map((region) => `aws://${account}/${region}`);
    return this.succeeds('bootstrap', ...places);
  }

  /** `cdk deploy` of these stacks, without those they depend on. */
  deploy(...stacks: readonly string[]): Promise<string> {
    // Change sets of moto create resources without their tags, order and exports; stacks have them.
    const how = ['--method', 'direct', '--require-approval', 'never', '--progress', 'events'];
    return this.succeeds('deploy', ...stacks, '--exclusively', ...how);
  }

  /** `cdk destroy` of one stack. */
  destroy(stack: string): Promise<CdkResult> {
    return cdk(this.emulator, this.folder, 'destroy', stack, '--exclusively', '--force');
  }

  /** A stack that was assembled, by noun. */
  stack(noun: string): DeployableStack {
    const stack = this.stacks.find(({ name }) => name.endsWith(`-${noun}`));
    if (stack === undefined) throw new Error(`there is no stack ${noun}`);
    return stack;
  }

  /**
   * What the emulator answers to a call of AWS.
   *
   * @throws Error when it refuses.
   */
  async ask(region: string, call: Call): Promise<Json> {
    const [told] = await this.aws.ask(region, [call]);
    if (told === undefined || 'error' in told) throw new Error(told?.error);
    return told.answer;
  }

  async stop(): Promise<void> {
    this.aws.stop();
    await this.emulator.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** @throws Error when the command fails or moto breaks down. */
  private async succeeds(...args: readonly string[]): Promise<string> {
    const { code, output } = await cdk(this.emulator, this.folder, ...args);
    const breakdowns = this.emulator.breakdowns();
    if (code === 0 && breakdowns.length === 0) return output;
    throw new Error([`cdk ${args.join(' ')} ended with ${code ?? 'a signal'}:`, output, ...breakdowns].join('\n'));
  }
}
