import type { App } from 'aws-cdk-lib/core';
import { z } from 'zod';
import { trustedIssuers } from '../model/trusted-issuers';
import type { Environment } from '../model/environment';
import type { Facts } from '../model/facts';
import { resourceNames, type Names } from '../model/naming';
import { environmentTag, platformTags } from '../model/platform-tags';
import { deletionRoleProps } from './platform/backup';
import { contributorsBoundary, contributorsBoundaryProps } from './platform/contributors';
import { executionPolicies } from './deployment-rights/execution-policies';
import type { LimitScope } from './deployment-rights/limits';
import { denyStatements } from './deployment-rights/deny-statements';
import { workloadBoundary } from './deployment-rights/workload-boundary';
import type { TemplateResource } from './rendered';
import { DeploymentRightsStack, type DeploymentRightsStackProps } from './stacks/deployment-rights-stack';

/** Noun in the name of the stack with the rights to deploy. */
export const rightsNoun = 'deployment-rights';

/**
 * Makes the stack with the rights to deploy an environment's stacks, which consist of `resources`. It belongs in an app
 * of its own, because the role that deploys the other stacks may not deploy this one.
 *
 * @example
 * deploymentRights(cloudApp({ context }), environment, facts, resources);
 */
export function deploymentRights(
  app: App,
  environment: Environment,
  facts: Partial<Facts>,
  resources: readonly TemplateResource[],
): void {
  const props = deploymentRightsProps(environment, facts, resources);
  new DeploymentRightsStack(app, props.stackName, props);
}

/** Returns the props of that stack, so that CloudFormation may deploy resources of these types and no others. */
function deploymentRightsProps(
  environment: Environment,
  facts: Pick<Partial<Facts>, 'infraId' | 'serviceAccountIssuer'>,
  resources: readonly TemplateResource[],
): DeploymentRightsStackProps {
  const { name, account, region, zones, access } = environment;
  const names = resourceNames(environment);
  const regions = deployRegions(environment);
  const contributors = access.contributors.length === 0 ? undefined : contributorsBoundaryProps(environment);
  const deletion = deletionRoleProps(environment);
  const pipelines = access.ci && {
    roleName: names.roleName('pipelines'),
    regions,
    rightsStack: names.stack(rightsNoun),
    ...access.ci,
  };
  const engineersRoles = [deletion, ...(pipelines === undefined ? [] : [pipelines])].map(({ roleName }) => roleName);
  const place: LimitScope = {
    environment: name,
    account,
    prefixes: facts.infraId === undefined ? [name] : [name, facts.infraId],
    buckets: [names.everyBucket],
    assetBuckets: [`cdk-*-assets-${account}-*`],
    issuers: trustedIssuersFor(environment, facts),
    boundaries: [
      workloadBoundaryArn(names),
      ...(contributors === undefined ? [] : [names.policyArn(...contributorsBoundary)]),
    ],
    passedTo: trustedServices(resources),
  };
  return {
    stackName: names.stack(rightsNoun),
    environment: name,
    account,
    region,
    zones,
    tags: platformTags(environment),
    policyName: (purpose) => names.policyName('deploy', purpose),
    executionPolicies: executionPolicies([...new Set(resources.map(({ Type }) => Type))].sort(), place),
    never: denyStatements({ environment: name, account, environmentTag, regions, engineersRoles }),
    workloadBoundary: {
      policyName: names.policyName(...workloads),
      ...workloadBoundary({ environment: name, account }),
    },
    contributorsBoundary: contributors,
    pipelines,
    deletion,
  };
}

/** Returns the regions with stacks of an environment, its own first. Each of them has a CDK bootstrap. */
export function deployRegions({ region, backup }: Pick<Environment, 'region' | 'backup'>): readonly string[] {
  return [...new Set([region, 'us-east-1', ...('none' in backup.copies ? [] : [backup.copies.region])])];
}

/** Returns the ARN of the permissions boundary for every role that has no other. */
export const workloadBoundaryArn = (names: Names): string => names.policyArn(...workloads);

/** Path of the name of that permissions boundary. */
const workloads = ['boundary', 'workloads'] as const;

/** Returns the issuers that the account may have identity providers for, as IAM writes them: without `https://`. */
function trustedIssuersFor(
  environment: Environment,
  { serviceAccountIssuer }: Pick<Partial<Facts>, 'serviceAccountIssuer'>,
) {
  const issuers = [...trustedIssuers(environment).map(({ issuer }) => issuer), serviceAccountIssuer ?? []].flat();
  return [...new Set(issuers.map((issuer) => issuer.replace(/^https:\/\//, '')))];
}

const trustSchema = z.looseObject({
  AssumeRolePolicyDocument: z.looseObject({
    Statement: z.array(z.looseObject({ Principal: z.looseObject({ Service: z.string().optional() }).optional() })),
  }),
});

/** Returns the AWS services that assume a role of these resources, from the trust policies. */
function trustedServices(resources: readonly TemplateResource[]): readonly string[] {
  const services = resources
    .filter(({ Type }) => Type === 'AWS::IAM::Role')
    .flatMap(({ Properties }) => trustSchema.parse(Properties).AssumeRolePolicyDocument.Statement)
    .flatMap(({ Principal }) => Principal?.Service ?? []);
  return [...new Set(services)].sort();
}
