import { PinningProject } from '../support/pinning-project';
import { DockerRegistry } from './support/docker-registry';

let registry: DockerRegistry;
let project: PinningProject;
let image: string;
let first: string;

beforeAll(async () => {
  registry = await DockerRegistry.start();
  image = `registry.localhost:${registry.port}/team/site:stable`;
  first = await registry.push('team/site', 'stable', 'first', ['amd64', 'arm64']);
  project = await PinningProject.with(image);
});
afterAll(() => {
  project.remove();
  registry.stop();
});

test('the registry of Docker is asked, and its digest is rendered', async () => {
  expect(await project.images('pin', 'testing')).toMatchObject({ code: 0, stderr: '' });
  await project.render();
  expect(project.rendered()).toContain(`image: ${image}@${first}\n`);
});

test('a tag that moves changes nothing that is rendered, and an update shows it', async () => {
  const second = await registry.push('team/site', 'stable', 'second', ['amd64', 'arm64']);
  expect(second).not.toBe(first);
  const before = project.rendered();
  await project.render();
  expect(project.rendered()).toBe(before);
  expect(await project.images('pin', 'testing')).toMatchObject({ code: 0, stdout: 'testing: nothing changes\n' });

  const update = await project.images('update', 'testing', '--image', image);
  expect(update).toMatchObject({ code: 0, stderr: '' });
  expect(update.stdout).toContain(`${image}  ${first}  ${second}  amd64 arm64\n`);
  await project.render();
  expect(project.rendered()).toContain(`image: ${image}@${second}\n`);
});

test('a build for one architecture leaves what is written', async () => {
  const written = project.pinned();
  await registry.push('team/site', 'stable', 'third', ['amd64']);
  const refused = await project.images('update', 'testing', '--image', image);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('was built only for amd64, and may start on machines with arm64');
  expect(project.pinned()).toEqual(written);
});

test('an image that is not there is said to be missing', async () => {
  const missing = await PinningProject.with(`registry.localhost:${registry.port}/team/other:1.2`);
  try {
    const { code, stderr } = await missing.images('pin', 'testing');
    expect(code).toBe(1);
    expect(stderr).toContain('has no image of this name (404)');
    expect(missing.unpinned()).toHaveLength(1);
  } finally {
    missing.remove();
  }
});
