import { kinds } from '../../cdk8s/services/kinds';
import { factSources, factsFileSchema } from '../../model/facts';
import {
  changed,
  completeFacts,
  load,
  problemsOf,
  report,
  withFolder,
  writeEnvironment,
} from '../support/environment-folder';
import { loadEnvironment } from '../../model/load';

test('facts are what the file says', () => {
  expect(load({ 'facts.json': completeFacts }).facts).toEqual({
    clusterZoneDsRecord: `40391 13 2 ${'5F0D1A9C'.repeat(8)}`,
    clusterZoneId: 'Z0EXAMPLE123COMMONS45',
    clusterZoneNameServers: ['ns-0.example', 'ns-1.example', 'ns-2.example', 'ns-3.example'],
  });
});

test('some facts may still be unknown', () => {
  const text = changed(completeFacts, '    "clusterZoneId": "Z0EXAMPLE123COMMONS45",\n', '');
  expect(Object.keys(load({ 'facts.json': text }).facts)).toEqual(['clusterZoneNameServers', 'clusterZoneDsRecord']);
});

const again = 'remove this file, and record the outputs of this environment';

test.each<[string, string, string, string[]]>([
  [
    'another environment',
    ...(['"testing"', '"production"'] as const),
    ["2:18 environment: is production, but this environment's is testing", again],
  ],
  [
    'another account',
    ...(['111122223333', '444455556666'] as const),
    ["3:14 account: is 444455556666, but this environment's is 111122223333", again],
  ],
  [
    'another region',
    ...(['us-east-1', 'eu-west-1'] as const),
    ["4:13 region: is eu-west-1, but this environment's is us-east-1", again],
  ],
  [
    'no environment',
    ...(['  "environment": "testing",\n', ''] as const),
    ['1:1 environment: is missing', 'expected: name of the environment that the facts belong to'],
  ],
  [
    'an account as a number',
    ...(['"111122223333"', '111122223333'] as const),
    ['3:14 account: is not text', 'put it in quotes: "111122223333"'],
  ],
  [
    'an unknown fact',
    ...(['"clusterZoneId"', '"clusterZoneID"'] as const),
    ['7:5 facts.clusterZoneID: is not a known key', 'did you mean clusterZoneId?'],
  ],
  [
    'a zone id that is none',
    ...(['Z0EXAMPLE123COMMONS45', 'E0EXAMPLE123COMMONS45'] as const),
    ['7:22 facts.clusterZoneId: is not the id of a hosted zone', 'expected something like Z0123456789ABCDEFGHIJ'],
  ],
  [
    'three name servers',
    ...(['"ns-0.example", ', ''] as const),
    ['8:31 facts.clusterZoneNameServers: are not four name servers', 'Route 53 gives each zone four'],
  ],
  [
    'a name server that is none',
    ...(['ns-2.example', '2001:db8::2'] as const),
    ['8:64 facts.clusterZoneNameServers[2]: is not a name server', 'expected something like ns-1.awsdns-01.org'],
  ],
  [
    'a DS record of another algorithm',
    ...(['40391 13 2', '40391 8 2'] as const),
    [
      '6:28 facts.clusterZoneDsRecord: is not a DS record',
      'expected something like 12345 13 2 and a SHA-256 digest of 64 hexadecimal digits',
    ],
  ],
])('%s is refused', (_, from, to, [place = '', remedy = '']) => {
  expect(report({ 'facts.json': changed(completeFacts, from, to) })).toEqual([`facts.json:${place}`, remedy]);
});

test('name servers that are no list are refused once', () => {
  const text = completeFacts.replace(/\["ns[^\]]*\]/, '"ns-0.example,ns-1.example"');
  expect(report({ 'facts.json': text })).toEqual([
    'facts.json:8:31 facts.clusterZoneNameServers: is not a list',
    'expected: name servers of the public cluster zone',
  ]);
});

test('an empty file is refused as empty', () => {
  expect(report({ 'facts.json': '' })[0]).toBe('facts.json:1:1 is empty');
});

test('a file cut off anywhere is refused, and the message says that it may be cut off', () => {
  const whole = completeFacts.trimEnd();
  const accepted: number[] = [];
  const unexplained: number[] = [];
  withFolder((folder) => {
    for (let length = 1; length < whole.length; length++) {
      writeEnvironment(folder, { 'facts.json': whole.slice(0, length) });
      const problems = problemsOf(() => loadEnvironment(folder, 'testing', kinds));
      if (problems.length === 0) accepted.push(length);
      if (!problems.some(({ remedy }) => remedy.includes('if the file is cut off'))) unexplained.push(length);
    }
  });
  expect(accepted).toEqual([]);
  expect(unexplained).toEqual([]);
});

test('every fact has a source', () => {
  expect(Object.keys(factSources).sort()).toEqual(factsFileSchema.shape.facts.keyof().options.toSorted());
});

test('name servers come in one order, whatever AWS says', () => {
  const source = factSources.clusterZoneNameServers;
  const parsed = 'parse' in source ? source.parse('ns-2.example,ns-1.example') : undefined;
  expect(parsed).toEqual(['ns-1.example', 'ns-2.example']);
});
