/** An operating system that hosts can have, as its publisher's images for EC2 are. */
export interface HostSystem {
  /** Name for people. */
  readonly name: string;
  /** Account that publishes its images. */
  readonly account: string;
  /** Device of the root volume in its images. A launch template that names another one adds an empty volume. */
  readonly rootDevice: string;
  /** Its packages, which decide on the words of a first boot. */
  readonly packages: 'rpm' | 'deb';
  /** How the agent of Systems Manager comes to it: as a package of its release, or with the image. */
  readonly agent: 'package' | 'snap';
}

/**
 * Operating systems that hosts can have. All have systemd, and cloud-init with its Python 3. Sources: Red Hat, "Deploying RHEL on
 * Amazon Web Services"; wiki.centos.org, Cloud/AWS; wiki.almalinux.org, cloud/AWS; fedoraproject.org/cloud; wiki.debian.org,
 * Cloud/AmazonEC2Image; rockylinux.org/download; documentation.ubuntu.com/aws, "Find Ubuntu images on AWS"; the Systems Manager user
 * guide, "Install SSM Agent on Ubuntu Server". `commons preflight` compares account and device with the image itself.
 */
export const hostSystems = {
  almalinux: { name: 'AlmaLinux', account: '764336703387', rootDevice: '/dev/sda1', packages: 'rpm', agent: 'package' },
  'centos-stream': {
    name: 'CentOS Stream',
    account: '125523088429',
    rootDevice: '/dev/sda1',
    packages: 'rpm',
    agent: 'package',
  },
  debian: { name: 'Debian', account: '136693071363', rootDevice: '/dev/xvda', packages: 'deb', agent: 'package' },
  fedora: { name: 'Fedora Cloud', account: '125523088429', rootDevice: '/dev/sda1', packages: 'rpm', agent: 'package' },
  rhel: {
    name: 'Red Hat Enterprise Linux',
    account: '309956199498',
    rootDevice: '/dev/sda1',
    packages: 'rpm',
    agent: 'package',
  },
  rocky: { name: 'Rocky Linux', account: '792107900819', rootDevice: '/dev/sda1', packages: 'rpm', agent: 'package' },
  ubuntu: { name: 'Ubuntu', account: '099720109477', rootDevice: '/dev/sda1', packages: 'deb', agent: 'snap' },
} as const satisfies Readonly<Record<string, HostSystem>>;

/** One of `hostSystems`, by its key. */
export type HostSystemName = keyof typeof hostSystems;

/** The keys of `hostSystems`. */
export const hostSystemNames = [
  'almalinux',
  'centos-stream',
  'debian',
  'fedora',
  'rhel',
  'rocky',
  'ubuntu',
] as const satisfies readonly HostSystemName[];
