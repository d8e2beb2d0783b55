import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { convergenceFiles } from '../../../lib/convergence/convergence-files';
import { baseRoles } from '../../../model/data/base-roles';
import { load } from '../../support/environment-folder';
import { fullEnvironment } from '../../support/full-environment';

const text = fullEnvironment['environment.yaml'] ?? '';
const filesFor = (change: (text: string) => string) =>
  convergenceFiles(load({ ...fullEnvironment, 'environment.yaml': change(text) }).environment);
const whole = filesFor((each) => each);
const read = (path: string): unknown => parse(whole?.texts[path] ?? '');

test('the roles of the platform are the folders that there are', () => {
  expect(readdirSync(join(__dirname, '../../../ansible/roles')).sort()).toEqual([...baseRoles].sort());
});

test('an environment without hosts that are kept has none of it', () => {
  expect(convergenceFiles(load().environment)).toBeUndefined();
});

test('a host is a group, and its machines restart on days apart and converge in turn', () => {
  const files = filesFor((each) =>
    each
      .replace(
        "zones: [us-east-1c]\n      lifecycle: { kept: 'Its",
        "zones: [us-east-1c, us-east-1a]\n      lifecycle: { kept: 'Its",
      )
      .replace(', snapshot: snap-0123456789abcdef0', ''),
  );
  expect(parse(files?.texts['inventory.yaml'] ?? '')).toEqual({
    all: {
      children: {
        host_tunnel: {
          hosts: {
            'tunnel-a': { converge_minute: 5, updates_reboot_day: 'Mon' },
            'tunnel-c': { converge_minute: 14, updates_reboot_day: 'Tue' },
          },
        },
        host_build_lab: { hosts: { 'build-lab-b': { converge_minute: 5, updates_reboot_day: 'Mon' } } },
      },
    },
  });
});

test('roles of the community run after those of the platform, one machine at a time', () => {
  expect(read('site.yaml')).toEqual([
    {
      name: 'Converge tunnel',
      hosts: 'host_tunnel',
      serial: 1,
      max_fail_percentage: 0,
      roles: [...baseRoles, 'tunnel_peers'],
    },
    { name: 'Converge build-lab', hosts: 'host_build_lab', serial: 1, max_fail_percentage: 0, roles: baseRoles },
  ]);
});

test('logs are sent only where they are taken', () => {
  const files = filesFor((each) =>
    each
      .replace('  syslog: { from: [10.0.0.0/16] }\n', '')
      // A bastion needs somebody to take its logs.
      .replace(/  bastion:\n    host: bastion\n    people:\n(      - .*\n)+/, '')
      .replace('[private-zones, bastion, ', '[private-zones, ')
      .replace('      access: bastion\n', '      access: session-manager\n'),
  );
  expect(files?.baseRoles).toEqual(baseRoles.filter((role) => role !== 'logs'));
  expect(files?.texts['group_vars/host_tunnel.yaml']).not.toContain('logs_forwarding');
});

test('checks are asked with their limits', () => {
  expect(read('group_vars/host_tunnel.yaml')).toMatchObject({
    checks_asked: [
      { kind: 'updates', name: 'updates', limit: 0 },
      { kind: 'restart', name: 'restart', limit: 0 },
      { kind: 'backup', name: 'state', limit: 30, folder: '/data/backups' },
      { kind: 'certificate', name: 'tunnel', limit: 21, file: '/etc/ssl/tunnel.pem' },
      { kind: 'mail-queue', name: 'mail-queue', limit: 50 },
      { kind: 'replication', name: 'replication', limit: 120 },
      { kind: 'program', name: 'handshakes', limit: 1, command: '/usr/local/libexec/handshakes' },
    ],
  });
});
