import { PolicyDocument, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { bootstrapRoleArn } from '../bootstrap-role';
import { PermissionsBoundary } from './permissions-boundary';
import { webIdentity } from './web-identity';

export interface CiRoleProps {
  /** Name of the role and of its boundary. */
  readonly roleName: string;
  /** Address of the GitLab whose jobs deploy. */
  readonly issuer: string;
  /** Path of the project: groups and name. */
  readonly project: string;
  /** Regions of the environment's stacks besides its own and us-east-1. */
  readonly furtherRegions?: readonly string[];
  /** Branches whose jobs may take the role, each protected in GitLab. */
  readonly branches: readonly string[];
}

/**
 * The role of pipelines that deploy, taken with the identity token of a GitLab job whose audience is GitLab's address.
 *
 * GitLab tells in the token whether the branch is protected (`ref_protected`), but of an issuer that it does not know by
 * name IAM reads audience and subject only. The subject has project and branch, so each branch is named in full, and
 * must be protected in GitLab: whoever may push to it deploys. Before 18.2.2 GitLab also gave such a subject to merge
 * requests from a fork's branch of that name (gitlab-org/gitlab#548165): an older one must not run those in the project.
 *
 * The role can do nothing but take the roles of the CDK bootstrap; what these deploy is CloudFormation's to decide.
 */
export class CiRole extends Construct {
  constructor(scope: Construct, id: string, { roleName, issuer, project, branches, furtherRegions = [] }: CiRoleProps) {
    super(scope, id);
    const { region } = Stack.of(this);
    const regions = [...new Set([region, 'us-east-1', ...furtherRegions])];
    const deploys = new PolicyStatement({
      actions: ['sts:AssumeRole'],
      resources: regions.flatMap((each) => bootstrapRoles.map((role) => bootstrapRoleArn(this, role, each))),
    });
    new Role(this, 'Role', {
      roleName,
      description: `Pipelines of ${project}`,
      assumedBy: webIdentity(this, {
        issuer,
        audience: issuer,
        subjects: branches.map((branch) => `project_path:${project}:ref_type:branch:ref:${branch}`),
      }),
      inlinePolicies: { permissions: new PolicyDocument({ statements: [deploys] }) },
      permissionsBoundary: new PermissionsBoundary(this, 'Boundary', {
        policyName: roleName,
        allowed: [deploys],
        regions,
      }),
      maxSessionDuration: Duration.hours(1),
    });
  }
}

/**
 * What `cdk deploy` takes: stacks, and their assets. No stack of ours has an image asset, and `lookup` reads whatever is in the
 * account, so stacks are read by `deploy`, see `lib/stacks/platform-stack.ts`.
 */
const bootstrapRoles = ['deploy', 'file-publishing'] as const;
