import { objectsOfKind, type Rendered } from '../rendered';
import { describeObject } from './describe-object';
import { objectReferences, type ObjectReference } from './object-references';
import { presentKey, presentObjects, type ObjectKeys } from './present-objects';
import type { RenderedFinding, RenderedRule } from './rendered-rule';

/**
 * Whatever an object names in the cluster is rendered, or is made by an operator because of something rendered: Kubernetes takes an
 * object whose Secret, volume or issuer is not there, and its pods wait without end. Namespaces of OpenShift have objects that are not
 * rendered, so names in these are not judged.
 */
export const namedObjectsRule: RenderedRule = {
  id: 'named-objects',
  holds:
    'everything that an object names in the cluster is there: Secrets and ConfigMaps with the keys that are read, volumes, ServiceAccounts, issuers, stores, classes, namespaces',
  findings: ({ objects, waiting }: Rendered) => {
    const present = presentObjects(objects);
    // What still waits for a fact may bring classes and issuers.
    const isWhole = !waiting.some((output) => output.startsWith('cluster/'));
    const namespaces = new Set(objectsOfKind(objects, '/Namespace').map(({ metadata }) => metadata.name));
    return objects.flatMap((object) => {
      const faults = objectReferences(object)
        .filter((reference) => (isWhole || reference.namespace !== undefined) && isJudged(reference, namespaces))
        .flatMap((reference) => fault(reference, present));
      // Several containers of one pod often name the same.
      return [...new Map(faults.map((each) => [each.reason, each])).values()].map((each) => ({
        place: describeObject(object),
        ...each,
      }));
    });
  },
};

/** Namespaces that come with OpenShift, and classes that it and Kubernetes bring. */
const ofOpenShift = /^(openshift|kube)-|^default$/;
const classes = /^(gp[23]-csi|openshift-user-critical|system-(cluster|node)-critical)$/;

/** How ClusterRoles are named that are rendered: others come with OpenShift and its operators. */
const ownRoles = 'commons-';

function isJudged({ kind, namespace, name }: ObjectReference, namespaces: ReadonlySet<string>): boolean {
  if (kind === '/Namespace') return !ofOpenShift.test(name);
  if (kind.endsWith('Class')) return !classes.test(name);
  if (kind.endsWith('/ClusterRole')) return name.startsWith(ownRoles);
  return namespace === undefined || kind.startsWith('argoproj.io/') || namespaces.has(namespace);
}

function fault(
  { kind, namespace, name, key }: ObjectReference,
  present: ReadonlyMap<string, ObjectKeys>,
): readonly Omit<RenderedFinding, 'place'>[] {
  const what = `${kind.slice(kind.indexOf('/') + 1)} ${name}`;
  const keys = present.get(presentKey(kind, namespace, name));
  if (keys === undefined)
    return [
      { reason: `names the ${what}, which is not there`, remedy: 'take the name from what makes it, or render it' },
    ];
  return key === undefined || keys === 'unknown' || keys.includes(key)
    ? []
    : [
        {
          reason: `reads ${key} of the ${what}, which has ${keys.join(', ') || 'no keys'}`,
          remedy: 'take the key from what makes it',
        },
      ];
}
