import { draftedService } from '../../../support/imported-inputs';
import { draftedTenant, leftOver } from '../../../support/drafted-tenant';

const web = "services:\n  app: { image: 'quay.io/a/b:1', ports: ['80'] }\n";

test.each([
  ['command: [work, --all]', undefined, ['work', '--all']],
  ['entrypoint: [/run.sh, a]', ['/run.sh', 'a'], undefined],
  ['entrypoint: /run.sh\n    command: work', ['/run.sh'], ['work']],
])('a worker has the entry point of its image unless the input replaces it: %s', (lines, command, args) => {
  const { workers } = draftedService(`${web}  worker:\n    image: quay.io/a/b:1\n    ${lines}\n`);
  expect(workers.map((worker) => [worker.image, worker.command, worker.args])).toEqual([[undefined, command, args]]);
  const { left } = draftedTenant([`${web}  worker:\n    image: quay.io/a/b:1\n    ${lines}\n`]);
  expect(left).toEqual([]);
});

const waiting = (lines: string) => `services:
  app:
    image: quay.io/a/b:1
    ports: ['80']
    depends_on: { job: { condition: service_completed_successfully } }
    environment: { COMMON: a }
  job:
${lines.replaceAll(/^/gm, '    ')}
`;

test('a job has an image, arguments and settings of its own', () => {
  const text = waiting('image: quay.io/a/job:1\ncommand: [prepare]\nenvironment: { COMMON: a, OWN: b }');
  expect(draftedService(text).before).toMatchObject([
    { name: 'job', image: 'quay.io/a/job:1', args: ['prepare'], settings: { OWN: 'b' } },
  ]);
  expect(draftedTenant([text]).left).toEqual([]);
});

test.each([
  ['what the web process does', 'image: quay.io/a/b:1\nenvironment: { COMMON: a }'],
  ['a secret among its words', 'image: quay.io/a/job:1\ncommand: [prepare, --api-token=tok-hunter2-value]'],
])('a job with %s is told', (_, lines) => {
  const { draft, left } = draftedTenant([waiting(lines)]);
  expect(draft).not.toContain('before:');
  expect(leftOver(left)).toContain('job process job');
});

test('the migration of an image with a digest runs once for each image, without volumes', () => {
  const image = `quay.io/a/b@sha256:${'0'.repeat(64)}`;
  const text = (mounts: string) => `services:
  db: { image: 'postgres:17' }
  app: { image: '${image}', ports: ['80'], depends_on: [db, migrate] }
  migrate:
    image: ${image}
    command: [db, migrate]
    environment: { MODE: change }
    ${mounts}
  last: { image: 'quay.io/a/c:1', depends_on: { migrate: { condition: service_completed_successfully } } }
`;
  const { migrate, before } = draftedService(text(''));
  expect(migrate).toEqual({ args: ['db', 'migrate'], settings: { MODE: 'change' } });
  expect(before).toEqual([]);
  const other = draftedService(text("volumes: ['files:/files']"));
  expect(other.migrate).toBeUndefined();
  expect(other.before).toMatchObject([{ name: 'migrate', args: ['db', 'migrate'] }]);
});

test('jobs run behind those that they wait for, and not before the web process if they wait for that', () => {
  const job = (name: string, waitsFor: string) =>
    `  ${name}: { image: 'quay.io/a/${name}:1', command: run, depends_on: [${waitsFor}] }\n`;
  const end = `  end:
    image: quay.io/a/b:1
    command: stay
    depends_on: {
${['first', 'second', 'late', 'later', 'circle'].map((name) => `      ${name}: { condition: service_completed_successfully }`).join(',\n')}
    }
`;
  const text = `${web}${job('second', 'first')}${job('first', '')}${job('later', 'late')}${job('late', 'app')}${job('circle', 'circle')}${end}`;
  expect(draftedService(text).before.map(({ name }) => name)).toEqual(['first', 'second']);
  expect(leftOver(draftedTenant([text]).left)).toEqual([
    'later process later',
    'late process late',
    'circle process circle',
  ]);
});

test('of more jobs than a web pod can have before it, the others are told', () => {
  const names = Array.from({ length: 10 }, (_, index) => `j${index}`);
  const jobs = names.map((name) => `  ${name}: { image: 'quay.io/a/job:1', command: ${name} }\n`).join('');
  const waits = names.map((name) => `${name}: { condition: service_completed_successfully }`).join(', ');
  const text = `${web.replace(' }\n', `, depends_on: { ${waits} } }\n`)}${jobs}`;
  expect(draftedService(text).before).toHaveLength(8);
  expect(leftOver(draftedTenant([text]).left)).toEqual(['j8 process j8', 'j9 process j9']);
});
