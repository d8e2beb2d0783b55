import { exampleManifest, exampleTemplate } from '../../../../lib/review/example-files';
import { findingLines } from '../../../support/review-files';

const object = (apiVersion: string, kind: string, spec: object, metadata: object = {}) => ({
  apiVersion,
  kind,
  metadata: { name: 'web', namespace: 'wiki', ...metadata },
  spec,
});
const labels = { app: 'web' };
const pods = (spec: object = {}) =>
  object('apps/v1', 'Deployment', { replicas: 2, template: { metadata: { labels }, spec: {} }, ...spec });
const files = (...objects: readonly object[]) =>
  Object.assign({}, ...objects.map((each, index) => exampleManifest(`wiki/${index}`, each))) as Record<string, string>;
const group = (MaxSize: string) =>
  exampleTemplate('Group', { Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: { MaxSize } });
const budget = object('policy/v1', 'PodDisruptionBudget', { selector: { matchLabels: labels } });
const service = (selector: object) => object('v1', 'Service', { selector, ports: [{ port: 80 }] });
const database = (annotations: object) => object('postgresql.cnpg.io/v1', 'Cluster', { instances: 1 }, { annotations });
const filled = object('external-secrets.io/v1', 'ExternalSecret', {}, { name: 'keys' });
const asking = pods({
  template: { metadata: { labels }, spec: { volumes: [{ name: 'k', secret: { secretName: 'keys' } }] } },
});

test.each<[string, Record<string, string>, Record<string, string>, string]>([
  ['no pods', files(pods()), files(pods({ replicas: 0 })), 'interrupts: pods wiki/web is stopped: it has no pods'],
  [
    'one pod of two',
    files(pods()),
    files(pods({ replicas: 1 })),
    'interrupts: pods wiki/web has one pod left, and nobody answers while that one is replaced',
  ],
  [
    'fewer pods',
    files(pods({ replicas: 5 })),
    files(pods({ replicas: 3 })),
    'watch: pods wiki/web has 3 pods in place of 5',
  ],
  [
    'one version after the other',
    files(pods()),
    files(pods({ strategy: { type: 'Recreate' } })),
    'interrupts: pods wiki/web is stopped at each change, before its new pods start',
  ],
  [
    'a database that hibernates',
    files(database({})),
    files(database({ 'cnpg.io/hibernation': 'on' })),
    'interrupts: database wiki/web is stopped: it hibernates',
  ],
  [
    'pods that a drain may stop together',
    files(pods(), budget),
    files(pods()),
    'interrupts: PodDisruptionBudget wiki/web goes: all pods may be stopped at once when machines are drained',
  ],
  [
    'a service with a mistake in its selector',
    files(pods(), service(labels)),
    files(pods(), service({ app: 'wbe' })),
    'interrupts: Service wiki/web leads to no pods',
  ],
  [
    'a secret that pods ask for',
    files(asking, filled),
    files(asking),
    'interrupts: secrets wiki/keys are no longer filled, and pods still ask for them',
  ],
  ['machines', group('4'), group('0'), 'interrupts: auto scaling group Group of test-example has no machines any more'],
])('%s', (_, before, after, line) => {
  expect(findingLines({ before, after })).toContain(line);
});

test('a budget that goes with its pods, and a selector of pods that an operator makes, stop nobody', () => {
  const quiet = [
    { before: files(pods(), budget), after: {} },
    { before: files(service({ operator: 'x' })), after: files(service({ operator: 'y' })) },
    { before: files(filled, pods()), after: files(pods()) },
  ];
  for (const example of quiet)
    expect(findingLines(example).join('\n')).not.toMatch(/drained|leads to no|no longer filled/);
});
