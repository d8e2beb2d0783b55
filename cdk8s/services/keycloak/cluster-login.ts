import type { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { inWave, objectWaves } from '../../base/delivery/sync';

export interface ClusterLoginProps {
  /** Name of the identity provider; a part of its redirect URI. */
  readonly provider: string;
  /** OpenID Connect issuer. */
  readonly issuer: string;
  readonly client: string;
  /** Name of the Secret in `openshift-config` with the client secret, see `ClusterLoginSecret`. */
  readonly secretName: string;
}

/**
 * OpenShift's own login by single sign-on, for a cluster-wide chart. At each login OpenShift creates groups from the claim
 * `groups`, and removes the person from all groups that the claim does not name. The claim has roles of the client, see
 * `model/realm/declared-realm.ts`. Source: openshift/api:config/v1/types_oauth.go;
 * openshift/oauth-server:pkg/groupmapper/groupmapper.go.
 */
export class ClusterLogin extends ApiObject {
  constructor(scope: Construct, id: string, { provider, issuer, client, secretName }: ClusterLoginProps) {
    super(scope, id, {
      apiVersion: 'config.openshift.io/v1',
      kind: 'OAuth',
      metadata: { name: 'cluster', annotations: inWave(objectWaves.workloads) },
      spec: {
        identityProviders: [
          {
            name: provider,
            // A name that another provider's account has already is refused, not taken over.
            mappingMethod: 'claim',
            type: 'OpenID',
            openID: {
              issuer,
              clientID: client,
              clientSecret: { name: secretName },
              extraScopes: ['email', 'profile'],
              claims: {
                preferredUsername: ['preferred_username'],
                name: ['name'],
                email: ['email'],
                groups: ['groups'],
              },
            },
          },
        ],
        tokenConfig: { accessTokenMaxAgeSeconds: 43_200 },
      },
    });
  }
}
