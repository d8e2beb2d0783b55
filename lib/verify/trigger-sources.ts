import { namespaceLookup, type NamespaceLookup, type RenderedObject } from '../rendered';
import { describeObject } from './describe-object';
import { imageStreamKind, imageTriggers, streamTags } from './image-streams';
import { podsIn, type RenderedPod } from './pods';
import type { RenderedRule } from './rendered-rule';

/**
 * Image triggers name an existing ImageStreamTag. If it does not exist, the container gets no image, without an error.
 */
export const triggerSourcesRule: RenderedRule = {
  id: 'trigger-sources',
  holds: 'every image trigger names an existing ImageStreamTag and container',
  findings: ({ objects }) => {
    const beside = namespaceLookup(objects);
    const pods = new Map(podsIn(objects).map((each) => [each.object, each]));
    return objects.flatMap((object) => {
      const fields = imageFields(pods.get(object));
      return imageTriggers(object).flatMap(({ from, fieldPath }) => [
        ...(fields.includes(fieldPath)
          ? []
          : [
              {
                place: describeObject(object),
                reason: `a trigger writes ${fieldPath}, which it does not have`,
                remedy,
              },
            ]),
        ...(from.kind === 'ImageStreamTag' && tagsBeside(object, from.namespace, beside).includes(from.name)
          ? []
          : [
              {
                place: describeObject(object),
                reason: `a trigger waits for ${from.name}, which no ImageStream has`,
                remedy,
              },
            ]),
      ]);
    });
  },
};

const remedy = 'make ImageStream, container and trigger from one image (cdk8s/base/pods/app-image.ts)';

function imageFields(pod: RenderedPod | undefined): readonly string[] {
  if (pod === undefined) return [];
  const at = pod.object.kind === 'CronJob' ? 'spec.jobTemplate.spec.template' : 'spec.template';
  return pod.pod.spec.containers.map(({ name }) => `${at}.spec.containers[?(@.name=="${name}")].image`);
}

function tagsBeside(object: RenderedObject, namespace: string | undefined, beside: NamespaceLookup): readonly string[] {
  const metadata = namespace === undefined ? object.metadata : { ...object.metadata, namespace };
  return beside({ ...object, metadata }, imageStreamKind).flatMap((stream) =>
    streamTags(stream).map(({ name }) => `${stream.metadata.name}:${name}`),
  );
}
