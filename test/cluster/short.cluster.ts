import { join, resolve } from 'node:path';
import { Delivery } from './support/delivery';

const folder = join(resolve(__dirname, '..'), 'fixtures/community/environments/staging');
let delivery: Delivery;

beforeAll(async () => {
  delivery = await Delivery.prepare({ folder, environment: 'staging', region: 'us-east-1' });
});
afterAll(() => delivery.stop());

test('a small home reaches rest by what the runbook has people type, and nothing else', async () => {
  await delivery.start();
  const names = delivery.home
    .manifests('applications')
    .filter(({ kind }) => kind === 'Application')
    .map(({ metadata }) => metadata.name);
  const all = await delivery.rest(170, 'root', ...names);
  expect(all.map(({ name }) => name).sort()).toEqual(['root', ...names].sort());
  expect(delivery.standIns.failures).toEqual([]);
});
