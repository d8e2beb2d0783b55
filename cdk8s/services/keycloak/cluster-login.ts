import type { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { inWave, objectWaves } from '../../base/delivery/sync';

export interface ClusterLoginProps {
  /** Name of the identity provider, a part of the address that people are sent back to. */
  readonly provider: string;
  /** OpenID Connect issuer. */
  readonly issuer: string;
  readonly client: string;
  /** Name of the Secret of `openshift-config` with what the client shows, see `ClusterLoginSecret`. */
  readonly secretName: string;
}

/**
 * OpenShift's own login by single sign-on, for a cluster-wide chart. With each login OpenShift makes groups of the claim
 * `groups` and takes people out of those that it no longer names, or that it was not given by this login at all. The claim
 * has roles of the client, see `model/realm/declared-realm.ts`.
 * Source: openshift/api:config/v1/types_oauth.go; openshift/oauth-server:pkg/groupmapper/groupmapper.go.
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
            // Whoever is known by a name already is not taken over by another provider's account of that name.
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
