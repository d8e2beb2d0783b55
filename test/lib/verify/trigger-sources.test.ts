import { triggerSourcesRule } from '../../../lib/verify/trigger-sources';
import { renderedFiles } from './rendered-files';
import { container, cronJob, pod, workload } from './workload-files';

const stream = (namespace = 'library') => `
apiVersion: image.openshift.io/v1
kind: ImageStream
metadata: { name: web, namespace: ${namespace} }
spec: { tags: [{ name: stable }] }
`;
const trigger = (tag: string, field: string) =>
  JSON.stringify(JSON.stringify([{ from: { kind: 'ImageStreamTag', name: tag }, fieldPath: field }]));
const triggered = (tag: string, field: string) =>
  workload(pod(container()), 'Deployment', `{ image.openshift.io/triggers: ${trigger(tag, field)} }`);
const own = 'spec.template.spec.containers[?(@.name=="web")].image';

const reasons = (text: string, of = stream()) =>
  triggerSourcesRule
    .findings(renderedFiles({ 'cluster/library/web.yaml': text, 'cluster/library/images.yaml': of }))
    .map(({ reason }) => reason);

test('a trigger that names nothing is found', () => {
  const field = own.replace('web', 'wbe');
  expect(reasons(triggered('web:stable', field))).toEqual([`a trigger writes ${field}, which it does not have`]);
  expect(reasons(triggered('web:latest', own))).toEqual(['a trigger waits for web:latest, which no ImageStream has']);
  expect(reasons(triggered('web:stable', own), stream('other'))).toEqual([
    'a trigger waits for web:stable, which no ImageStream has',
  ]);
});

test('one that names a tag and a container is no matter, also of a CronJob', () => {
  expect(reasons(triggered('web:stable', own))).toEqual([]);
  const field = 'spec.jobTemplate.spec.template.spec.containers[?(@.name=="tidy")].image';
  const annotations = `annotations: { image.openshift.io/triggers: ${trigger('web:stable', field)} }, name: tidy`;
  expect(reasons(cronJob(pod(container('tidy'))).replace('name: tidy', annotations))).toEqual([]);
});
