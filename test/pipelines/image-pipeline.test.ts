import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { inputs, jobs, lineage, pipelineText } from './image-pipeline';

// The form of the file is checked against GitLab's published schema by test/deep/gitlab.deep.ts; here is what it must do.

const names = Object.keys(jobs).filter((name) => !name.startsWith('.'));

const variablesOf = (name: string): Record<string, string> =>
  Object.fromEntries(
    [...lineage(name)]
      .reverse()
      .flatMap(({ variables }) => Object.entries(variables))
      .map(([variable, value]) => [variable, String(value)]),
  );

/** The jobs that must have succeeded before. */
const before = (name: string): ReadonlySet<string> =>
  new Set((jobs[name]?.needs ?? []).flatMap((need) => [need, ...before(need)]));

test('everything that it can be told is used, and told to people', () => {
  const used = [...(pipelineText[1] ?? '').matchAll(/inputs\.([a-z0-9-]+)/g)].map(([, name]) => name);
  expect([...new Set(used)].sort()).toEqual(Object.keys(inputs).sort());
});

test('jobs wait for jobs that there are', () => {
  expect(names).toEqual(['build', 'scan', 'combine', 'sign', 'release'].map((job) => `image:${job}`));
  expect(names.flatMap((name) => [...before(name)]).filter((name) => !names.includes(name))).toEqual([]);
});

test('the tag that the cluster follows moves last, after the scan and the signature', () => {
  expect(names.filter((name) => jobs[name]?.script.join('\n').includes('$TAG'))).toEqual(['image:release']);
  expect([...before('image:release')].sort()).toEqual(['image:build', 'image:combine', 'image:scan', 'image:sign']);
});

test('what signs or publishes runs on the protected default branch only', () => {
  const privileged = names.filter((name) => {
    const { id_tokens: token, script } = jobs[name] ?? { script: [] };
    return token !== undefined || script.some((line) => line.includes('REGISTRY_') || line.includes('COSIGN_'));
  });
  const rules = (name: string) => lineage(name).flatMap((job) => job.rules ?? []);
  expect(privileged).toContain('image:sign');
  expect(privileged.filter((name) => name !== 'image:build').flatMap(rules)).toEqual(
    privileged.slice(1).map(() => ({
      if: '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $CI_COMMIT_REF_PROTECTED == "true"',
    })),
  );
});

test('every tool is of one version, and none needs a Docker socket or a privileged container', () => {
  const images = names.flatMap((name) => lineage(name).flatMap(({ image }) => image ?? []));
  expect(images).toHaveLength(names.length);
  expect(images.filter((image) => !/:v?\d+\.\d+\.\d+/.test(image))).toEqual([]);
  expect(pipelineText[1]).not.toMatch(/docker\.sock|dind|privileged: true|services:/);
});

/** Runs a job's script as a runner does, with programs of ours that write down how they were called. */
function runJob(name: string, variables: Readonly<Record<string, string>>, failing?: string) {
  const folder = mkdtempSync(join(tmpdir(), 'commons-job-'));
  try {
    const log = join(folder, 'log');
    for (const program of ['buildah', 'trivy', 'cosign', 'skopeo']) {
      const body = `echo "${program} $*" >> ${log}; case "$*" in *"${failing ?? 'nothing fails'}"*) exit 1;; esac`;
      writeFileSync(join(folder, program), `#!/bin/sh\n${body}\n`);
      chmodSync(join(folder, program), 0o755);
    }
    spawnSync(
      'sh',
      ['-c', 'mkdir digests && for each in amd64 arm64 combined; do printf sha256:$each > digests/$each; done'],
      {
        cwd: folder,
      },
    );
    const build = name === 'image:build' ? 'rm -r digests\n' : '';
    const script = `set -o errexit\n${build}${lineage(name)
      .flatMap((job) => job.script)
      .join('\n')}\n`;
    const path = [folder, process.env.PATH].join(delimiter);
    const env = { ...variablesOf(name), BUILD: 'abc-1', REGISTRY_PASSWORD: 'secret', ...variables, PATH: path };
    const { status } = spawnSync('sh', ['-c', script], { cwd: folder, env, encoding: 'utf8' });
    return { status, calls: readFileSync(log, 'utf8').trim().split('\n') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const released = {
  CI_COMMIT_BRANCH: 'main',
  CI_DEFAULT_BRANCH: 'main',
  CI_COMMIT_REF_PROTECTED: 'true',
  ARCHITECTURE: 'arm64',
};

test('a build from the default branch is pushed under a name of its own', () => {
  const { status, calls } = runJob('image:build', { ...released, REGISTRY_USER: 'robot' });
  expect(status).toBe(0);
  expect(calls).toEqual([
    expect.stringMatching(/^buildah build --pull=always --no-cache .* --tag built +\.$/),
    'buildah login --username robot --password-stdin quay.io',
    'buildah push --digestfile digests/arm64 built docker://quay.io/commons/site:candidate-abc-1-arm64',
  ]);
});

test.each([
  ['a merge request', { ...released, CI_COMMIT_BRANCH: '' }],
  ['an unprotected branch', { ...released, CI_COMMIT_REF_PROTECTED: 'false' }],
])('%s builds and does not touch the registry', (_, variables) => {
  const { status, calls } = runJob('image:build', variables);
  expect(status).toBe(0);
  expect(calls.map((call) => call.split(' ').slice(0, 2).join(' '))).toEqual(['buildah build']);
});

test('a mended critical vulnerability stops it, once everything is reported', () => {
  const { status, calls } = runJob('image:scan', released, '--exit-code 1');
  expect(status).toBe(1);
  expect(calls).toHaveLength(3);
  expect(calls.at(-1)).toBe(
    'trivy image --severity CRITICAL --ignore-unfixed --exit-code 1 quay.io/commons/site@sha256:arm64',
  );
});

test.each([
  ['keyless', ''],
  // Machines understand the form of Cosign 2 alone.
  ['key', '--key env://COSIGN_PRIVATE_KEY --new-bundle-format=false --use-signing-config=false '],
])('signs the list with both images, by digest: %s', (SIGNING, option) => {
  const { status, calls } = runJob('image:sign', { ...released, SIGNING });
  expect(status).toBe(0);
  expect(calls.slice(1)).toEqual([
    `cosign sign ${option}--recursive quay.io/commons/site@sha256:combined`,
    ...['amd64', 'arm64'].map(
      (each) =>
        `cosign attest ${option}--type cyclonedx --predicate sbom/${each}.cdx.json quay.io/commons/site@sha256:${each}`,
    ),
  ]);
});

test('combines both images, and gives the result the tag that moves', () => {
  expect(runJob('image:combine', released).calls.slice(1)).toEqual([
    'buildah manifest create combined',
    'buildah manifest add combined docker://quay.io/commons/site@sha256:amd64',
    'buildah manifest add combined docker://quay.io/commons/site@sha256:arm64',
    'buildah manifest push --all --digestfile digests/combined combined docker://quay.io/commons/site:abc-1',
  ]);
  expect(runJob('image:combine', released, 'sha256:amd64').status).toBe(1);
  expect(runJob('image:release', released).calls.at(-1)).toBe(
    'skopeo copy --all --preserve-digests docker://quay.io/commons/site@sha256:combined docker://quay.io/commons/site:stable',
  );
});
