import { z } from 'zod';
import { qualifiedKind, qualifiedName, objectsOfKind, type Rendered, type RenderedObject } from '../rendered';
import { renderedCertificates } from '../rendered-certificates';
import { describeObject } from './describe-object';
import type { RenderedFinding, RenderedRule } from './rendered-rule';
import { valuesAt } from './walk-values';

/** Label by which the ValidatingAdmissionPolicies of the cluster select a namespace. */
const guarded = 'commons-platform/guardrails';

/** Label with the owner of a namespace; those of the platform are not guarded. */
const owner = 'commons-platform/owner';

const routeSchema = z.looseObject({ spec: z.looseObject({ host: z.string().default('') }) });
/**
 * Namespaces that are not the platform's carry the label, and list the hosts, node ports and IAM roles that their objects use. The API server
 * refuses others, also from Argo CD; a namespace without the label is not guarded at all.
 */
export const guardedNamespacesRule: RenderedRule = {
  id: 'guarded-namespaces',
  holds:
    'every namespace that is not the platform’s is guarded, and lists the hosts, node ports and IAM roles that its objects use',
  findings: ({ objects }: Rendered) => {
    const namespaces = objectsOfKind(objects, '/Namespace');
    const guardedOnes = new Map(
      namespaces
        .filter(({ metadata }) => metadata.labels[guarded] === 'enforced')
        .map((each) => [each.metadata.name, each]),
    );
    return [
      ...namespaces.flatMap((namespace) =>
        namespace.metadata.labels[owner] === 'platform' || guarded in namespace.metadata.labels
          ? []
          : [
              {
                place: describeObject(namespace),
                reason: `has no label ${guarded}, and is of ${namespace.metadata.labels[owner] ?? 'nobody'}`,
                remedy: `give it the label ${guarded}: enforced`,
              },
            ],
      ),
      ...objects.flatMap((object) => {
        const namespace = guardedOnes.get(object.metadata.namespace ?? '');
        return namespace === undefined ? [] : unlisted(object, namespace);
      }),
    ];
  },
};

/** Hosts, node ports and IAM roles that an object uses and its namespace does not list. */
function unlisted(object: RenderedObject, namespace: RenderedObject): readonly RenderedFinding[] {
  return needs(object).flatMap(({ annotation, values }) => {
    const listed = (namespace.metadata.annotations[annotation] ?? '').split(',');
    return values
      .filter((value) => !listed.includes(value))
      .map((value) => ({
        place: describeObject(object),
        reason: `needs ${value || 'a host'}, which ${qualifiedName(namespace)} does not list: the cluster refuses it`,
        remedy: `list it in the annotation ${annotation} of the namespace, or leave it out`,
      }));
  });
}

interface Need {
  readonly annotation: string;
  readonly values: readonly string[];
}

function needs(object: RenderedObject): readonly Need[] {
  const hosts = (values: readonly string[]): readonly Need[] => [{ annotation: 'commons-platform/hosts', values }];
  switch (qualifiedKind(object)) {
    case 'route.openshift.io/Route':
      return hosts([routeSchema.parse(object).spec.host]);
    case 'cert-manager.io/Certificate':
      return renderedCertificates([object]).flatMap((certificate) =>
        certificate.clusterIssuer === undefined ? [] : hosts(certificate.hosts),
      );
    case '/Service': {
      const values = valuesAt(object, 'spec.ports[].nodePort').map(String);
      return [{ annotation: 'commons-platform/node-ports', values }];
    }
    case '/ServiceAccount': {
      const role = object.metadata.annotations['eks.amazonaws.com/role-arn'];
      return role === undefined ? [] : [{ annotation: 'commons-platform/aws-roles', values: [role] }];
    }
    default:
      return [];
  }
}
