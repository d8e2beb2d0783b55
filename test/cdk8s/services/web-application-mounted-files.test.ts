import { byName } from '../../support/charts';
import { minimalTenant, report } from '../../support/environment-folder';
import { tenantObjects } from '../../support/tenant-objects';

const web = (...lines: readonly string[]) => `${minimalTenant}${lines.map((line) => `    ${line}\n`).join('')}`;
const inPod = (spec: object) => ({ spec: { template: { spec } } });

test('a file lies in a folder that the application writes, and is mounted after it', async () => {
  const objects = await tenantObjects(
    web('replicas: 1', 'claim: { path: /data, sizeGiB: 5 }', "files: { /data/config.ini: 'a', /tmp/b.ini: 'b' }"),
  );
  expect(byName(objects, 'Deployment').web).toMatchObject(
    inPod({
      containers: [
        {
          volumeMounts: [
            { mountPath: '/data' },
            { mountPath: '/tmp' },
            { mountPath: '/data/config.ini', subPath: 'file-1', readOnly: true },
            { mountPath: '/tmp/b.ini', subPath: 'file-2', readOnly: true },
          ],
        },
      ],
    }),
  );
});

test('a script is a program, also one with a secret in it', async () => {
  const objects = await tenantObjects(
    web(
      'secrets: [TOKEN]',
      'files:',
      "  /start.sh: { text: 'exec app', executable: true }",
      "  /send.sh: { text: 'send $(TOKEN)', executable: true }",
      "  /a.ini: 'a=1'",
      "  /b.ini: 'b=$(TOKEN)'",
    ),
  );
  // Kubernetes writes modes in decimal: 365 is 0555.
  expect(byName(objects, 'Deployment').web).toMatchObject(
    inPod({
      volumes: [
        {},
        {
          name: 'files',
          downwardAPI: { items: [{ path: 'file-1', mode: 365 }, { path: 'file-2' }] },
        },
        {
          name: 'secret-files',
          secret: {
            items: [
              { key: 'file-1', path: 'file-1', mode: 365 },
              { key: 'file-2', path: 'file-2' },
            ],
          },
        },
      ],
    }),
  );
});

test('without a script the modes are those of Kubernetes', async () => {
  const objects = await tenantObjects(web('secrets: [TOKEN]', "files: { /a.ini: 'a', /b.ini: 'b=$(TOKEN)' }"));
  expect(JSON.stringify(byName(objects, 'Deployment').web)).not.toMatch(/"mode"|"key":"file-1"/);
});

test.each([
  [["files: { /tmp: 'a' }"], 'files./tmp: is a folder that the application writes'],
  [['scratch: [/a/b]', "files: { /a: 'a' }"], 'files./a: is a file, and /a/b lies in it'],
  [["files: { /a: 'a', /a/b: 'b' }"], 'files./a: is a file, and /a/b lies in it'],
  [["files: { /a: { text: 'a', executable: false } }"], 'files./a'],
])('%j is refused', (lines, problem) => {
  expect(report({ 'tenants/site.yaml': web(...lines) }).filter((line) => line.includes(problem))).toHaveLength(1);
});
