import { z } from 'zod';
import { qualifiedKind, qualifiedName, type Rendered, type RenderedObject } from '../rendered';
import { applicationsIn, deliveryLookup, isAppliedBefore, type Delivery } from './delivered';
import { describeObject } from './describe-object';
import type { RenderedFinding, RenderedRule } from './rendered-rule';

/** Namespaces that every cluster has, or that OpenShift's own operators make. */
const ofCluster = /^(default|kube-.+|openshift|openshift-.+)$/;

const bindingSchema = z.looseObject({
  subjects: z
    .array(z.looseObject({ kind: z.string(), name: z.string(), namespace: z.string().optional() }))
    .default([]),
});

/**
 * A namespace, and the RoleBinding that lets Argo CD write into it, are applied in an earlier wave than the objects in it: objects
 * of one wave are applied at about the same time, and are refused while either is missing. A RoleBinding of an earlier wave is
 * early enough, because the API server sees it within milliseconds.
 */
export const namespacesFirstRule: RenderedRule = {
  id: 'namespaces-first',
  holds: 'a namespace, and Argo CD’s right to write into it, are applied before the objects in it',
  findings: (rendered) => {
    const applications = applicationsIn(rendered);
    const when = deliveryLookup(applications);
    const made = firstByName(rendered, '/Namespace', ({ metadata }) => metadata.name);
    const bound = firstByName(rendered, 'rbac.authorization.k8s.io/RoleBinding', (binding) =>
      bindsDelivery(binding, applications[0]?.metadata.namespace) ? binding.metadata.namespace : undefined,
    );

    const needs = (object: RenderedObject, namespace: string, delivery: Delivery): readonly RenderedFinding[] => {
      const [home, binding] = [made.get(namespace), bound.get(namespace)];
      if (home === undefined) {
        return ofCluster.test(namespace)
          ? []
          : [finding(object, `nothing makes its namespace ${namespace}`, 'render the namespace, in a wave before')];
      }
      if (!precedes(home, delivery, when)) {
        return [finding(object, `its namespace ${namespace} is not applied before it`, remedyFor(home, when))];
      }
      if (object === binding) return [];
      if (binding === undefined) {
        const remedy = 'bind its ServiceAccount to the ClusterRole admin there, in an earlier wave';
        return [finding(object, `Argo CD may not write into ${namespace}`, remedy)];
      }
      return precedes(binding, delivery, when)
        ? []
        : [
            finding(
              object,
              `Argo CD’s right to write into ${namespace} is not applied before it`,
              remedyFor(binding, when),
            ),
          ];
    };

    return [
      ...rendered.objects.flatMap((object) => {
        const [{ namespace }, delivery] = [object.metadata, when(object)];
        return namespace === undefined || delivery === undefined ? [] : needs(object, namespace, delivery);
      }),
      // The objects of a Helm chart are not rendered, but their namespace is known.
      ...applications.flatMap(({ object, wave, spec, metadata }) =>
        spec.source.chart === undefined || spec.destination.namespace === undefined
          ? []
          : needs(object, spec.destination.namespace, {
              application: metadata.name,
              applicationWave: wave,
              objectWave: 0,
            }),
      ),
    ];
  },
};

const precedes = (one: RenderedObject, other: Delivery, when: ReturnType<typeof deliveryLookup>): boolean => {
  const delivery = when(one);
  return delivery !== undefined && isAppliedBefore(delivery, other);
};

function remedyFor(object: RenderedObject, when: ReturnType<typeof deliveryLookup>): string {
  const delivery = when(object);
  const waves =
    delivery && `wave ${delivery.objectWave} of ${delivery.application}, which is in wave ${delivery.applicationWave}`;
  return `${object.kind} ${qualifiedName(object)} is in ${waves ?? 'no application'}: put it into an earlier one, or this into a later one`;
}

const finding = (object: RenderedObject, reason: string, remedy: string): RenderedFinding => ({
  place: describeObject(object),
  reason,
  remedy,
});

/** The first object of a kind for each key that `keyOf` returns. */
function firstByName(
  { objects }: Rendered,
  kind: string,
  keyOf: (object: RenderedObject) => string | undefined,
): ReadonlyMap<string, RenderedObject> {
  const found = new Map<string, RenderedObject>();
  for (const object of objects) {
    const key = qualifiedKind(object) === kind ? keyOf(object) : undefined;
    if (key !== undefined && !found.has(key)) found.set(key, object);
  }
  return found;
}

/**
 * Whether a binding is for Argo CD, by the name that its operator gives:
 * argoproj-labs/argocd-operator:controllers/argocd/util.go.
 */
const bindsDelivery = (binding: RenderedObject, delivery: string | undefined): boolean =>
  bindingSchema
    .parse(binding)
    .subjects.some(
      ({ kind, name, namespace }) =>
        kind === 'ServiceAccount' && namespace === delivery && name === `${delivery}-argocd-application-controller`,
    );
