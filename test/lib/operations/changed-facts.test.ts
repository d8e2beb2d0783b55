import { formatProblem } from '../../../model/problem';
import { changedFacts, factsNamed, replacementProblems } from '../../../lib/operations/changed-facts';

const image = { imageId: 'ami-0123456789abcde0a', name: 'rhcos' };
const machine = { generation: 1, imageId: image.imageId, instanceType: 'm6i.xlarge' };
const volume = { sizeGiB: 120, iops: 3000, throughputMiBps: 125 };

test('a fact that was not known, or has its keys in another order, has not changed', () => {
  const before = { infraId: 'commons-x7k2p', controlPlane: { 'us-east-1a': { ...machine, volume } } };
  const after = { ...before, clusterZoneId: 'Z0123456789', controlPlane: { 'us-east-1a': { volume, ...machine } } };
  expect(changedFacts(before, after)).toEqual([]);
});

test('what changes or is forgotten is refused unless it is named', () => {
  const changed = changedFacts(
    { infraId: 'commons-x7k2p', clusterZoneId: 'ZA', fileSystemId: 'fs-1' },
    { clusterZoneId: 'ZB', fileSystemId: 'fs-2' },
  );
  expect(replacementProblems('facts.json', changed, ['fileSystemId']).map(formatProblem)).toEqual([
    'facts.json:1:1 clusterZoneId is recorded as ZA, and would become ZB\n    find out why it changed before anything is deployed',
    'facts.json:1:1 infraId is recorded as commons-x7k2p, and would become nothing\n    find out why it changed before anything is deployed',
  ]);
});

test('a name that is not a fact gets the nearest', () => {
  const { facts, problems } = factsNamed(['infraId', 'clusterZone', 'vpc']);
  expect(facts).toEqual(['infraId']);
  expect(problems.map(formatProblem)).toEqual([
    '--replace clusterZone:1:1 is not a fact\n    did you mean clusterZoneId?',
    expect.stringContaining('--replace vpc:1:1 is not a fact\n    facts: natAddresses, '),
  ]);
});
