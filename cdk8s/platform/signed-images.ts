import { Construct } from 'constructs';
import { ApiObject } from '../base/manifests/api-object';

/** Images that machines start only with a signature. */
export interface SignedImagesProps {
  /** Name of the policy; those that begin with `openshift` are OpenShift's own. */
  readonly name: string;
  /** Registries with repositories, or with what several repositories begin with. */
  readonly repositories: readonly string[];
  /** What Cosign's signatures are checked by, PEM. */
  readonly publicKey: string;
}

/**
 * Has every machine check signatures before it starts an image. Of several policies for one image the one with the longest
 * scope holds. Source: openshift/api:config/v1/types_cluster_image_policy.go, types_image_policy.go.
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
          // A digest says which image it is, and the signature of which repository.
          signedIdentity: { matchPolicy: 'MatchRepoDigestOrExact' },
        },
      },
    });
  }
}
