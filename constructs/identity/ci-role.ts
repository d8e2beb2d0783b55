import { PolicyDocument, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { bootstrapRoleArn } from '../bootstrap-role';
import { acknowledgeWildcards } from './acknowledge-wildcards';
import { PermissionsBoundary } from './permissions-boundary';
import { webIdentity } from './web-identity';
import type { Wildcards } from './wildcard-patterns';

export interface CiRoleProps {
  /** Name of the role and of its permissions boundary. */
  readonly roleName: string;
  /** Address of the GitLab instance whose jobs deploy. */
  readonly issuer: string;
  /** Path of the project: groups and name. */
  readonly project: string;
  /** Regions of the environment's stacks. */
  readonly regions: readonly string[];
  /** Name of the stack with the rights to deploy, in the region of the stack that this role is in. */
  readonly rightsStack: string;
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
 * The role may only assume roles of the CDK bootstrap, list stacks, and read the stack with the rights to deploy.
 */
export class CiRole extends Construct {
  constructor(scope: Construct, id: string, props: CiRoleProps) {
    super(scope, id);
    const { roleName, issuer, project, branches, regions, rightsStack } = props;
    const { account, region } = Stack.of(this);
    const stackArn = (stack: string, each: string) => `arn:aws:cloudformation:${each}:${account}:stack/${stack}/*`;
    const statements = [
      new PolicyStatement({
        actions: ['sts:AssumeRole'],
        resources: regions.flatMap((each) => bootstrapRoles.map((role) => bootstrapRoleArn(this, role, each))),
      }),
      // For the check before a deploy: which rights it lacks, and which stack has too many.
      new PolicyStatement({ actions: ['cloudformation:GetTemplate'], resources: [stackArn(rightsStack, region)] }),
      new PolicyStatement({
        actions: ['cloudformation:DescribeStacks', 'cloudformation:ListStacks'],
        resources: regions.map((each) => stackArn('*', each)),
      }),
    ];
    const wildcards: Wildcards = {
      because: 'AWS puts a number behind the name of a stack.',
      beyond: [/:stack\/([^*]+|\*)\/\*$/],
    };
    const role = new Role(this, 'Role', {
      roleName,
      description: `Pipelines of ${project}`,
      assumedBy: webIdentity(this, {
        issuer,
        audience: issuer,
        subjects: branches.map((branch) => `project_path:${project}:ref_type:branch:ref:${branch}`),
      }),
      inlinePolicies: { permissions: new PolicyDocument({ statements }) },
      permissionsBoundary: new PermissionsBoundary(this, 'Boundary', {
        policyName: roleName,
        allowed: statements,
        wildcards,
        regions,
      }),
      maxSessionDuration: Duration.hours(1),
    });
    acknowledgeWildcards(role, statements, wildcards);
  }
}

/**
 * Roles of the CDK bootstrap that `cdk deploy` assumes, for stacks and for their assets. No stack here has an image
 * asset. The bootstrap's `lookup` role could read everything in the account, so stacks are read with `deploy` instead,
 * see `lib/stacks/platform-stack.ts`.
 */
const bootstrapRoles = ['deploy', 'file-publishing'] as const;
