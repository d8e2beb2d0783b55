import { Construct } from 'constructs';
import { ApiObject } from '../manifests/api-object';
import { pinnedImage } from './pinned-image';
import { inWave, objectWaves } from '../delivery/sync';

/**
 * How a workload gets a newer build of its image: `automatic`, when the tag moves, or `reviewed`, by a commit that changes
 * the digest.
 */
export type ImageUpdates = 'automatic' | 'reviewed';

/** Annotation of a workload with the streams that set its images. Source: openshift/api, image/v1, TriggerAnnotationKey. */
export const triggersAnnotation = 'image.openshift.io/triggers';

export interface AppImageProps {
  /** Name of the ImageStream. */
  readonly name: string;
  /** Registry, repository and tag or digest. */
  readonly reference: string;
  readonly updates: ImageUpdates;
}

/**
 * The image of a workload. With `automatic` updates an ImageStream follows the tag: it imports newer builds, and its
 * trigger starts a rollout. With `reviewed` updates the image is named by digest, without an ImageStream; while no digest
 * is known, an ImageStream keeps the build that it imported first.
 *
 * @example
 * const image = new AppImage(chart, 'image', {
 *   name: 'wiki',
 *   reference: 'registry.commons.example/library/wiki:2.4.1',
 *   updates: 'automatic',
 * });
 * // In the Deployment: image.reference for the container, and image.triggerFor('wiki') among the annotations.
 */
export class AppImage extends Construct {
  /** Image for the container in the manifest; the ImageStream's trigger replaces it in the cluster. */
  readonly reference: string;
  /**
   * Name and tag of its ImageStream.
   * @default none: the image is one by digest
   */
  readonly streamTag?: string;

  constructor(scope: Construct, id: string, { name, updates, ...props }: AppImageProps) {
    super(scope, id);
    const reference = updates === 'reviewed' ? pinnedImage(this, props.reference) : props.reference;
    this.reference = reference;
    const [, tag] = /:([^:/@]+)$/.exec(reference.includes('@') ? '' : reference) ?? [];
    if (tag === undefined) return;

    this.streamTag = `${name}:${tag}`;
    new ApiObject(this, 'stream', {
      apiVersion: 'image.openshift.io/v1',
      kind: 'ImageStream',
      metadata: { name, annotations: inWave(objectWaves.identity) },
      spec: {
        lookupPolicy: { local: false },
        tags: [
          {
            name: tag,
            from: { kind: 'DockerImage', name: reference },
            // `Legacy` would keep the control plane's architecture only, and workers of the other could not start it.
            importPolicy: { scheduled: updates === 'automatic', importMode: 'PreserveOriginal' },
            referencePolicy: { type: 'Source' },
          },
        ],
      },
    });
  }

  /** Annotation with the trigger by which the ImageStream sets the image of this container; empty without an ImageStream. */
  triggerFor(container: string): Record<string, string> {
    return podTriggers([{ list: 'containers', name: container, image: this }]);
  }
}

/** A container of a pod, and the image that a trigger sets for it. */
export interface TriggeredContainer {
  readonly list: 'containers' | 'initContainers';
  readonly name: string;
  readonly image: AppImage;
}

/**
 * Annotation of a workload with the triggers by which ImageStreams set the images of these containers; empty where none has an
 * ImageStream.
 *
 * @param template path of the pod template in the workload
 */
export function podTriggers(
  containers: readonly TriggeredContainer[],
  template = 'spec.template',
): Record<string, string> {
  const triggers = containers.flatMap(({ list, name, image: { streamTag } }) =>
    streamTag === undefined
      ? []
      : [
          {
            from: { kind: 'ImageStreamTag', name: streamTag },
            fieldPath: `${template}.spec.${list}[?(@.name=="${name}")].image`,
          },
        ],
  );
  return triggers.length === 0 ? {} : { [triggersAnnotation]: JSON.stringify(triggers) };
}
