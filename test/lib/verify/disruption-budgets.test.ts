import { disruptionBudgetsRule } from '../../../lib/verify/disruption-budgets';
import { budget, service, serviceFiles } from './service-files';

const reasons = (...objects: readonly string[]) =>
  disruptionBudgetsRule.findings(serviceFiles(objects)).map(({ reason }) => reason);

const web = 'selector: { matchLabels: { app: web } }';

test.each<[string, readonly string[], string]>([
  ['none', [service(3)], 'it has 3 pods and 0 budgets'],
  ['one of others', [service(3), budget(web.replace('web', 'other'))], 'it has 3 pods and 0 budgets'],
  ['two', [service(3), budget(), budget()], 'it has 3 pods and 2 budgets'],
  [
    'one that lets nobody go',
    [service(3), budget(`${web}, maxUnavailable: 0`)],
    'its budget lets 0 of 3 pods go at a time',
  ],
  ['one that lets two go', [service(3), budget(`${web}, minAvailable: 1`)], 'its budget lets 2 of 3 pods go at a time'],
  ['a share', [service(3), budget(`${web}, maxUnavailable: 25%`)], 'its budget lets 25% of 3 pods go at a time'],
  ['one for a single pod', [service(1), budget()], 'it has one pod and a budget, so its machine is never drained'],
])('a service with %s is found', (_, objects, reason) => {
  expect(reasons(...objects)).toEqual([reason]);
});

const scaler = `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web, namespace: library }
spec: { scaleTargetRef: { name: web }, minReplicas: 3 }
`;

test('one that lets one pod of several go is no matter, nor a single one without', () => {
  expect(reasons(service(2), budget())).toEqual([]);
  expect(reasons(service(3), budget(`${web}, minAvailable: 2`))).toEqual([]);
  expect(reasons(service(1))).toEqual([]);
  expect(reasons(service(1), scaler)).toEqual(['it has 3 pods and 0 budgets']);
});
