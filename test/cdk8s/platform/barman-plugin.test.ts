import { BarmanPlugin } from '../../../cdk8s/platform/barman-plugin';
import { byName, objectsOf } from '../../support/charts';
import { parse } from 'yaml';
import { z } from 'zod';

const objects = objectsOf((chart) => new BarmanPlugin(chart, 'plugin'));
const application = byName(objects, 'Application')['barman-plugin'];

test('one version of the makers’ chart, beside the operator, in a project that takes no other source', () => {
  const repository = 'https://cloudnative-pg.github.io/charts';
  expect(application).toMatchObject({
    spec: {
      project: 'barman-plugin',
      source: {
        repoURL: repository,
        chart: 'plugin-barman-cloud',
        targetRevision: '0.7.0',
      },
      destination: { namespace: 'cnpg-system' },
      // With a definition that is pruned, all objects of its kind would go.
      syncPolicy: { automated: { selfHeal: true } },
    },
  });
  expect(byName(objects, 'AppProject')['barman-plugin']).toMatchObject({
    spec: { sourceRepos: [repository], destinations: [{ namespace: 'cnpg-system' }] },
  });
});

test('it runs as whom OpenShift assigns, and within limits', () => {
  const { spec } = z
    .object({ spec: z.object({ source: z.object({ helm: z.object({ values: z.string() }) }) }) })
    .parse(application);
  expect(parse(spec.source.helm.values)).toMatchObject({
    image: { registry: 'ghcr.io', repository: 'cloudnative-pg/plugin-barman-cloud', tag: 'v0.13.0' },
    containerSecurityContext: { runAsUser: null, runAsGroup: null },
    resources: { requests: { cpu: '20m' }, limits: { memory: '256Mi' } },
  });
});
