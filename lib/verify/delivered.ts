import { z } from 'zod';
import { objectsOfKind, type Rendered, type RenderedObject } from '../rendered';

/** When an object is applied: in which wave of which application, and in which wave that is. */
export interface Delivery {
  readonly application: string;
  readonly applicationWave: number;
  readonly objectWave: number;
}

const applicationSchema = z.looseObject({
  metadata: z.looseObject({ name: z.string(), namespace: z.string().default('') }),
  spec: z.looseObject({
    source: z.looseObject({ path: z.string().optional(), chart: z.string().optional() }),
    destination: z.looseObject({ namespace: z.string().optional() }),
    ignoreDifferences: z
      .array(
        z.looseObject({
          group: z.string().optional(),
          kind: z.string(),
          name: z.string().optional(),
          jsonPointers: z.array(z.string()).default([]),
          jqPathExpressions: z.array(z.string()).default([]),
        }),
      )
      .default([]),
    syncPolicy: z
      .looseObject({
        retry: z.looseObject({ limit: z.number().optional() }).default({}),
        syncOptions: z.array(z.string()).default([]),
      })
      .default({ retry: {}, syncOptions: [] }),
  }),
});

/** An application of Argo CD as rules read it. */
export interface DeliveredApplication extends z.output<typeof applicationSchema> {
  readonly object: RenderedObject;
  readonly wave: number;
  /** Folder of its manifests below the environment's; none for somebody else's chart. */
  readonly folder: string | undefined;
}

/** All applications that are rendered. */
export const applicationsIn = ({ objects }: Rendered): readonly DeliveredApplication[] =>
  objectsOfKind(objects, 'argoproj.io/Application').map((object) => {
    const { metadata, spec } = applicationSchema.parse(object);
    const [, folder] = /(?:^|\/)(cluster\/[^/]+)\/?$/.exec(spec.source.path ?? '') ?? [];
    return { metadata, spec, object, wave: objectWave(object), folder };
  });

/** The wave of an object within its application. */
export const objectWave = ({ metadata }: RenderedObject): number =>
  Number(metadata.annotations['argocd.argoproj.io/sync-wave'] ?? 0);

/** Finds out when an object is applied; undefined for one that no application has in its folder. */
export function deliveryLookup(
  applications: readonly DeliveredApplication[],
): (object: RenderedObject) => Delivery | undefined {
  const byFolder = new Map(applications.flatMap((each) => (each.folder === undefined ? [] : [[each.folder, each]])));
  return (object) => {
    const application = byFolder.get(object.file.split('/').slice(0, 2).join('/'));
    return (
      application && {
        application: application.metadata.name,
        applicationWave: application.wave,
        objectWave: objectWave(object),
      }
    );
  };
}

/** Whether Argo CD applies one, and sees it healthy, before it begins with the other. */
export const isAppliedBefore = (one: Delivery, other: Delivery): boolean =>
  one.application === other.application
    ? one.objectWave < other.objectWave
    : one.applicationWave < other.applicationWave;
