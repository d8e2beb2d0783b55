import { z } from 'zod';
import { resourcesOfType, type Rendered, type RenderedResource } from '../rendered';
import { engineersRights, type RightsPolicy } from './engineers-rights';
import { describeResource } from './describe-object';
import { allows, denies, type AccessRequest } from './policy-covers';
import { allowedBy, type Statement } from '../iam/policy-statements';
import type { RenderedFinding, RenderedRule } from './rendered-rule';

/**
 * Every IAM role has a permissions boundary that the pipeline cannot change: otherwise the pipeline could give a Lambda function a
 * role with all rights. The boundary allows every action that the role's policies allow, because a missing one would only show
 * when the role is used.
 */
export const roleBoundariesRule: RenderedRule = {
  id: 'role-boundaries',
  holds:
    'every role that a deploy makes has a permissions boundary that no deploy makes, and the boundary allows all its actions',
  findings: (rendered: Rendered) => {
    const { policies, deployed } = engineersRights(rendered);
    return [
      ...resourcesOfType(deployed, 'AWS::IAM::Role').flatMap((role) => {
        const boundary = findBoundary(role, policies);
        return typeof boundary === 'string' ? [bare(role, boundary)] : cuts(role, boundary, deployed);
      }),
      ...['AWS::IAM::ManagedPolicy', 'AWS::IAM::User', 'AWS::IAM::Group', 'AWS::IAM::AccessKey'].flatMap((type) =>
        resourcesOfType(deployed, type).map((each) => ({
          place: describeResource(each),
          reason: `no deploy may make a ${type}`,
          remedy:
            'write statements into the role; permissions for roles belong in lib/stacks/deployment-rights-stack.ts',
        })),
      ),
    ];
  },
};

const boundarySchema = z.string().regex(/^arn:aws:iam::\d{12}:policy\/.+$/);

/** The permissions boundary of a role, or what is wrong with it. */
function findBoundary(
  { resource }: RenderedResource,
  policies: ReadonlyMap<string, RightsPolicy>,
): readonly Statement[] | string {
  const { PermissionsBoundary } = resource.Properties;
  if (PermissionsBoundary === undefined) return 'has no permissions boundary';
  const { data: arn } = boundarySchema.safeParse(PermissionsBoundary);
  if (arn === undefined) return `has a boundary that is not a plain ARN: ${JSON.stringify(PermissionsBoundary)}`;
  return (
    policies.get(arn.slice(arn.indexOf('/') + 1))?.statements ?? `has the boundary ${arn}, which no engineer deploys`
  );
}

const bare = (role: RenderedResource, reason: string): RenderedFinding => ({
  place: describeResource(role),
  reason,
  remedy: 'make it in a PlatformStack with boundaryArn, or give it a boundary of lib/stacks/deployment-rights-stack.ts',
});

/** Actions that a role's policies allow and its boundary does not, one finding for each. */
function cuts(
  role: RenderedResource,
  boundary: readonly Statement[],
  deployed: readonly RenderedResource[],
): readonly RenderedFinding[] {
  const cut = askedBy(role, deployed).filter((asked) => !allows(boundary, asked) || denies(boundary, asked));
  return [...new Set(cut.map(({ action }) => action))].map((action) => ({
    place: describeResource(role),
    reason: `may do ${action}, and its boundary does not allow that`,
    remedy: 'add it to lib/deployment-rights/workload-boundary.ts, and have an engineer deploy rights/ before the role',
  }));
}

const policiesSchema = z.array(z.looseObject({ PolicyDocument: z.unknown() })).default([]);
const attachedSchema = z.looseObject({
  Roles: z.array(z.looseObject({ Ref: z.string().optional() })).default([]),
  PolicyDocument: z.unknown(),
});

/** All requests that the inline and attached policies of a role allow. */
function askedBy(role: RenderedResource, deployed: readonly RenderedResource[]): readonly AccessRequest[] {
  const attached = resourcesOfType(deployed, 'AWS::IAM::Policy')
    .filter(({ stack }) => stack === role.stack)
    .map(({ resource }) => attachedSchema.parse(resource.Properties))
    .filter(({ Roles }) => Roles.some(({ Ref }) => Ref === role.logicalId));
  return [...policiesSchema.parse(role.resource.Properties.Policies), ...attached]
    .flatMap(({ PolicyDocument }) => allowedBy(PolicyDocument))
    .flatMap(({ Action = [], Resource = [] }) =>
      Action.flatMap((action) =>
        Resource.map((resource) => ({
          action: String(action),
          resource: typeof resource === 'string' ? resource : undefined,
        })),
      ),
    );
}
