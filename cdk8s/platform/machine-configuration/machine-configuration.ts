import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { KubeletConfig, type KubeletSystemReserved } from './kubelet-config';
import { MachineConfig } from './machine-config';

/** A registry or repository, and the mirrors from which its images are pulled first. */
export interface RegistryMirror {
  readonly source: string;
  readonly mirrors: readonly string[];
}

export interface MachineConfigurationProps {
  /** Largest number of processes and threads of a pod. */
  readonly podPidsLimit: number;
  readonly systemReserved: KubeletSystemReserved;
  readonly registryMirrors: readonly RegistryMirror[];
}

/**
 * Settings of chrony for Amazon Time Sync at its link-local address, which needs no route and no firewall rule. It smears
 * leap seconds, so chrony must not use a table of leap seconds too. Source: Amazon EC2 User Guide, "Set the time
 * reference".
 */
const chrony = `server 169.254.169.123 prefer iburst minpoll 4 maxpoll 4
driftfile /var/lib/chrony/drift
makestep 1.0 3
rtcsync
logdir /var/log/chrony
`;

/** Configuration of all machines, also those of the control plane: chrony, kubelet and mirrors of registries. */
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

  /** Adds the mirrors twice: OpenShift has one kind for images by digest and one for images by tag. */
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
