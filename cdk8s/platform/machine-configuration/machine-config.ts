import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';

/** A file on a machine, which root may write and all users may read (mode 0644). */
export interface MachineFile {
  readonly path: string;
  readonly text: string;
}

export interface MachineConfigProps {
  /** Last part of its name, `99-<role>-<subject>`. OpenShift merges MachineConfigs in the order of their names. */
  readonly subject: string;
  /** MachineConfigPool whose machines get the files and restart for them. */
  readonly role: string;
  readonly files: readonly MachineFile[];
}

/**
 * Newest version of Ignition that all our releases of OpenShift read. Source: openshift/machine-config-operator,
 * pkg/controller/common.
 */
const ignitionVersion = '3.4.0';

/**
 * A MachineConfig: files on all machines of a MachineConfigPool.
 *
 * @example
 * new MachineConfig(chart, 'motd', {
 *   subject: 'motd',
 *   role: 'worker',
 *   files: [{ path: '/etc/motd', text: 'Changes on this machine are lost.\n' }],
 * });
 */
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
              // URL-encoded and not base64, so that a reviewer can read it.
              contents: { source: `data:,${encodeURIComponent(text)}` },
            })),
          },
        },
      },
    });
  }
}
