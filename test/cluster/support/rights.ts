import { z } from 'zod';
import { requestsOf, type AuditEvent } from './audit';
import type { KubeObject } from './kube-object';

/** One verb on one kind, that a role grants to a user in the namespaces where it is bound, or everywhere. */
export interface Right {
  readonly user: string;
  /** `ClusterRole admin`, `Role team/web`. */
  readonly role: string;
  readonly verb: string;
  /** `routes.route.openshift.io`, `routes/custom-host.route.openshift.io`, `*` where a rule says so. */
  readonly resource: string;
}

const ruleSchema = z.looseObject({
  apiGroups: z.array(z.string()).default([]),
  resources: z.array(z.string()).default([]),
  verbs: z.array(z.string()).default([]),
});
const roleSchema = z.looseObject({
  rules: z
    .array(ruleSchema)
    .nullish()
    .transform((rules) => rules ?? []),
});
const bindingSchema = z.looseObject({
  roleRef: z.looseObject({ kind: z.string(), name: z.string() }),
  subjects: z
    .array(z.looseObject({ kind: z.string(), name: z.string(), namespace: z.string().optional() }))
    .default([]),
});

/** Roles and bindings of some objects, such as all that is rendered, or all that a server has. */
export interface RoleObjects {
  readonly roles: readonly KubeObject[];
  readonly bindings: readonly KubeObject[];
}

/** What is granted to a ServiceAccount by bindings that name it, each right of a role once. */
export function rightsFor(user: string, { roles, bindings }: RoleObjects): readonly Right[] {
  const found = new Map<string, Right>();
  for (const binding of bindings) {
    const { roleRef, subjects } = bindingSchema.parse(binding);
    const isBound = subjects.some(
      ({ kind, namespace = '', name }) =>
        kind === 'ServiceAccount' && user === `system:serviceaccount:${namespace}:${name}`,
    );
    if (!isBound) continue;
    const inside = roleRef.kind === 'Role' ? binding.metadata.namespace : undefined;
    const role = roles.find(
      ({ kind, metadata }) => kind === roleRef.kind && metadata.name === roleRef.name && metadata.namespace === inside,
    );
    for (const right of rightsIn(user, `${roleRef.kind} ${roleRef.name}`, role))
      found.set(`${right.role} ${right.verb} ${right.resource}`, right);
  }
  return [...found.values()];
}

/** Those of the rights that a user has never asked for by any request since the cluster began. */
export function neverAskedFor(auditLog: string, user: string, rights: readonly Right[]): readonly Right[] {
  const asked = new Set(requestsOf(auditLog, user, new Date(0)).flatMap(named));
  const all = [...asked].map((each) => each.split(' ') as [verb: string, resource: string]);
  return rights.filter(({ verb, resource }) => !all.some(([used, of]) => covers(verb, used) && covers(resource, of)));
}

function rightsIn(user: string, role: string, object: KubeObject | undefined): readonly Right[] {
  const { rules } = roleSchema.parse(object ?? {});
  return rules.flatMap(({ apiGroups, resources, verbs }) =>
    apiGroups.flatMap((group) =>
      resources.flatMap((resource) =>
        verbs.map((verb) => ({ user, role, verb, resource: resourceName(resource, group) })),
      ),
    ),
  );
}

const resourceName = (resource: string, group: string): string => (group === '' ? resource : `${resource}.${group}`);

/** What a request needs. A patch that makes an object is let through if its author may create one. */
function named({ verb, objectRef, responseStatus }: AuditEvent): readonly string[] {
  if (objectRef === undefined) return [];
  const { resource, subresource, apiGroup } = objectRef;
  const name = resourceName(subresource === '' ? resource : `${resource}/${subresource}`, apiGroup);
  return [`${verb} ${name}`, ...(verb === 'patch' && responseStatus?.code === 201 ? [`create ${name}`] : [])];
}

const covers = (granted: string, asked: string): boolean =>
  granted === asked || granted === '*' || (granted.startsWith('*.') && asked.endsWith(granted.slice(1)));
