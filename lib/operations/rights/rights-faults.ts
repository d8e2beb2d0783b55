import { z } from 'zod';
import { shortList } from '../../short-list';
import { templateSchema, type TemplateResource } from '../../rendered';
import { parseStatements } from '../../iam/policy-statements';

/** The rights to deploy an environment, as they are in AWS. */
export interface DeployedRights {
  /** Template of their stack; undefined when there is none. */
  readonly template: unknown;
  readonly regions: ReadonlyMap<string, RegionalRights>;
}

/** The roles and policies of CloudFormation in one region. */
export interface RegionalRights {
  /** ARNs of the policies that the bootstrap was given; undefined where there is no bootstrap. */
  readonly bootstrap: readonly string[] | undefined;
  /** Stacks with a role of their own: a person who may update such a stack acts with that role, even without `sts:AssumeRole`. */
  readonly stackRoles: readonly { readonly stack: string; readonly roleArn: string }[];
}

/** A difference from the rendered rights, and what an engineer does about it. */
export interface RightsFault {
  readonly reason: string;
  readonly remedy: string;
}

export interface RightsFaultsProps {
  readonly stackName: string;
  /** The rendered template. */
  readonly rendered: unknown;
  readonly account: string;
  /** Qualifier of the CDK bootstrap. */
  readonly qualifier: string;
  readonly deployed: DeployedRights;
}

const runbook = 'have an engineer follow the runbook, "Change what deploys may do"';

/**
 * Differences because of which a deploy lacks a right, or could do more than the rendered rights allow. Rights that are no longer
 * needed are no fault, because CloudFormation needs them once more to delete the resource.
 */
export function rightsFaults(props: RightsFaultsProps): readonly RightsFault[] {
  const { stackName, rendered, account, qualifier, deployed } = props;
  const wanted = templateSchema.parse(rendered).Resources;
  const policies = Object.values(wanted)
    .flatMap(({ Properties }) => z.string().safeParse(Properties.ManagedPolicyName).data ?? [])
    .filter((name) => name.includes('-deploy-'))
    .map((name) => `arn:aws:iam::${account}:policy/${name}`);
  return [
    ...(deployed.template === undefined
      ? [{ reason: `the stack ${stackName} does not exist`, remedy: runbook }]
      : resourceFaults(wanted, templateSchema.parse(deployed.template).Resources)),
    ...[...deployed.regions].flatMap(([region, { bootstrap, stackRoles }]) => {
      const execution = `arn:aws:iam::${account}:role/cdk-${qualifier}-cfn-exec-role-${account}-${region}`;
      return [
        ...bootstrapFaults(region, policies, bootstrap),
        ...stackRoles
          .filter(({ roleArn }) => roleArn !== execution)
          .map(({ stack, roleArn }) => ({
            reason: `CloudFormation uses the role ${roleArn} for the stack ${stack} in ${region}, so everybody who may deploy can use that role`,
            remedy: `update it once by hand with --role-arn ${execution}, or delete it if nobody needs it`,
          })),
      ];
    }),
  ];
}

function bootstrapFaults(
  region: string,
  policies: readonly string[],
  given: readonly string[] | undefined,
): readonly RightsFault[] {
  if (given === undefined) return [{ reason: `${region} has no CDK bootstrap`, remedy: runbook }];
  const administrator = given.length === 0 || given.some((policy) => policy.endsWith(':policy/AdministratorAccess'));
  if (administrator) {
    return [
      {
        reason: `CloudFormation deploys with AdministratorAccess in ${region}, so everybody who may deploy can do everything`,
        remedy: runbook,
      },
    ];
  }
  const missing = policies.filter((policy) => !given.includes(policy));
  const more = given.filter((policy) => !policies.includes(policy));
  return [
    ...(missing.length === 0
      ? []
      : [{ reason: `CloudFormation has no ${missing.join(', ')} in ${region}`, remedy: runbook }]),
    ...(more.length === 0
      ? []
      : [{ reason: `CloudFormation has ${more.join(', ')} in addition in ${region}`, remedy: runbook }]),
  ];
}

type Resources = Readonly<Record<string, TemplateResource>>;

const policyType = 'AWS::IAM::ManagedPolicy';

function resourceFaults(wanted: Resources, deployed: Resources): readonly RightsFault[] {
  return Object.entries(wanted).flatMap(([logicalId, resource]): readonly RightsFault[] => {
    const { ManagedPolicyName, RoleName } = resource.Properties;
    const name = z
      .string()
      .catch(logicalId)
      .parse(ManagedPolicyName ?? RoleName);
    const there = deployed[logicalId];
    if (there === undefined) return [{ reason: `${name} is not deployed`, remedy: runbook }];
    if (resource.Type !== policyType) {
      const same = JSON.stringify(resource.Properties) === JSON.stringify(there.Properties);
      return same ? [] : [{ reason: `${name} differs from what is rendered`, remedy: runbook }];
    }
    const [now, then] = [wordsIn(resource), wordsIn(there)];
    const lacks = [...now].filter((each) => !then.has(each));
    const denies = [...then].filter((each) => each.startsWith('Deny') && !now.has(each));
    return [
      ...(lacks.length === 0 ? [] : [{ reason: `${name} lacks: ${shortList(lacks, 5)}`, remedy: runbook }]),
      ...(denies.length === 0 ? [] : [{ reason: `${name} still has: ${shortList(denies, 5)}`, remedy: runbook }]),
    ];
  });
}

/** The statements of a policy as texts, one for each action, so that they can be compared. */
function wordsIn({ Properties }: TemplateResource): ReadonlySet<string> {
  const words = parseStatements(Properties.PolicyDocument).flatMap(
    ({ Effect, Action = [], NotAction = [], Resource = [], Condition }) =>
      [...Action.map(String), ...NotAction.map((action) => `all but ${String(action)}`)].flatMap((action) =>
        Resource.map((resource) => {
          const under = Object.keys(Condition).length === 0 ? '' : ` if ${JSON.stringify(Condition)}`;
          return `${Effect} ${action} on ${String(resource)}${under}`;
        }),
      ),
  );
  return new Set(words);
}
