import { hasDigest } from '../../model/images';
import { isMovingTag } from '../moving-tag';
import { toPodTemplate } from '../pod-templates';
import { followedTags } from './followed-tags';
import { describeObject } from './describe-object';
import { isReleaseImage } from './release-image';
import type { RenderedRule } from './rendered-rule';

/** Images have a digest, or an ImageStream follows their tag: otherwise each machine runs the build that it happened to pull. */
export const movingTagsRule: RenderedRule = {
  id: 'moving-tags',
  holds: 'every image has a digest, or an ImageStream follows its tag, or it is listed as not pinned yet',
  findings: (rendered) => {
    const follows = followedTags(rendered);
    const listed = new Set(rendered.unpinned);
    return rendered.objects.flatMap((object) => {
      const pod = toPodTemplate(object);
      if (pod === undefined) return [];
      return [...pod.initContainers, ...pod.containers].flatMap(({ name, image }) =>
        image === undefined ||
        hasDigest(image) ||
        !isMovingTag(image) ||
        isReleaseImage(image) ||
        listed.has(image) ||
        follows(object, name)
          ? []
          : [
              {
                place: describeObject(object),
                reason: `container ${name} has a tag that moves, and no ImageStream follows it: ${image}`,
                remedy: 'name a version, or have an AppImage follow it',
              },
            ],
      );
    });
  },
};
