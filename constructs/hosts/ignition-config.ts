/**
 * Version of Ignition's configuration, which Fedora CoreOS reads since 2022. Source: coreos/ignition:
 * docs/configuration-v3_4.md, docs/migrating-configs.md.
 */
const version = '3.4.0';

/** What EC2 takes as user data, before it is encoded. Source: the EC2 user guide, "Instance user data". */
const maxBytes = 16_384;

/** A file that is there before anything starts. */
export interface HostFile {
  readonly path: string;
  readonly mode: number;
  /** What it holds, or where it comes from: a host that gets something else does not start. */
  readonly content: string | { readonly url: string; readonly sha256: string };
  /** Whether the image may have one too. */
  readonly overwrite?: true;
}

/** A unit of systemd, or what is added to one that the image has. */
export interface HostUnit {
  readonly name: string;
  readonly enabled?: true;
  readonly content: { readonly unit: string } | { readonly dropIn: string };
}

/** A user of the host, whom nobody can log in as. */
export interface HostUser {
  readonly name: string;
  readonly uid: number;
}

export interface IgnitionConfigProps {
  readonly users: readonly HostUser[];
  readonly files: readonly HostFile[];
  /** What a link points to by its path. */
  readonly links: Readonly<Record<string, string>>;
  readonly units: readonly HostUnit[];
}

/**
 * All that makes a Fedora CoreOS image a host, as Ignition takes it on its first boot. Source: coreos/ignition:
 * docs/configuration-v3_4.md.
 *
 * @throws Error when it is more than EC2 takes.
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
  if (bytes > maxBytes) throw new Error(`user data has ${bytes} bytes, and EC2 takes ${maxBytes}`);
  return config;
}
