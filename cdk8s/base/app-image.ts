import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { inWave, objectWaves } from './sync';

export interface AppImageProps {
  /** Name of the image stream. */
  readonly name: string;
  /** Registry, repository and tag or digest. */
  readonly reference: string;
}

/**
 * The image of a workload. A tag is followed by an image stream that looks for a newer build and starts a rollout; a
 * digest stays as it is and needs no stream.
 */
export class AppImage extends Construct {
  /** What the container starts with, before any trigger has fired. */
  readonly reference: string;
  private readonly streamTag: string | undefined;

  constructor(scope: Construct, id: string, { name, reference }: AppImageProps) {
    super(scope, id);
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
            importPolicy: { scheduled: true, importMode: 'PreserveOriginal' },
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
