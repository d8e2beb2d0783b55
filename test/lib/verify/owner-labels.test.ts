import { ownerLabelsRule } from '../../../lib/verify/owner-labels';
import { renderedFiles } from './rendered-files';

const labels =
  '{ app.kubernetes.io/part-of: library, commons-platform/owner: library, commons-platform/data-class: public }';
const reasons = (text: string) =>
  ownerLabelsRule.findings(renderedFiles({ 'cluster/library/web.yaml': text })).map(({ reason }) => reason);

const deployment = (own: string, ofPod: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: library, labels: ${own} }
spec: { template: { metadata: { labels: ${ofPod} }, spec: { containers: [] } } }
`;

test('an object or a pod that does not say whose it is is found', () => {
  expect(reasons(deployment('{ commons-platform/owner: library }', labels))).toEqual([
    'it lacks app.kubernetes.io/part-of, commons-platform/data-class',
  ]);
  expect(reasons(deployment(labels, '{ app: web }'))).toEqual([
    'its pod lacks app.kubernetes.io/part-of, commons-platform/owner, commons-platform/data-class',
  ]);
  expect(reasons(deployment(labels, labels))).toEqual([]);
});
