import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { LoadedEnvironment } from '../../../model/load';
import { essentials, refusedAttributes, unknownTypes } from '../gaps';
import { rewrite, synthesize, synthesizeRights, type AssemblyStack, type RightsStack } from './assembly';
import { startAws, type Aws, type Call } from './aws';
import { cdk, type CdkResult } from './cdk';
import { startEmulator, type Emulator, type RecordedCall } from './emulator';
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
  /** Folder of the cloud assembly. */
  readonly folder = mkdtempSync(join(tmpdir(), 'commons-assembly-'));
  private assembled: readonly DeployableStack[] = [];
  private assembledRights: RightsStack | undefined;
  private engineersCalls = 0;

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

  /**
   * The rights to deploy the stacks that were assembled last.
   *
   * @throws Error when nothing is assembled.
   */
  get rights(): RightsStack {
    if (this.assembledRights === undefined) throw new Error('nothing is assembled');
    return this.assembledRights;
  }

  /** Writes the assembly of an environment, with what moto can deploy of it. */
  assemble(loaded: LoadedEnvironment): void {
    rmSync(this.folder, { recursive: true });
    const synthesized = synthesize(loaded, this.folder);
    this.assembledRights = synthesizeRights(loaded, synthesized);
    this.assembled = synthesized.map((full) => {
      const { template, withoutTarget } = withoutGaps(full.template, limits);
      return { ...rewrite(full, template), full, withoutTarget };
    });
  }

  /** The rights to deploy, as an engineer deploys them, and `cdk bootstrap` with them of every region that has a stack. */
  async bootstrap(account: string): Promise<string> {
    const { name, region, body } = this.rights;
    const parameters = { StackName: name, TemplateBody: body, Capabilities: ['CAPABILITY_NAMED_IAM'] };
    await this.ask(region, { service: 'cloudformation', operation: 'create_stack', parameters, query: 'StackId' });
    const policies = executionPolicyNames(body).map((policy) => `arn:aws:iam::${account}:policy/${policy}`);
    const regions = [...new Set(this.stacks.map((stack) => stack.region))];
    const places = regions.map((each) => `aws://${account}/${each}`);
    const output = await this.succeeds(
      'bootstrap',
      ...places,
      '--cloudformation-execution-policies',
      policies.join(','),
    );
    this.engineersCalls = this.emulator.calls().length;
    return output;
  }

  /** Calls that CloudFormation made since the bootstrap, and those before: an engineer's. */
  get calls(): { readonly engineer: readonly RecordedCall[]; readonly deploys: readonly RecordedCall[] } {
    const calls = this.emulator.calls();
    return { engineer: calls.slice(0, this.engineersCalls), deploys: calls.slice(this.engineersCalls) };
  }

  /** Policies of CloudFormation's execution role in a region, as IAM tells them. */
  async executionPolicies({ account, region }: Pick<AssemblyStack, 'account' | 'region'>): Promise<readonly Json[]> {
    const iam = (operation: string, parameters: Readonly<Record<string, Json>>, query: string) =>
      this.ask('us-east-1', { service: 'iam', operation, parameters, query });
    const RoleName = `cdk-hnb659fds-cfn-exec-role-${account}-${region}`;
    const attached = await iam('list_attached_role_policies', { RoleName }, 'AttachedPolicies[].PolicyArn');
    return Promise.all(
      z
        .array(z.string())
        .parse(attached)
        .map(async (PolicyArn) => {
          const VersionId = await iam('get_policy', { PolicyArn }, 'Policy.DefaultVersionId');
          return iam('get_policy_version', { PolicyArn, VersionId }, 'PolicyVersion.Document');
        }),
    );
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

const rightsSchema = z.looseObject({
  Resources: z.record(
    z.string(),
    z.looseObject({ Properties: z.looseObject({ ManagedPolicyName: z.string().optional() }) }),
  ),
});

/** Names of the policies of CloudFormation's execution role. */
const executionPolicyNames = (body: string): readonly string[] =>
  Object.values(rightsSchema.parse(JSON.parse(body)).Resources).flatMap(({ Properties: { ManagedPolicyName } }) =>
    ManagedPolicyName?.includes('-deploy-') === true ? [ManagedPolicyName] : [],
  );
