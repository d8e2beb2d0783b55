import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { debianPackages } from '../support/debian';
import { cache } from '../support/python';

const archive = 'http://deb.debian.org/debian';

/** What the first boot of a host installs, and what images for EC2 have besides. */
const packages = ['ansible-core', 'git', 'gnupg', 'openssh-server', 'iproute2', 'curl'];

/**
 * A fresh Debian of this release in a folder of its own, as a host is after its first boot. It is made once and unpacked for each
 * machine.
 *
 * @throws Error when this process is not root, which a system with users of its own needs, or Debian's archive cannot be had
 */
export function unpackDebian(release: 'bookworm' | 'trixie', folder: string): void {
  if (process.getuid?.() !== 0)
    throw new Error('a Debian with its own systemd is made and booted by root alone: run this test as root');
  const kept = join(cache, `debian-root-${release}.tar`);
  if (!existsSync(kept)) make(release, kept);
  mkdirSync(folder, { recursive: true });
  run('tar', '--extract', '--numeric-owner', '--file', kept, '--directory', folder);
}

const run = (program: string, ...words: readonly string[]) =>
  execFileSync(program, words, {
    env: { PATH: process.env.PATH ?? '', DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' },
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 1 << 26,
  });

function make(release: string, kept: string): void {
  const { root: tools } = debianPackages(['debootstrap']);
  const work = mkdtempSync(join(cache, '.next-'));
  const root = join(work, 'root');
  try {
    execFileSync(
      '/bin/sh',
      [
        join(tools, 'usr/sbin/debootstrap'),
        '--variant=minbase',
        '--keyring=/usr/share/keyrings/debian-archive-keyring.gpg',
        '--include=python3,python3-apt,ca-certificates,systemd,systemd-sysv,dbus',
        release,
        root,
        archive,
      ],
      {
        env: { PATH: process.env.PATH ?? '', DEBOOTSTRAP_DIR: join(tools, 'usr/share/debootstrap') },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    // Nothing starts while packages are installed, and names are looked up as this machine does.
    const refusal = join(root, 'usr/sbin/policy-rc.d');
    writeFileSync(refusal, '#!/bin/sh\nexit 101\n');
    chmodSync(refusal, 0o755);
    copyFileSync('/etc/resolv.conf', join(root, 'etc/resolv.conf'));
    const sources = [`deb ${archive} ${release} main`, `deb ${archive} ${release}-updates main`];
    writeFileSync(join(root, 'etc/apt/sources.list'), `${sources.join('\n')}\n`);
    run('chroot', root, 'apt-get', '--quiet', 'update');
    run('chroot', root, 'apt-get', '--quiet', '--assume-yes', '--no-install-recommends', 'install', ...packages);
    rmSync(refusal);
    rmSync(join(root, 'etc/resolv.conf'));
    run('tar', '--create', '--numeric-owner', '--file', join(work, 'root.tar'), '--directory', root, '.');
    renameSync(join(work, 'root.tar'), kept);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
