import { Construct } from 'constructs';
import { ApiObject } from '../base/manifests/api-object';

/** Images for which machines require a signature. */
export interface SignedImagesProps {
  /** Name of the ClusterImagePolicy. Names that begin with `openshift` are reserved for OpenShift. */
  readonly name: string;
  /** Repositories with their registry, or common prefixes of several repositories. */
  readonly repositories: readonly string[];
  /** Public key of the Cosign signatures, PEM. */
  readonly publicKey: string;
}

/**
 * A ClusterImagePolicy: every machine verifies signatures before it starts an image. If several policies match an image, the
 * one with the longest scope applies. Source: openshift/api:config/v1/types_cluster_image_policy.go, types_image_policy.go.
 */
export class SignedImages extends Construct {
  constructor(scope: Construct, id: string, { name, repositories, publicKey }: SignedImagesProps) {
    super(scope, id);
    new ApiObject(this, 'policy', {
      apiVersion: 'config.openshift.io/v1',
      kind: 'ClusterImagePolicy',
      metadata: { name },
      spec: {
        scopes: [...repositories],
        policy: {
          rootOfTrust: {
            policyType: 'PublicKey',
            publicKey: { keyData: Buffer.from(publicKey).toString('base64') },
          },
          // For an image by digest, only the repository in the signature must match.
          signedIdentity: { matchPolicy: 'MatchRepoDigestOrExact' },
        },
      },
    });
  }
}
