import { z } from 'zod';
import { applicationsOf } from '../support/applications';
import { loadFixture } from '../support/fixture-home';
import { installationManifests } from '../../cdk8s/installation';
import { byName } from '../support/charts';

const { environment, facts } = loadFixture('production');
const files = installationManifests(environment, facts);
const objects = Object.values(files).flat();

test('each object has a file of its own, which comes after the installer’s', () => {
  expect(Object.values(files).map((manifests) => manifests.length)).toEqual(objects.map(() => 1));
  expect(Object.keys(files).filter((name) => !/^99_commons-[a-z0-9.-]+\.yaml$/.test(name))).toEqual([]);
  expect(Object.keys(files)).toContain('99_commons-machineset-commons-x7k2p-infra-us-east-1a.yaml');
});

test('machines are configured and workers made, but nothing is there that needs an operator first', () => {
  expect([...new Set(objects.map(({ kind }) => kind))].sort()).toEqual([
    'ImageDigestMirrorSet',
    'ImageTagMirrorSet',
    'IngressController',
    'KubeletConfig',
    'MachineConfig',
    'MachineConfigPool',
    'MachineConfiguration',
    'MachineSet',
  ]);
});

test('everything is what Argo CD finds right later, but for the routers’ certificate', async () => {
  const later = (await applicationsOf(environment, facts)).flatMap((each) => Object.values(each.files).flat());
  const same = (kind: string, name: string) =>
    later.find(({ kind: other, metadata }) => other === kind && metadata.name === name);
  for (const object of objects.filter(({ kind }) => kind !== 'IngressController')) {
    expect(object).toEqual(same(object.kind, object.metadata.name));
  }
  const fields = z.record(z.string(), z.unknown());
  const controller = byName(objects, 'IngressController').default;
  expect(fields.parse(same('IngressController', 'default')?.spec)).toEqual({
    ...fields.parse(controller?.spec),
    defaultCertificate: { name: 'router-default-certificate' },
  });
  expect(controller?.spec).not.toHaveProperty('defaultCertificate');
});

test('the infra id of this very installation is enough, others of the environment come before it', () => {
  const { machineImages, natAddresses } = facts;
  const just = { machineImages, natAddresses, infraId: 'commons-abcde' };
  expect(Object.keys(installationManifests(environment, just))).toHaveLength(objects.length);
  expect(() => installationManifests(environment, {})).toThrow(
    'the installation of production needs the facts infraId, machineImages, natAddresses',
  );
});
