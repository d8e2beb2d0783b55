import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { z } from 'zod';
import { roleOf, type EvaluatedRole } from '../../constructs/identity/policy-evaluation';

const resourceSchema = z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.json()).default({}) });
const templateSchema = z.looseObject({ Resources: z.record(z.string(), resourceSchema).default({}) });

export interface RenderedResource extends z.infer<typeof resourceSchema> {
  readonly logicalId: string;
}

/** What is rendered for AWS: every resource of every stack, and the limits of roles, which a person of the account deploys. */
export class RenderedTemplates {
  private constructor(private readonly resources: readonly RenderedResource[]) {}

  /** Those of the environment whose rendered files `rendered` finds. */
  static read(rendered: (folder: string) => string): RenderedTemplates {
    const files = ['aws', 'rights'].flatMap((folder) =>
      readdirSync(rendered(folder))
        .filter((name) => name.endsWith('.template.json'))
        .map((name) => join(rendered(folder), name)),
    );
    const templates = files.map((file) => templateSchema.parse(JSON.parse(readFileSync(file, 'utf8'))));
    return new RenderedTemplates(
      templates.flatMap(({ Resources }) =>
        Object.entries(Resources).map(([logicalId, resource]) => ({ ...resource, logicalId })),
      ),
    );
  }

  ofType(type: string): readonly RenderedResource[] {
    return this.resources.filter(({ Type }) => Type === type);
  }

  /**
   * What IAM would decide about a role.
   *
   * @throws Error when no template has it.
   */
  role(name: string): EvaluatedRole {
    const role = this.ofType('AWS::IAM::Role').find(({ Properties }) => Properties.RoleName === name);
    if (role === undefined) throw new Error(`no template has a role ${name}`);
    const boundary = JSON.stringify(role.Properties.PermissionsBoundary ?? '');
    const limits = this.ofType('AWS::IAM::ManagedPolicy').filter(({ Properties: { ManagedPolicyName: named } }) =>
      typeof named === 'string' ? boundary.includes(`:policy/${named}"`) : false,
    );
    const resources = Object.fromEntries([role, ...limits].map(({ logicalId, ...resource }) => [logicalId, resource]));
    return roleOf(Template.fromJSON({ Resources: resources }), name);
  }
}
