import { tomlTable } from '../../../model/formats/toml';

const settings = { url: 'https://gitlab.example/"quoted"', concurrent: 2, tls_verify: false, pull_policy: ['always'] };
const lines = [
  'url = "https://gitlab.example/\\"quoted\\""',
  'concurrent = 2',
  'tls_verify = false',
  'pull_policy = ["always"]',
];

test('the root table has settings alone, every other its header before them', () => {
  expect(tomlTable(undefined, settings)).toEqual(lines);
  expect(tomlTable('[[runners]]', settings)).toEqual(['[[runners]]', ...lines]);
});

test('a table inside of others is indented, and its settings once more', () => {
  expect(tomlTable('[runners.cache]', { Shared: true }, 1)).toEqual(['  [runners.cache]', '    Shared = true']);
});

test('a key that is no plain word is quoted', () => {
  expect(tomlTable(undefined, { 'node.kubernetes.io/a=b': 'NoSchedule' })).toEqual([
    '"node.kubernetes.io/a=b" = "NoSchedule"',
  ]);
});
