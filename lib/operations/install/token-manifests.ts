import { credentialsRequestsFor } from '../../../constructs/openshift/credentials-requests';
import { awsProfile } from '../../../model/formats/aws-profile';
import type { Environment } from '../../../model/environment';
import { resourceNames } from '../../../model/naming';
import { blockYaml } from '../../../model/formats/block-yaml';
import type { InstallerFiles } from './manifest-files';

/**
 * Manifests with which OpenShift's components call AWS with tokens of the cluster instead of access keys: the issuer of
 * the tokens, and the role of each component. Names and contents are the same as `ccoctl` writes. Source:
 * openshift/cloud-credential-operator:pkg/cmd/provisioning/aws/create_iam_roles.go, create_identity_provider.go.
 */
export function tokenManifests(environment: Environment, issuer: string): InstallerFiles {
  const names = resourceNames(environment);
  const requests = credentialsRequestsFor(environment.cluster.release).filter(({ optional }) => !optional);
  return {
    'manifests/cluster-authentication-02-config.yaml': blockYaml({
      apiVersion: 'config.openshift.io/v1',
      kind: 'Authentication',
      metadata: { name: 'cluster' },
      spec: { serviceAccountIssuer: issuer },
    }),
    ...Object.fromEntries(
      requests.map(({ component, secret }) => [
        `manifests/${secret.namespace}-${secret.name}-credentials.yaml`,
        blockYaml({
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { namespace: secret.namespace, name: secret.name },
          type: 'Opaque',
          stringData: { credentials: awsProfile({ roleArn: names.roleArn('openshift', component) }) },
        }),
      ]),
    ),
  };
}
