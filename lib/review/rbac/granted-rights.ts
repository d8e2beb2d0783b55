import { z } from 'zod';
import { qualifiedKind, type RenderedObject } from '../../rendered';
import { valueAt } from '../value-at';
import { everythingIn, type ClusterRight } from './cluster-right';

const rbac = 'rbac.authorization.k8s.io';

/** Kinds that say who may do what in the cluster. */
export const rightsKinds: ReadonlySet<string> = new Set([
  `${rbac}/Role`,
  `${rbac}/ClusterRole`,
  `${rbac}/RoleBinding`,
  `${rbac}/ClusterRoleBinding`,
]);

/** What one object grants to somebody. */
export interface ClusterGrant {
  readonly rights: readonly ClusterRight[];
  /** The binding, and the role if it is rendered. */
  readonly objects: readonly RenderedObject[];
  /** Whether a part could not be read. */
  readonly isUnread: boolean;
}

const bindingSchema = z.looseObject({
  roleRef: z.looseObject({ kind: z.string(), name: z.string() }),
  subjects: z
    .array(z.looseObject({ kind: z.string(), name: z.string(), namespace: z.string().optional() }))
    .nullish()
    .transform((subjects) => subjects ?? []),
});

const texts = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? []);
const ruleSchema = z.looseObject({
  verbs: texts,
  apiGroups: texts,
  resources: texts,
  resourceNames: texts,
  nonResourceURLs: texts,
});

type Rule = z.output<typeof ruleSchema>;

/** Who has which rights: users, groups and service accounts, like `ServiceAccount:pad/web`. */
export function grantedRights(objects: readonly RenderedObject[]): ReadonlyMap<string, readonly ClusterGrant[]> {
  const roles = new Map(
    objects
      .filter((object) => /\/(?:Cluster)?Role$/.test(qualifiedKind(object)))
      .map((role) => [`${role.kind} ${role.metadata.namespace ?? ''}/${role.metadata.name}`, role] as const),
  );
  const grants = new Map<string, ClusterGrant[]>();
  for (const binding of objects.filter((object) => object.kind.endsWith('Binding'))) {
    const parsed = bindingSchema.safeParse(binding).data;
    if (parsed === undefined) continue;
    const { roleRef, subjects } = parsed;
    const place = binding.metadata.namespace ?? '';
    const namespace = binding.kind === 'ClusterRoleBinding' ? '*' : place;
    const role = roles.get(`${roleRef.kind} ${roleRef.kind === 'Role' ? place : ''}/${roleRef.name}`);
    const rules = role && rulesIn(role, objects);
    const grant: ClusterGrant = {
      rights: role === undefined ? unrendered(roleRef.name, namespace) : toRights(rules ?? [], namespace),
      objects: [binding, ...(role === undefined ? [] : [role])],
      isUnread: role !== undefined && rules === undefined,
    };
    for (const subject of subjects) {
      const name = subject.kind === 'ServiceAccount' ? `${subject.namespace ?? place}/${subject.name}` : subject.name;
      const key = `${subject.kind}:${name}`;
      grants.set(key, [...(grants.get(key) ?? []), grant]);
    }
  }
  return new Map([...grants, ...builtInGrants(objects)]);
}

/** What whoever has a role of the cluster may do besides, since a rendered role adds itself to it: `Role:admin` and the like. */
function builtInGrants(objects: readonly RenderedObject[]): readonly (readonly [string, readonly ClusterGrant[]])[] {
  return builtIn.flatMap((name): readonly (readonly [string, readonly ClusterGrant[]])[] => {
    const added = objects.filter(
      ({ kind, metadata: { labels } }) => kind === 'ClusterRole' && labels[`${rbac}/aggregate-to-${name}`] === 'true',
    );
    const rights = added.flatMap((role) => toRights(rulesIn(role, objects) ?? [], ''));
    return added.length === 0 ? [] : [[`Role:${name}`, [{ rights, objects: added, isUnread: false }]]];
  });
}

/** Roles that every cluster has, each with all that those before it may do. */
const builtIn = ['view', 'edit', 'admin', 'cluster-admin'];

function unrendered(role: string, namespace: string): readonly ClusterRight[] {
  if (role === 'cluster-admin') return everythingIn(namespace);
  const known = builtIn.indexOf(role);
  const all = known < 0 ? [role] : builtIn.slice(0, known + 1);
  return all.map((name) => ({ verb: 'use', group: '', resource: `role:${name}`, name: '*', path: '', namespace }));
}

/**
 * The rules of a role, with those of the roles that it gathers by labels; undefined if they could not be read.
 *
 * @param within roles that gather this one, which may be among those that it gathers
 */
function rulesIn(
  role: RenderedObject,
  objects: readonly RenderedObject[],
  within: readonly RenderedObject[] = [],
): readonly Rule[] | undefined {
  const own = z
    .array(ruleSchema)
    .nullish()
    .safeParse(valueAt(role, ['rules']));
  if (!own.success) return undefined;
  const selectors = selectorsSchema.safeParse(valueAt(role, ['aggregationRule', 'clusterRoleSelectors'])).data ?? [];
  const gathered = objects
    .filter((each) => each.kind === 'ClusterRole' && each !== role && !within.includes(each))
    .filter(({ metadata: { labels } }) =>
      selectors.some(({ matchLabels }) =>
        Object.entries(matchLabels).every(([label, value]) => labels[label] === value),
      ),
    );
  return [...(own.data ?? []), ...gathered.flatMap((each) => rulesIn(each, objects, [...within, role]) ?? [])];
}

const selectorsSchema = z.array(z.looseObject({ matchLabels: z.record(z.string(), z.string()) }));

const toRights = (rules: readonly Rule[], namespace: string): readonly ClusterRight[] =>
  rules.flatMap(({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }) =>
    verbs.flatMap((verb): readonly ClusterRight[] => [
      ...apiGroups.flatMap((group) =>
        resources.flatMap((resource) =>
          (resourceNames.length === 0 ? ['*'] : resourceNames).map((name) => ({
            verb,
            group,
            resource,
            name,
            path: '',
            namespace,
          })),
        ),
      ),
      ...(namespace === '*'
        ? nonResourceURLs.map((path) => ({ verb, group: '', resource: '', name: '*', path, namespace }))
        : []),
    ]),
  );
