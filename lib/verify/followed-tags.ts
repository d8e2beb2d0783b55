import { namespaceLookup, type Rendered, type RenderedObject } from '../rendered';
import { imageStreamKind, imageTriggers, streamTags } from './image-streams';

/** Whether the image of a container comes from an ImageStream that imports newer builds by itself (scheduled import). */
export type FollowsTag = (object: RenderedObject, container: string) => boolean;

/** Returns a function that tells whether a container of a rendered object follows a tag. */
export function followedTags({ objects }: Rendered): FollowsTag {
  const beside = namespaceLookup(objects);
  return (object, container) => {
    const streams = beside(object, imageStreamKind);
    return imageTriggers(object)
      .filter((trigger) => trigger.container === container)
      .some(({ from }) => {
        const [name, tag] = from.name.split(':');
        return streams
          .filter(({ metadata }) => metadata.name === name)
          .flatMap(streamTags)
          .some((each) => each.name === tag && each.importPolicy.scheduled);
      });
  };
}
