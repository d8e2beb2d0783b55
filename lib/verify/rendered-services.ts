import { qualifiedKind, objectsOfKind, type Rendered, type RenderedObject } from '../rendered';

/** A service as it is rendered: one of a tenant, or single sign-on in the cluster. */
export interface RenderedService {
  /** Its file. */
  readonly file: string;
  /** Kind of service, in the words of a tenant's file. */
  readonly kind: string;
  readonly objects: readonly RenderedObject[];
}

/** Annotation of a tenant's namespace: names of its services and their kinds. */
const servicesAnnotation = 'commons-platform/services';

/** What the namespaces of tenants say runs in them, and Keycloak. */
export function servicesIn({ objects }: Rendered): readonly RenderedService[] {
  const files = new Map<string, RenderedObject[]>();
  for (const object of objects) {
    const others = files.get(object.file);
    if (others === undefined) files.set(object.file, [object]);
    else others.push(object);
  }
  const of = (file: string, kind: string): RenderedService => ({ file, kind, objects: files.get(file) ?? [] });
  return [
    ...objectsOfKind(objects, '/Namespace').flatMap(({ metadata: { name, annotations } }) =>
      (annotations[servicesAnnotation] ?? '').split(',').flatMap((entry) => {
        const [service = '', kind] = entry.split('=');
        return kind === undefined ? [] : [of(`cluster/${name}/${service}.yaml`, kind)];
      }),
    ),
    ...objects
      .filter((object) => qualifiedKind(object) === 'k8s.keycloak.org/Keycloak')
      .map(({ file }) => of(file, 'keycloak')),
  ];
}

/** Tenants' namespaces that do not say what runs in them. */
export const namespacesWithoutServices = ({ objects }: Rendered): readonly RenderedObject[] =>
  objectsOfKind(objects, '/Namespace').filter(
    ({ metadata: { labels, annotations } }) =>
      labels['commons-platform/owner'] !== 'platform' && !(servicesAnnotation in annotations),
  );
