import { Construct } from 'constructs';
import { ApiObject } from '../manifests/api-object';
import { pinnedImage } from './pinned-image';
import { inWave, objectWaves } from '../delivery/sync';

/**
 * How a workload comes to a newer build of its image: by itself when the tag moves, or by a reviewed change of the digest.
 */
export type ImageUpdates = 'automatic' | 'reviewed';

export interface AppImageProps {
  /** Name of the image stream. */
  readonly name: string;
  /** Registry, repository and tag or digest. */
  readonly reference: string;
  readonly updates: ImageUpdates;
}

/**
 * The image of a workload. With automatic updates a tag is followed by an image stream that looks for a newer build and
 * starts a rollout. With reviewed ones it goes by digest; while none is known, a stream keeps what it imported first. A digest
 * needs no stream.
 */
export class AppImage extends Construct {
  /** What the container starts with, before any trigger has fired. */
  readonly reference: string;
  private readonly streamTag: string | undefined;

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

  /**
   * Annotation that makes a workload follow the stream with its container of this name.
   *
   * @param template where in the workload its pods are described
   */
  triggerFor(container: string, template = 'spec.template'): Record<string, string> {
    if (this.streamTag === undefined) return {};
    const trigger = {
      from: { kind: 'ImageStreamTag', name: this.streamTag },
      fieldPath: `${template}.spec.containers[?(@.name=="${container}")].image`,
    };
    return { 'image.openshift.io/triggers': JSON.stringify([trigger]) };
  }
}
