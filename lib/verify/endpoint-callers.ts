import { z } from 'zod';
import { decideAccess, type AccessCall } from '../iam/policy-decision';
import { allowedBy, findStatements, parseStatements, type Statement } from '../iam/policy-statements';
import { resourcesOfType, type Rendered, type RenderedResource } from '../rendered';
import { describeResource } from './describe-object';
import type { RenderedFinding, RenderedRule } from './rendered-rule';

/**
 * Whatever a pod, machine or task may do by its role also passes the endpoint of the service, if the network has one: with private DNS
 * there is no other way. A pod takes its role through the endpoint of STS, before it is anybody.
 */
export const endpointCallersRule: RenderedRule = {
  id: 'endpoint-callers',
  holds: 'the policy of every endpoint lets in all that roles of pods, machines and tasks may do there',
  findings: (rendered) => {
    const endpoints = endpointsIn(rendered);
    if (endpoints.size === 0) return [];
    return resourcesOfType(rendered.resources, 'AWS::IAM::Role').flatMap((role) => {
      const refused = callsFor(role, rendered).filter(({ action, ...call }) => {
        const service = action.slice(0, action.indexOf(':')).toLowerCase();
        const policy = endpoints.get(endpointNames[service] ?? service);
        return policy !== undefined && decideAccess({ identity: policy }, { action, ...call }) !== 'allowed';
      });
      return [...new Set(refused.map(({ action }) => action))].map((action): RenderedFinding => ({
        place: describeResource(role),
        reason: `may do ${action}, and the policy of the endpoint does not let it pass`,
        remedy: 'add it to constructs/network/endpoint-policies.ts, or take it from the role',
      }));
    });
  },
};

/** Last part of an endpoint's name where it is not the prefix of the service's actions. Source: AWS PrivateLink user guide. */
const endpointNames: Readonly<Record<string, string>> = {
  cloudwatch: 'monitoring',
  ecr: 'ecr.api',
  tag: 'tagging',
};

/** Statements of the endpoints' policies, by the last part of their names. */
function endpointsIn({ resources }: Rendered): ReadonlyMap<string, readonly Statement[]> {
  return new Map(
    resourcesOfType(resources, 'AWS::EC2::VPCEndpoint').flatMap(({ resource }) => {
      const name = String(resource.Properties.ServiceName).split('.').slice(3).join('.');
      const statements = findStatements(resource.Properties.PolicyDocument);
      return statements === undefined ? [] : [[name, statements] as const];
    }),
  );
}

/** Services that give a role to what runs in the network; other services call from networks of their own. */
const insideServices = ['ec2.amazonaws.com', 'ecs-tasks.amazonaws.com'];

const trustSchema = z.looseObject({ Service: z.unknown(), Federated: z.unknown() }).partial();
const policiesSchema = z.array(z.looseObject({ PolicyDocument: z.unknown() })).default([]);
const attachedSchema = z.looseObject({
  Roles: z.array(z.looseObject({ Ref: z.string().optional() })).default([]),
  PolicyDocument: z.unknown(),
});

/** The calls that a role of the network may make, and that by which a pod takes it. */
function callsFor(role: RenderedResource, { resources, stacks }: Rendered): readonly AccessCall[] {
  const { stack, logicalId, resource } = role;
  const trusts = parseStatements(resource.Properties.AssumeRolePolicyDocument);
  const givers = trusts.map(({ Principal }) => trustSchema.parse(Principal ?? {}));
  const services = givers.flatMap(({ Service }) => [Service].flat());
  const ofPods = givers.some(({ Federated }) => Federated !== undefined);
  if (!ofPods && !services.some((each) => insideServices.includes(String(each)))) return [];
  const account = stacks.find(({ name }) => name === stack)?.account ?? '';
  const arn = `arn:aws:iam::${account}:role/${String(resource.Properties.RoleName)}`;
  const attached = resourcesOfType(resources, 'AWS::IAM::Policy')
    .filter((each) => each.stack === stack)
    .map((each) => attachedSchema.parse(each.resource.Properties))
    .filter(({ Roles }) => Roles.some(({ Ref }) => Ref === logicalId));
  const own = [...policiesSchema.parse(resource.Properties.Policies), ...attached].flatMap(({ PolicyDocument }) =>
    allowedBy(PolicyDocument),
  );
  const taken = ofPods
    ? [{ action: 'sts:AssumeRoleWithWebIdentity', resource: arn, principals: ['AWS:*'], context: {} }]
    : [];
  return [
    ...taken,
    ...own.flatMap(({ Action = [], Resource = [] }) =>
      Action.flatMap((action) =>
        Resource.map((target) => ({
          action: String(action),
          resource: typeof target === 'string' ? target : undefined,
          principals: [`AWS:${arn}`],
          context: { 'aws:PrincipalAccount': account, 'aws:ResourceAccount': accountFor(target, account) },
        })),
      ),
    ),
  ];
}

/**
 * Account that a resource is in. Names of buckets of stacks have the account, and a pattern is for what the cluster makes; other buckets
 * are those of others.
 */
function accountFor(target: unknown, own: string): string {
  if (typeof target !== 'string' || target === '*') return own;
  const [, , service, , account = '', name = ''] = target.split(':');
  if (account !== '') return account;
  const [bucket = ''] = name.split('/');
  return service !== 's3' || bucket.includes(own) || bucket.includes('*') ? own : 'another';
}
