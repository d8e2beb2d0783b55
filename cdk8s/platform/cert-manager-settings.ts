import type { Construct } from 'constructs';
import { ApiObject } from '../base/manifests/api-object';
import { pruneDisabled } from '../base/delivery/sync';
import type { Placement } from './placement';

export interface CertManagerSettingsProps {
  /**
   * Nodes on which its pods run.
   * @default any node without taints
   */
  readonly placement?: Placement;
}

/**
 * Settings of cert-manager: resources, placement, and public name servers, which it asks whether the record of a DNS-01
 * challenge has arrived. Inside the VPC the cluster's private zone hides the public one of the same name. Source:
 * openshift/cert-manager-operator:pkg/controller/certmanager/deployment_overrides_validation.go.
 */
export class CertManagerSettings extends ApiObject {
  constructor(scope: Construct, id: string, { placement }: CertManagerSettingsProps) {
    const part = {
      overrideResources: { requests: { cpu: '10m', memory: '64Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
      ...(placement && { overrideScheduling: placement }),
    };
    super(scope, id, {
      apiVersion: 'operator.openshift.io/v1alpha1',
      kind: 'CertManager',
      metadata: { name: 'cluster', annotations: pruneDisabled },
      spec: {
        managementState: 'Managed',
        controllerConfig: {
          ...part,
          overrideArgs: [
            '--dns01-recursive-nameservers-only',
            `--dns01-recursive-nameservers=${publicNameServers.join(',')}`,
          ],
        },
        cainjectorConfig: part,
        webhookConfig: part,
      },
    });
  }
}

/** Public name servers of Cloudflare and Quad9. */
const publicNameServers = ['1.1.1.1:53', '9.9.9.9:53'];
