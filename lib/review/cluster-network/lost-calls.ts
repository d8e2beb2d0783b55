import { qualifiedKind, type RenderedObject } from '../../rendered';
import type { Comparison } from '../comparison';
import { selectsLabels } from '../label-selector';
import { objectKey } from '../comparison';
import { objectsOfKinds } from '../objects-of-kinds';
import { podSpec } from '../pods/pod-spec';
import type { RuleFinding } from '../review-rule';
import { routeKind } from '../routes';
import { textAt, valueAt } from '../value-at';
import type { NetworkPods } from './cluster-pods';
import type { ClusterSide } from './cluster-side';
import { clusterSides } from './cluster-sides';
import { newFlows } from './new-flows';
import { policyKinds } from './policy-rules';

/** Pods that may no longer send anything to pods which they still call, or whose Route still leads to them. */
export function lostCalls(comparison: Comparison): readonly RuleFinding[] {
  const changed = comparison.objects.filter(({ kind }) => kind in policyKinds);
  if (comparison.before.files.size === 0 || changed.length === 0) return [];
  const { before, after, unread } = clusterSides(comparison);
  const { objects } = comparison.after;
  const makers = new Map(objects.map((object) => [objectKey(object), object]));
  const services = objectsOfKinds(comparison.after, new Set(['/Service']));
  const routes = objectsOfKinds(comparison.after, new Set([routeKind]));
  const texts = objectsOfKinds(comparison.after, new Set(Object.keys(fileKinds)));
  return newFlows({ before: after, after: before, unread }).flatMap(({ caller, callee, isNew, isRefused }) => {
    const [now, then] = [after.pod(caller.key), after.pod(callee.key)];
    if (isNew || isRefused || now === undefined || then === undefined || after.flow(now, then).length > 0) return [];
    const names = servicesFor(then, services, makers);
    const maker = makers.get(now.maker ?? '');
    const isRouted = isRouters(now, after) && routes.some((route) => leadsTo(route, then.namespace, names));
    const isAsked = then.isUnseen && then.namespace === nameServers;
    const isNamed = maker !== undefined && namesOne(maker, then.namespace, names, texts);
    if (!isRouted && (maker === undefined || !(isAsked || isNamed || isStore(then)))) return [];
    const applied = [before, after].flatMap((side) => [
      ...side.rules(now, 'egress').policies,
      ...side.rules(then, 'ingress').policies,
    ]);
    const keys = new Set(applied.map(({ object }) => objectKey(object)));
    const own = changed.filter(({ kind, namespace, name }) => keys.has(`${kind} ${namespace} ${name}`));
    return [
      {
        class: 'interrupts' as const,
        layer: 'cluster' as const,
        subject: isRouted ? then.words : now.words,
        what: isRouted
          ? 'can no longer be reached by the routers, and a Route still leads there'
          : isAsked
            ? 'may no longer ask the name servers of the cluster, and find nobody by name'
            : now.key === then.key
              ? 'may no longer reach each other'
              : `may no longer reach ${then.words}, ${isNamed ? 'which their settings still name' : 'which stays for them'}`,
        why: 'Packets are dropped without an answer: whoever calls waits until it gives up.',
        remedy: 'Keep the policy that allows it as long as one calls the other.',
        targets: own.map((change) => ({ change })),
      },
    ];
  });
}

/** Namespace of the pods that all others ask for names, whether their settings say so or not. */
const nameServers = 'openshift-dns';

/** Names of the Services that lead to pods, with those that an operator makes for a database. */
function servicesFor(
  { namespace, labels, maker = '' }: NetworkPods,
  services: readonly RenderedObject[],
  makers: ReadonlyMap<string, RenderedObject>,
): readonly string[] {
  const selecting = services.filter((service) => {
    const selector = valueAt(service, ['spec', 'selector']);
    return (
      service.metadata.namespace === namespace &&
      selector !== undefined &&
      selectsLabels({ matchLabels: selector }, labels) === true
    );
  });
  const object = makers.get(maker);
  const { name } = object?.metadata ?? {};
  const made =
    name === undefined || object === undefined
      ? []
      : (endings[qualifiedKind(object)] ?? []).map((each) => `${name}${each}`);
  return [...selecting.map(({ metadata }) => metadata.name), ...made];
}

/** How the Services are named that operators make for databases and for Keycloak, by kind. */
const endings: Readonly<Record<string, readonly string[]>> = {
  'postgresql.cnpg.io/Cluster': ['-rw', '-ro', '-r'],
  'postgresql.cnpg.io/Pooler': [''],
  'postgres-operator.crunchydata.com/PostgresCluster': ['-primary', '-replicas', '-pgbouncer'],
  'pxc.percona.com/PerconaXtraDBCluster': ['-haproxy', '-pxc'],
  'k8s.keycloak.org/Keycloak': ['-service'],
};

/** Whether pods are those of a database, which is there for nobody but those who may reach it and learns no name of them. */
const isStore = ({ maker = '' }: NetworkPods): boolean =>
  Object.keys(endings).some((kind) => maker.startsWith(`${kind} `));

/** Where a kind has the texts of files that pods read. */
const fileKinds: Readonly<Record<string, readonly string[]>> = {
  '/ConfigMap': ['data'],
  'external-secrets.io/ExternalSecret': ['spec', 'target', 'template', 'data'],
};

/**
 * Whether the settings of pods, or files that they read, have the address of a Service: a value of its own, or a part of one before a
 * port or path.
 */
function namesOne(
  maker: RenderedObject,
  namespace: string,
  names: readonly string[],
  files: readonly RenderedObject[],
): boolean {
  const values: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value === 'string') values.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  for (const part of ['containers', 'initContainers']) {
    const containers = valueAt(podSpec(maker), [part]);
    for (const container of Array.isArray(containers) ? (containers as readonly unknown[]) : [])
      for (const field of ['env', 'command', 'args']) visit(settingsAt(container, field));
  }
  const spec = JSON.stringify(podSpec(maker) ?? {});
  for (const file of files) {
    const { name, namespace: own } = file.metadata;
    if (own === maker.metadata.namespace && spec.includes(`"${name}"`))
      visit(valueAt(file, fileKinds[qualifiedKind(file)] ?? []));
  }
  const isNear = maker.metadata.namespace === namespace;
  const words = new Set(values.flatMap((value) => value.split(/[^\w.-]+/)));
  return names.some((name) =>
    [
      ...(isNear ? [name] : []),
      `${name}.${namespace}`,
      `${name}.${namespace}.svc`,
      `${name}.${namespace}.svc.cluster.local`,
    ].some((each) => words.has(each)),
  );
}

/** Values of the variables of a container, without their names; its command and arguments as they are. */
function settingsAt(container: unknown, field: string): unknown {
  const value = valueAt(container, [field]);
  return field === 'env' && Array.isArray(value) ? value.map((each) => valueAt(each, ['value'])) : value;
}

/** Whether pods are those of a namespace in which routers are. */
const isRouters = ({ namespace, isUnseen }: NetworkPods, side: ClusterSide): boolean =>
  isUnseen &&
  Object.keys(side.namespaces.get(namespace) ?? {}).some(
    (label) => label === 'policy-group.network.openshift.io/ingress',
  );

const leadsTo = (route: RenderedObject, namespace: string, names: readonly string[]): boolean =>
  route.metadata.namespace === namespace && names.includes(textAt(route, ['spec', 'to', 'name']) ?? '');
