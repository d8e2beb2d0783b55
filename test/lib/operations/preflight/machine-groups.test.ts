import { machineGroups } from '../../../../lib/operations/preflight/machine-groups';
import { changed, load, minimalEnvironment } from '../../../support/environment-folder';
import { factsFile, runnerHosts, zoneNames } from './fake-cloud';
import { fullEnvironment } from '../../../support/full-environment';

const [a, b, c] = zoneNames;
const masters =
  '    - { name: masters, role: control-plane, owner: cloudformation, architecture: amd64, instanceTypes: [m6i.xlarge], size: 3 }\n';
const infra = '    - { name: infra, architecture: amd64, instanceTypes: [m6i.xlarge], size: 2 }\n';

/** Machines of a control plane, of `infra`, which carries the routers, and of a pool of workers. */
function groups(workers: string, more = '', facts: object = {}) {
  const pools = `${masters}${infra}    - { name: workers, architecture: arm64, instanceTypes: [m7g.xlarge], ${workers} }\n`;
  const cluster = `cluster:\n  toolsImage: quay.io/commons-example/tools:1\n${more}`;
  const yaml = changed(changed(minimalEnvironment, 'cluster:\n', cluster), 'edge:\n', `  pools:\n${pools}edge:\n`);
  const { environment, facts: known } = load({ 'environment.yaml': yaml, 'facts.json': factsFile(facts) });
  return machineGroups(environment, known).filter(({ name }) => name !== 'infra');
}

const short = (all: ReturnType<typeof groups>) =>
  all.map(({ name, zones, minimum, maximum, tier }) => ({ name, zones, size: `${minimum}-${maximum}`, tier }));
const all = { zones: [a, b, c], size: '3-3', tier: 'private' };

test('the bootstrap machine is like the control plane and in public, unless the API is not', () => {
  const found = groups('size: 3');
  expect(short(found)).toEqual([
    { name: 'bootstrap machine', zones: [a], size: '1-1', tier: 'public' },
    { name: 'masters', ...all },
    { name: 'workers', ...all },
  ]);
  expect(found.map(({ instanceTypes }) => instanceTypes)).toEqual([['m6i.xlarge'], ['m6i.xlarge'], ['m7g.xlarge']]);
  expect(groups('size: 3', '  api: vpc\n')[0]).toMatchObject({ name: 'bootstrap machine', tier: 'private' });
  expect(short(groups('size: 3', '  phase: running\n'))).toEqual([
    { name: 'masters', ...all },
    { name: 'workers', ...all },
  ]);
});

test.each([
  ['size: { minimum: 0, maximum: 2 }', [{ name: 'workers', zones: [a, b], size: '0-2', tier: 'private' }]],
  ['size: 0', []],
  ['size: 2, owner: cloudformation', [{ name: 'workers', zones: [a, b, c], size: '2-2', tier: 'private' }]],
  [`size: 3, zones: [${c}]`, [{ name: 'workers', zones: [c], size: '3-3', tier: 'private' }]],
])('a pool with %s has machines where they come', (text, expected) => {
  expect(short(groups(text, '  phase: running\n')).slice(1)).toEqual(expected);
});

test('a control plane has a machine in three zones, however many there are', () => {
  const four = minimalEnvironment.replace('us-east-1c]', 'us-east-1c, us-east-1d]');
  const { environment, facts } = load({
    'environment.yaml': changed(four, 'cluster:\n', 'cluster:\n  phase: running\n'),
  });
  const [controlPlane, workers] = machineGroups(environment, facts);
  expect(controlPlane).toMatchObject({ role: 'control-plane', zones: [a, b, c] });
  expect(workers).toMatchObject({ role: 'worker', zones: [a, b, c, 'us-east-1d'] });
});

test('control-plane machines that were made stay as they are, and the bootstrap machine is like the first', () => {
  const made = (instanceType: string, sizeGiB: number) => ({
    generation: 1,
    imageId: 'ami-0a1b2c3d4e5f60001',
    instanceType,
    volume: { sizeGiB, iops: 4000, throughputMiBps: 125 },
  });
  const facts = { controlPlane: { [b]: made('m6i.2xlarge', 200), [a]: made('m5.xlarge', 150) } };
  const found = groups('size: 0', '', facts);
  expect(found.map(({ name, instanceTypes, rootVolumeGiB }) => [name, ...instanceTypes, rootVolumeGiB])).toEqual([
    ['bootstrap machine', 'm5.xlarge', 150],
    [`masters in ${a}`, 'm5.xlarge', 150],
    [`masters in ${b}`, 'm6i.2xlarge', 200],
  ]);
});

test('hosts beside the cluster count too, with the successor that starts before one goes', () => {
  const { environment, facts } = load({
    'environment.yaml': `${changed(minimalEnvironment, '/16\n', '/16\n  additionalTiers: [hosts]\n')}${runnerHosts}`,
  });
  expect(machineGroups(environment, facts).at(-1)).toEqual({
    name: 'hosts of runner builds',
    role: 'host',
    architecture: 'arm64',
    instanceTypes: ['c7g.2xlarge'],
    zones: [a, b, c],
    tier: 'hosts',
    minimum: 2,
    maximum: 3,
    rootVolumeGiB: 200,
    disksGiB: 0,
    spot: false,
  });
});

test('hosts of the community’s own have a machine in each of their zones, and disks', () => {
  const { environment, facts } = load(fullEnvironment);
  const groups = machineGroups(environment, facts).filter(({ name }) => name.startsWith('host '));
  expect(
    groups.map(({ name, tier, minimum, maximum, rootVolumeGiB, disksGiB }) => [
      name,
      tier,
      minimum,
      maximum,
      rootVolumeGiB,
      disksGiB,
    ]),
  ).toEqual([
    ['host mirror', 'hosts', 2, 2, 30, 550],
    ['host bastion', 'hosts', 1, 1, 20, 0],
    ['host gateway', 'public', 2, 2, 20, 0],
    ['host tunnel', 'public', 1, 1, 20, 10],
    ['host build-lab', 'hosts', 1, 1, 20, 0],
  ]);
});
