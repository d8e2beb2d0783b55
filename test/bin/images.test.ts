import { digestOf, index, send, withRegistry } from '../lib/operations/images/fake-registry';
import { PinningProject } from '../support/pinning-project';

test('what is not pinned is listed, asked for, rendered by digest, and stays until somebody updates it', async () => {
  let kept = index('linux/amd64', 'linux/arm64');
  await withRegistry(
    ({ url }, response) => {
      if (url === '/v2/team/site/manifests/stable') send(response, kept);
      else response.writeHead(404).end();
    },
    async ({ port }) => {
      const image = `registry.localhost:${port}/team/site:stable`;
      const project = await PinningProject.with(image);
      try {
        expect(project.unpinned()).toEqual([image]);
        expect(project.rendered()).toContain('scheduled: false');
        expect((await project.verify()).stdout).toContain(`not pinned yet: testing runs ${image}\n`);

        const first = digestOf(kept.body);
        const pin = await project.images('pin', 'testing');
        expect(pin).toMatchObject({ code: 0, stderr: '' });
        expect(pin.stdout).toContain(`${image}  none    ${first}  amd64 arm64\n`);
        expect(pin.stdout).toContain('written to environments/testing/images.yaml\nnext: npm start');
        expect(project.pinned()).toEqual({ digest: first, architectures: ['amd64', 'arm64'] });
        await project.render();
        expect(project.unpinned()).toEqual([]);
        expect(project.rendered()).toContain(`image: ${image}@${first}\n`);
        expect(project.rendered()).not.toContain('ImageStream');

        kept = index('linux/arm64');
        expect(await project.images('pin', 'testing')).toMatchObject({ code: 0, stdout: 'testing: nothing changes\n' });
        const update = await project.images('update', 'testing', '--image', image);
        expect(update).toMatchObject({ code: 0, stderr: '' });
        expect(update.stdout).toMatch(new RegExp(`${first} +${digestOf(kept.body)} +arm64\n`));

        const last = { digest: digestOf(kept.body), architectures: ['arm64'] };
        kept = index('linux/amd64');
        const refused = await project.images('update', 'testing', '--image', image, '--image', 'quay.io/x/y:1');
        expect(refused.code).toBe(1);
        expect(refused.stderr).toBe(
          `environments/testing/images.yaml:1:1 ${image}: was built only for amd64, and may start on machines with arm64\n` +
            '    it was not changed: fix that, and run the command again\n' +
            '--image quay.io/x/y:1:1:1 is not an image that must be pinned\n' +
            '    write it as in rendered/<environment>/unpinned.yaml or images.yaml\n',
        );
        expect(project.pinned()).toEqual(last);
        expect(project.names()).toEqual(['environment.yaml', 'facts.json', 'images.yaml', 'stateful.yaml', 'tenants']);
      } finally {
        project.remove();
      }
    },
  );
}, 60_000);

test('without an environment, what images are built from is pinned where it is named, and listed while it is not', async () => {
  const kept = index('linux/amd64', 'linux/arm64');
  let answering = false;
  await withRegistry(
    ({ url }, response) => {
      if (url === '/v2/team/site/manifests/stable') send(response, kept);
      else if (answering && url === '/v2/team/base/manifests/1.2') send(response, kept);
      else response.writeHead(404).end();
    },
    async ({ port }) => {
      const base = `registry.localhost:${port}/team/base:1.2`;
      const project = await PinningProject.with(`registry.localhost:${port}/team/site:stable`);
      try {
        project.buildFrom(base);
        const failed = await project.images('pin');
        expect(failed.code).toBe(1);
        expect(failed.stderr).toBe(
          `images/unpinned.yaml:1:1 ${base}: has no image of this name (404)\n` +
            '    it was not changed: fix that, and run the command again\n',
        );
        expect(project.text('Containerfile')).toBe(`FROM ${base}\nCOPY . .\n`);
        expect(project.text('images', 'unpinned.yaml')).toMatch(new RegExp(`\\n- ${base}\\n$`));
        expect(project.pinned()).toMatchObject({ digest: digestOf(kept.body) });

        answering = true;
        const pin = await project.images('pin');
        expect(pin).toMatchObject({ code: 0, stderr: '' });
        expect(pin.stdout).toContain('written to Containerfile\n');
        expect(project.text('Containerfile')).toBe(`FROM ${base}@${digestOf(kept.body)}\nCOPY . .\n`);
        expect(project.text('images', 'unpinned.yaml')).toMatch(/\n\[\]\n$/);
      } finally {
        project.remove();
      }
    },
  );
}, 60_000);
