import type { Construct } from 'constructs';
import { httpsEgress } from '../base/network/network-rules';
import { ApiObject } from '../base/manifests/api-object';
import { pruneDisabled } from '../base/delivery/sync';
import type { Placement } from './placement';

export interface ExternalSecretsSettingsProps {
  /**
   * Nodes on which its pods run.
   * @default any node without taints
   */
  readonly placement?: Placement;
}

/**
 * Settings of External Secrets. Its operator denies all traffic except the Kubernetes API and DNS; this allows HTTPS, for
 * AWS. External Secrets has no IAM role: it uses the role of each namespace's SecretStore. Source:
 * openshift/external-secrets-operator:api/v1alpha1/external_secrets_config_types.go.
 */
export class ExternalSecretsSettings extends ApiObject {
  constructor(scope: Construct, id: string, { placement }: ExternalSecretsSettingsProps) {
    const { peers, ports } = httpsEgress(scope);
    super(scope, id, {
      apiVersion: 'operator.openshift.io/v1alpha1',
      kind: 'ExternalSecretsConfig',
      metadata: { name: 'cluster', annotations: pruneDisabled },
      spec: {
        appConfig: {
          ...placement,
          resources: { requests: { cpu: '20m', memory: '128Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
        },
        controllerConfig: {
          networkPolicies: [
            {
              name: 'aws',
              componentName: 'ExternalSecretsCoreController',
              egress: [{ to: peers, ports: ports.map((port) => ({ protocol: 'TCP', port })) }],
            },
          ],
        },
      },
    });
  }
}
