import { comparedEnvironments } from '../../bin/review/compared-environments';
import type { EnvironmentVersions } from '../../bin/review/rendered-versions';
import type { Comparison } from '../../lib/review/comparison';
import { RenderedSnapshot } from '../../lib/review/rendered-snapshot';

const template = (...buckets: readonly string[]) =>
  JSON.stringify({
    Resources: Object.fromEntries(
      buckets.map((name, index) => [`Bucket${index}`, { Type: 'AWS::S3::Bucket', Properties: { BucketName: name } }]),
    ),
  });
const config = (value: string) =>
  JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'site' }, data: { value } });

const files = (value: string, ...buckets: readonly string[]) => ({
  'cluster/site/config.json': config(value),
  'aws/site-storage.template.json': template(...buckets),
  [`aws/site-${value}.template.json`]: template('same'),
  'aws/site-broken.template.json': value === 'old' ? template('kept') : '{',
});

const snapshot = (side: 'before' | 'after', environment: string, texts: Readonly<Record<string, string>>) =>
  new RenderedSnapshot(side, `rendered/${environment}`, new Map(Object.entries(texts)));

const read = (): readonly EnvironmentVersions[] => [
  {
    environment: 'production',
    before: snapshot('before', 'production', files('old', 'uploads', 'backups')),
    after: snapshot('after', 'production', files('new', 'files', 'backups')),
  },
  { environment: 'staging', before: snapshot('before', 'staging', {}), after: snapshot('after', 'staging', {}) },
];

const changesOf = ({ objects, resources, files: others, before, after }: Comparison) => ({
  objects,
  resources,
  others,
  problems: [...before.problems, ...after.problems],
});

test('templates that are compared in a second thread have changed as they would have in this one', async () => {
  const [here, compared] = [await comparedEnvironments(read(), Infinity), await comparedEnvironments(read(), 0)];
  expect(compared.map(changesOf)).toEqual(here.map(changesOf));
  const [production] = compared;
  expect(production?.resources.map(({ file, logicalId, impact }) => [file, logicalId, impact])).toEqual([
    ['aws/site-new.template.json', 'Bucket0', 'create'],
    ['aws/site-old.template.json', 'Bucket0', 'destroy'],
    ['aws/site-storage.template.json', 'Bucket0', 'replace'],
  ]);
  // Rules find a resource again by its identity.
  expect(production?.resources[2]?.after).toBe(
    production?.after.template('aws/site-storage.template.json')?.template.Resources.Bucket0,
  );
  expect(production?.after.problems.map(({ file }) => file)).toEqual([
    'rendered/production/aws/site-broken.template.json',
  ]);
});
