import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { KubeletConfig, type KubeletSystemReserved } from './kubelet-config';
import { MachineConfig } from './machine-config';

/** A registry or repository and where its images are looked for first. */
export interface RegistryMirror {
  readonly source: string;
  readonly mirrors: readonly string[];
}

export interface MachineConfigurationProps {
  /** Processes and threads that a pod may have. */
  readonly podPidsLimit: number;
  readonly systemReserved: KubeletSystemReserved;
  readonly registryMirrors: readonly RegistryMirror[];
}

/**
 * Amazon Time Sync at its link-local address: no route, no firewall rule, and leap seconds smeared, so that no table of
 * them may be used beside it. Source: Amazon EC2 User Guide, "Set the time reference".
 */
const chrony = `server 169.254.169.123 prefer iburst minpoll 4 maxpoll 4
driftfile /var/lib/chrony/drift
makestep 1.0 3
rtcsync
logdir /var/log/chrony
`;

/** What every machine is configured with, the control plane's too. */
export class MachineConfiguration extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { podPidsLimit, systemReserved, registryMirrors }: MachineConfigurationProps,
  ) {
    super(scope, id);
    for (const role of ['master', 'worker']) {
      new MachineConfig(this, `${role}-chrony`, {
        subject: 'chrony',
        role,
        files: [{ path: '/etc/chrony.conf', text: chrony }],
      });
      new KubeletConfig(this, `${role}-kubelet`, { pool: role, podPidsLimit, systemReserved });
    }
    if (registryMirrors.length > 0) this.addMirrors(registryMirrors);
  }

  /** Images are named by digest or by tag, and each way has a kind of its own. */
  private addMirrors(registryMirrors: readonly RegistryMirror[]): void {
    const mirrors = registryMirrors.map(({ source, mirrors }) => ({ source, mirrors: [...mirrors] }));
    const metadata = { name: 'registry-mirrors' };
    new ApiObject(this, 'digest-mirrors', {
      apiVersion: 'config.openshift.io/v1',
      kind: 'ImageDigestMirrorSet',
      metadata,
      spec: { imageDigestMirrors: mirrors },
    });
    new ApiObject(this, 'tag-mirrors', {
      apiVersion: 'config.openshift.io/v1',
      kind: 'ImageTagMirrorSet',
      metadata,
      spec: { imageTagMirrors: mirrors },
    });
  }
}
