import { userDataBytes } from './user-data-bytes';

/**
 * Version of the Ignition configuration, which Fedora CoreOS reads since 2022. Source:
 * coreos/ignition:docs/configuration-v3_4.md, docs/migrating-configs.md.
 */
const version = '3.4.0';

/** A file that Ignition writes before any unit starts. */
export interface HostFile {
  readonly path: string;
  readonly mode: number;
  /** Text of the file, or where Ignition downloads it. A host whose download has another hash does not start. */
  readonly content: string | { readonly url: string; readonly sha256: string };
  /**
   * Whether the file may replace one that is in the image.
   * @default false: a host whose image has a file at this path does not start
   */
  readonly overwrite?: true;
}

/** A systemd unit, or a drop-in for a unit of the image. */
export interface HostUnit {
  readonly name: string;
  /**
   * Whether systemd starts the unit at boot. Has no effect on a drop-in.
   * @default Ignition does not enable the unit; another unit has to start it
   */
  readonly enabled?: true;
  readonly content: { readonly unit: string } | { readonly dropIn: string };
}

/** A user of the host, who cannot log in. */
export interface HostUser {
  readonly name: string;
  readonly uid: number;
}

export interface IgnitionConfigProps {
  readonly users: readonly HostUser[];
  readonly files: readonly HostFile[];
  /** Target of each symbolic link, by the path of the link. */
  readonly links: Readonly<Record<string, string>>;
  readonly units: readonly HostUnit[];
}

/**
 * Returns the Ignition configuration (JSON) that Fedora CoreOS applies on its first boot. Source:
 * coreos/ignition:docs/configuration-v3_4.md.
 *
 * @throws Error when it is larger than EC2 user data may be
 */
export function ignitionConfig({ users, files, links, units }: IgnitionConfigProps): string {
  const config = JSON.stringify({
    ignition: { version },
    passwd: { users: users.map(({ name, uid }) => ({ name, uid, shell: '/usr/sbin/nologin' })) },
    storage: {
      files: files.map(({ path, mode, content, overwrite }) => ({
        path,
        mode,
        overwrite,
        contents:
          typeof content === 'string'
            ? { source: `data:,${encodeURIComponent(content)}` }
            : { source: content.url, verification: { hash: `sha256-${content.sha256}` } },
      })),
      links: Object.entries(links).map(([path, target]) => ({ path, target })),
    },
    systemd: {
      units: units.map(({ name, enabled, content }) =>
        'unit' in content
          ? { name, enabled, contents: content.unit }
          : { name, dropins: [{ name: '50-commons-platform.conf', contents: content.dropIn }] },
      ),
    },
  });
  const bytes = Buffer.byteLength(config);
  if (bytes > userDataBytes) throw new Error(`user data has ${bytes} bytes, and EC2 takes ${userDataBytes}`);
  return config;
}
