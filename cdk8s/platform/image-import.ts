import { Construct } from 'constructs';
import { ApiObject } from '../base/manifests/api-object';
import { pruneDisabled } from '../base/delivery/sync';

export interface ImageImportProps {
  /** Hosts of the registries from which image streams of tenants may import. */
  readonly registries: readonly string[];
}

/**
 * The registries from which ImageStreams may import. Each ImageStream says itself how it imports images for several
 * architectures (see `base/pods/app-image.ts`): the cluster-wide `imageStreamImportMode` is a technology preview up to
 * OpenShift 4.20, behind a feature gate that a production cluster must not enable (openshift/api:features.md, gate
 * ImageStreamImportMode).
 */
export class ImageImport extends Construct {
  constructor(scope: Construct, id: string, { registries }: ImageImportProps) {
    super(scope, id);
    new ApiObject(this, 'image', {
      apiVersion: 'config.openshift.io/v1',
      kind: 'Image',
      metadata: { name: 'cluster', annotations: { ...pruneDisabled } },
      spec: { allowedRegistriesForImport: registries.map((domainName) => ({ domainName, insecure: false })) },
    });
  }
}
