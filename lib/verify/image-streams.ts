import { z } from 'zod';
import type { RenderedObject } from '../rendered';

/** The kind of an ImageStream, as `objectsOfKind` and `namespaceLookup` take it. */
export const imageStreamKind = 'image.openshift.io/ImageStream';

const streamSchema = z.looseObject({
  spec: z.looseObject({
    tags: z
      .array(
        z.looseObject({
          name: z.string(),
          from: z.looseObject({ kind: z.string(), name: z.string() }).optional(),
          importPolicy: z.looseObject({ scheduled: z.boolean().default(false) }).default({ scheduled: false }),
        }),
      )
      .default([]),
  }),
});

const triggersSchema = z.array(
  z.looseObject({
    from: z.looseObject({ kind: z.string(), name: z.string(), namespace: z.string().optional() }),
    fieldPath: z.string(),
  }),
);

/** A tag of an ImageStream: where its images come from, and whether the stream imports newer ones by itself. */
export type StreamTag = z.output<typeof streamSchema>['spec']['tags'][number];

/** An image that a stream writes into a workload, and the field that it writes. */
export interface ImageTrigger {
  /** The tag of a stream, `<stream>:<tag>`; without a namespace it is beside the workload. */
  readonly from: { readonly kind: string; readonly name: string; readonly namespace?: string };
  /** As OpenShift writes it, such as `spec.template.spec.containers[?(@.name=="web")].image`. */
  readonly fieldPath: string;
  /** Name of the container of the field; undefined if the field is not chosen by a name. */
  readonly container: string | undefined;
}

/** The part of a field's path that chooses an element of a list by its name. */
export const chosenByName = /\[\?\(@\.name==["']([^"']+)["']\)\]/;

/** Returns the tags of an ImageStream. */
export const streamTags = (stream: RenderedObject): readonly StreamTag[] => streamSchema.parse(stream).spec.tags;

/** Returns the image triggers in the annotation of a workload. Source: openshift/api, image/v1, TriggerAnnotationKey. */
export function imageTriggers({ metadata: { annotations } }: RenderedObject): readonly ImageTrigger[] {
  const text = annotations['image.openshift.io/triggers'];
  if (text === undefined) return [];
  return triggersSchema.parse(JSON.parse(text)).map(({ from, fieldPath }) => ({
    from,
    fieldPath,
    container: chosenByName.exec(fieldPath)?.[1],
  }));
}
