import { z } from 'zod';

/** A Kubernetes object as far as everything has it in common. */
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

/** An object and the file it stands in, as a path below the environment's folder. */
export type RenderedObject = z.output<typeof objectSchema> & { readonly file: string };

/** A template of CloudFormation as far as its resources go. */
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

/** A file as it was written, its path below the environment's folder. */
export interface RenderedFile {
  readonly file: string;
  readonly text: string;
}

/** Everything that is rendered for one environment. */
export interface Rendered {
  readonly files: readonly RenderedFile[];
  readonly objects: readonly RenderedObject[];
  readonly resources: readonly RenderedResource[];
  /** What could not be rendered yet, as paths below the environment's folder. */
  readonly waiting: readonly string[];
  /** Images that are to go by digest, and whose registries nobody has asked yet. */
  readonly unpinned: readonly string[];
}

/** `<group>/<kind>`; the core group has no name. */
export function qualifiedKind({ apiVersion, kind }: RenderedObject): string {
  const slash = apiVersion.indexOf('/');
  return `${slash < 0 ? '' : apiVersion.slice(0, slash)}/${kind}`;
}

/** Name of an object with its namespace, if it has one. */
export const qualifiedName = ({ metadata: { namespace, name } }: RenderedObject): string =>
  namespace === undefined ? name : `${namespace}/${name}`;

/** The objects of a kind, as `<group>/<kind>`. */
export const objectsOfKind = <Each extends RenderedObject>(objects: readonly Each[], kind: string): readonly Each[] =>
  objects.filter((object) => qualifiedKind(object) === kind);

/** The resources of a type. */
export const resourcesOfType = (resources: readonly RenderedResource[], type: string): readonly RenderedResource[] =>
  resources.filter(({ resource }) => resource.Type === type);

/** The objects of a kind in the namespace of another. */
export type NamespaceLookup = (object: RenderedObject, kind: string) => readonly RenderedObject[];

/** Looks objects up by kind and namespace without going through all of them each time. */
export function namespaceLookup(objects: readonly RenderedObject[]): NamespaceLookup {
  const placeOf = (kind: string, { metadata }: RenderedObject) => `${kind} ${metadata.namespace ?? ''}`;
  const byPlace = new Map<string, RenderedObject[]>();
  for (const object of objects) {
    const place = placeOf(qualifiedKind(object), object);
    const there = byPlace.get(place);
    if (there === undefined) byPlace.set(place, [object]);
    else there.push(object);
  }
  return (object, kind) => byPlace.get(placeOf(kind, object)) ?? [];
}
