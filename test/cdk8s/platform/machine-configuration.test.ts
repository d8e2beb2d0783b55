import { z } from 'zod';
import type { KubernetesObject } from '../../../model/formats/kubernetes-object';
import { MachineConfiguration } from '../../../cdk8s/platform/machine-configuration/machine-configuration';
import { PinnedBootImages } from '../../../cdk8s/platform/machine-configuration/pinned-boot-images';
import type { KubeletConfigProps } from '../../../cdk8s/platform/machine-configuration/kubelet-config';
import { TunedPool, type TunedPoolProps } from '../../../cdk8s/platform/machine-configuration/tuned-pool';
import { nodeLabels } from '../../../cdk8s/platform/node-labels';
import { byName, objectsOf } from '../../support/charts';

const configSchema = z.object({
  config: z.object({
    ignition: z.object({ version: z.literal('3.4.0') }),
    storage: z.object({
      files: z.array(
        z.object({
          path: z.string(),
          mode: z.literal(0o644),
          overwrite: z.literal(true),
          contents: z.object({ source: z.string().startsWith('data:,') }),
        }),
      ),
    }),
  }),
});

/** Files of a MachineConfig by path. */
const filesOf = (manifest: KubernetesObject | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(
    configSchema
      .parse(manifest?.spec)
      .config.storage.files.map(({ path, contents }) => [path, decodeURIComponent(contents.source.slice(6))]),
  );

const common = (
  registryMirrors: { source: string; mirrors: string[] }[] = [],
  systemReserved: KubeletConfigProps['systemReserved'] = 'automatic',
) =>
  objectsOf((chart) => new MachineConfiguration(chart, 'all', { podPidsLimit: 5000, systemReserved, registryMirrors }));

const tuned = (change: Partial<TunedPoolProps> = {}) =>
  objectsOf((chart) => {
    const sysctls = { 'vm.max_map_count': '262144', 'net.ipv4.ip_local_port_range': '1024 65000' };
    const kubelet = { podPidsLimit: 9000, systemReserved: 'automatic' } as const;
    new TunedPool(chart, 'pool', { name: 'search', sysctls, kubelet, interruptible: false, ...change });
  });

test.each(['master', 'worker'])('the clock of every %s follows Amazon Time Sync and nothing else', (role) => {
  const config = byName(common(), 'MachineConfig')[`99-${role}-chrony`];
  const { '/etc/chrony.conf': chrony = '' } = filesOf(config);
  expect(chrony.match(/^(server|pool|peer) .*$/gm)).toEqual([
    'server 169.254.169.123 prefer iburst minpoll 4 maxpoll 4',
  ]);
  expect(chrony).toMatch(/\n$/);
  expect(chrony).not.toContain('leapsectz');
  expect(config?.metadata).toMatchObject({ labels: { 'machineconfiguration.openshift.io/role': role } });
});

test.each(['master', 'worker'])(
  'the kubelet of every %s limits processes and reserves what the machine needs',
  (role) => {
    expect(byName(common(), 'KubeletConfig')[role]?.spec).toEqual({
      machineConfigPoolSelector: { matchLabels: { [`pools.operator.machineconfiguration.openshift.io/${role}`]: '' } },
      autoSizingReserved: true,
      kubeletConfig: { podPidsLimit: 5000 },
    });
  },
);

test('a kubelet that is told what to keep for the system does not size that by itself', () => {
  expect(byName(common([], { cpu: 0.75, memoryMiB: 2048 }), 'KubeletConfig').worker?.spec).toMatchObject({
    kubeletConfig: { podPidsLimit: 5000, systemReserved: { cpu: '750m', memory: '2048Mi' } },
  });
  expect(byName(common([], { cpu: 1, memoryMiB: 512 }), 'KubeletConfig').worker?.spec).not.toHaveProperty(
    'autoSizingReserved',
  );
});

test('mirrors serve images named by digest and by tag; without mirrors there is nothing', () => {
  const mirror = { source: 'docker.io', mirrors: ['quay.io/commons/docker'] };
  const objects = common([mirror]);
  expect(byName(objects, 'ImageDigestMirrorSet')['registry-mirrors']?.spec).toEqual({ imageDigestMirrors: [mirror] });
  expect(byName(objects, 'ImageTagMirrorSet')['registry-mirrors']?.spec).toEqual({ imageTagMirrors: [mirror] });
  expect(common().filter(({ kind }) => kind.endsWith('MirrorSet'))).toEqual([]);
});

describe('a pool with a configuration of its own', () => {
  const objects = tuned();

  test('takes what workers take and its own, on the nodes that carry its role', () => {
    const pool = byName(objects, 'MachineConfigPool').search;
    expect(pool?.spec).toEqual({
      machineConfigSelector: {
        matchExpressions: [
          { key: 'machineconfiguration.openshift.io/role', operator: 'In', values: ['worker', 'search'] },
        ],
      },
      nodeSelector: { matchLabels: { 'node-role.kubernetes.io/search': '' } },
      maxUnavailable: 1,
    });
    expect(nodeLabels({ name: 'search', labels: {}, tuned: true })).toHaveProperty(
      ['node-role.kubernetes.io/search'],
      '',
    );
    expect(byName(tuned({ interruptible: true }), 'MachineConfigPool').search?.spec).toMatchObject({
      maxUnavailable: '50%',
    });
  });

  test('sets kernel parameters by a file', () => {
    const config = byName(objects, 'MachineConfig')['99-search-sysctls'];
    expect(filesOf(config)).toEqual({
      '/etc/sysctl.d/99-search.conf': 'vm.max_map_count = 262144\nnet.ipv4.ip_local_port_range = 1024 65000\n',
    });
    expect(config?.metadata).toMatchObject({ labels: { 'machineconfiguration.openshift.io/role': 'search' } });
    expect(byName(tuned({ sysctls: {} }), 'MachineConfig')).toEqual({});
  });

  test('has kubelet settings of its own, found by a label of the pool, if it limits processes otherwise', () => {
    const label = { 'pools.operator.machineconfiguration.openshift.io/search': '' };
    expect(byName(objects, 'KubeletConfig').search?.spec).toMatchObject({
      machineConfigPoolSelector: { matchLabels: label },
      kubeletConfig: { podPidsLimit: 9000 },
    });
    expect(byName(objects, 'MachineConfigPool').search?.metadata).toMatchObject({ labels: label });
    expect(byName(tuned({ kubelet: undefined }), 'KubeletConfig')).toEqual({});
  });
});

test('OpenShift is kept from moving the boot images of our MachineSets', () => {
  const objects = objectsOf((chart) => new PinnedBootImages(chart, 'images'));
  expect(byName(objects, 'MachineConfiguration').cluster?.spec).toMatchObject({
    managedBootImages: { machineManagers: [{ resource: 'machinesets', selection: { mode: 'None' } }] },
  });
});
