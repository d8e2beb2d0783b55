import type { HostSystemName } from './host-systems';

/** Systems on which FreeIPA's server runs, each of `hostSystems`. */
export const directorySystemNames = [
  'almalinux',
  'centos-stream',
  'fedora',
  'rhel',
  'rocky',
] as const satisfies readonly HostSystemName[];

/** One of `directorySystemNames`. */
type DirectorySystemName = (typeof directorySystemNames)[number];

const enterprise = ['ipa-server', 'ipa-healthcheck'];

/**
 * Packages of FreeIPA's server and of its check of itself, by system. Sources: Red Hat, "Installing Identity Management", 9;
 * packages.fedoraproject.org.
 */
export const directoryPackages: Readonly<Record<DirectorySystemName, readonly string[]>> = {
  almalinux: enterprise,
  'centos-stream': enterprise,
  fedora: ['freeipa-server', 'freeipa-healthcheck'],
  rhel: enterprise,
  rocky: enterprise,
};
