import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { openShiftReleases } from '../../model/data/openshift-releases';
import { buildMissing } from './build/build';
import { Delivery } from './support/delivery';

/** A small home of the oldest release that an environment can name, delivered once into its Kubernetes. */

const folder = join(resolve(__dirname, '..'), 'fixtures/community/environments/staging');
let delivery: Delivery;

beforeAll(async () => {
  // A step of its own: nothing else waits for it.
  await buildMissing((line) => process.stderr.write(`${line}\n`), 'release 4.17');
  const environment = parseDocument(readFileSync(join(folder, 'environment.yaml'), 'utf8'));
  environment.setIn(['cluster', 'release'], '4.17');
  environment.setIn(['logs', 'auditArchive'], { none: 'OpenShift 4.17 cannot' });
  delivery = await Delivery.prepare({
    folder,
    environment: 'staging',
    region: 'us-east-1',
    release: '4.17',
    instead: { 'environment.yaml': environment.toString() },
  });
}, 1_800_000);
afterAll(() => delivery.stop());

test('it is the Kubernetes of OpenShift 4.17', async () => {
  const { gitVersion } = (await delivery.plane.api.ask('GET', '/version')).body;
  expect(gitVersion).toMatch(new RegExp(`^v${openShiftReleases['4.17'].kubernetes}\\.\\d+$`));
});

test('a small home of 4.17 reaches rest by what the runbook has people type', async () => {
  await delivery.start();
  const names = delivery.home
    .manifests('applications')
    .filter(({ kind }) => kind === 'Application')
    .map(({ metadata }) => metadata.name);
  await delivery.rest(300, 'root', ...names);
  expect(delivery.standIns.failures).toEqual([]);
});
