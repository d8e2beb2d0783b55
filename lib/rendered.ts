import { z } from 'zod';
import type { KubernetesObject } from '../model/formats/kubernetes-object';
import { groupBy } from './group-by';
import type { RenderedStack } from './stack-list';

/** The fields that every Kubernetes object has. */
export const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    annotations: z.record(z.string(), z.string()).default({}),
    labels: z.record(z.string(), z.string()).default({}),
  }),
});

/** A Kubernetes object, with the path of its file below the environment's folder. */
export type RenderedObject = KubernetesObject & z.output<typeof objectSchema> & { readonly file: string };

/** The resources of a CloudFormation template. */
export const templateSchema = z.looseObject({
  Resources: z.record(
    z.string(),
    z.looseObject({
      Type: z.string(),
      Properties: z.record(z.string(), z.unknown()).default({}),
      Metadata: z.record(z.string(), z.unknown()).default({}),
      DeletionPolicy: z.string().optional(),
      UpdateReplacePolicy: z.string().optional(),
    }),
  ),
});

export type TemplateResource = z.output<typeof templateSchema>['Resources'][string];

export interface RenderedResource {
  readonly stack: string;
  readonly logicalId: string;
  readonly resource: TemplateResource;
}

/** A rendered file, with its path below the environment's folder. */
export interface RenderedFile {
  readonly file: string;
  readonly text: string;
}

/** Everything that is rendered for one environment. */
export interface Rendered {
  readonly files: readonly RenderedFile[];
  readonly objects: readonly RenderedObject[];
  readonly resources: readonly RenderedResource[];
  /** Stacks in the order in which they are deployed. */
  readonly stacks: readonly RenderedStack[];
  /** Files that wait for a fact, as paths below the environment's folder. */
  readonly waiting: readonly string[];
  /** Images that need a digest which is not recorded yet. */
  readonly unpinned: readonly string[];
}

/** Returns `<group>/<kind>` of an object; the core group is the empty text, as in `/Pod`. */
export function qualifiedKind({ apiVersion, kind }: Pick<KubernetesObject, 'apiVersion' | 'kind'>): string {
  const slash = apiVersion.indexOf('/');
  return `${slash < 0 ? '' : apiVersion.slice(0, slash)}/${kind}`;
}

/** Returns `<namespace>/<name>` of an object, or its name if it has no namespace. */
export const qualifiedName = ({ metadata: { namespace, name } }: Pick<KubernetesObject, 'metadata'>): string =>
  namespace === undefined ? name : `${namespace}/${name}`;

/** Returns the objects of a kind, which is given as `<group>/<kind>`. */
export const objectsOfKind = <Each extends RenderedObject>(objects: readonly Each[], kind: string): readonly Each[] =>
  objects.filter((object) => qualifiedKind(object) === kind);

/** Returns the resources of a CloudFormation type. */
export const resourcesOfType = (resources: readonly RenderedResource[], type: string): readonly RenderedResource[] =>
  resources.filter(({ resource }) => resource.Type === type);

/** Returns the objects of a kind, given as `<group>/<kind>`, in the namespace of an object. */
export type NamespaceLookup = (object: RenderedObject, kind: string) => readonly RenderedObject[];

/** Returns a lookup by kind and namespace that does not search all objects each time. */
export function namespaceLookup(objects: readonly RenderedObject[]): NamespaceLookup {
  const placeOf = (kind: string, { metadata }: RenderedObject) => `${kind} ${metadata.namespace ?? ''}`;
  const byPlace = groupBy(objects, (object) => placeOf(qualifiedKind(object), object));
  return (object, kind) => byPlace.get(placeOf(kind, object)) ?? [];
}
