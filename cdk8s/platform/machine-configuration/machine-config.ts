import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';

/** A file on a machine that root may write and everybody may read. */
export interface MachineFile {
  readonly path: string;
  readonly text: string;
}

export interface MachineConfigProps {
  /** What it is about; its name begins with the order in which configurations are laid over one another. */
  readonly subject: string;
  /** Machine configuration pool whose machines take it, by restarting. */
  readonly role: string;
  readonly files: readonly MachineFile[];
}

/** Newest Ignition that all our releases read. Source: openshift/machine-config-operator, pkg/controller/common. */
const ignitionVersion = '3.4.0';

/** Files on all machines of a machine configuration pool. */
export class MachineConfig extends Construct {
  constructor(scope: Construct, id: string, { subject, role, files }: MachineConfigProps) {
    super(scope, id);
    new ApiObject(this, 'config', {
      apiVersion: 'machineconfiguration.openshift.io/v1',
      kind: 'MachineConfig',
      metadata: { name: `99-${role}-${subject}`, labels: { 'machineconfiguration.openshift.io/role': role } },
      spec: {
        config: {
          ignition: { version: ignitionVersion },
          storage: {
            files: files.map(({ path, text }) => ({
              path,
              mode: 0o644,
              overwrite: true,
              // Not base64, so that a reviewer can read it.
              contents: { source: `data:,${encodeURIComponent(text)}` },
            })),
          },
        },
      },
    });
  }
}
