import { z } from 'zod';
import { namespaceLookup, type Rendered, type RenderedObject } from '../rendered';

const triggersSchema = z.array(
  z.looseObject({ fieldPath: z.string(), from: z.looseObject({ kind: z.string(), name: z.string() }) }),
);

const streamSchema = z.looseObject({
  spec: z.looseObject({
    tags: z
      .array(
        z.looseObject({
          name: z.string(),
          importPolicy: z.looseObject({ scheduled: z.boolean().default(false) }).default({ scheduled: false }),
        }),
      )
      .default([]),
  }),
});

/** Whether the image of a container comes from a stream that looks for a newer build by itself. */
export type FollowsTag = (object: RenderedObject, container: string) => boolean;

/** Answers for everything rendered which containers follow a tag. */
export function followedTags({ objects }: Rendered): FollowsTag {
  const beside = namespaceLookup(objects);
  return (object, container) => {
    const text = object.metadata.annotations['image.openshift.io/triggers'];
    if (text === undefined) return false;
    const streams = beside(object, 'image.openshift.io/ImageStream');
    return triggersSchema
      .parse(JSON.parse(text))
      .filter(({ fieldPath }) => /\[\?\(@\.name==["']([^"']+)["']\)\]/.exec(fieldPath)?.[1] === container)
      .some(({ from }) => {
        const [name, tag] = from.name.split(':');
        return streams
          .filter(({ metadata }) => metadata.name === name)
          .flatMap((stream) => streamSchema.parse(stream).spec.tags)
          .some((each) => each.name === tag && each.importPolicy.scheduled);
      });
  };
}
