import { serviceDashboardsRule } from '../../../lib/verify/service-dashboards';
import { policy, service, serviceFiles } from './service-files';

const ofKinds = new Map([
  ['discourse', 'discourse'],
  ['hedgedoc', 'hedgedoc'],
]);

const findings = (objects: readonly string[], annotations?: string) =>
  serviceDashboardsRule(ofKinds)
    .findings(serviceFiles(objects, annotations))
    .map(({ place, reason }) => `${place} ${reason}`);

test('a service without a dashboard is found', () => {
  expect(findings([service()], '{ commons-platform/services: web=discourse }')).toEqual([
    'cluster/library/web.yaml there is no dashboard commons-discourse',
  ]);
});

test('a service of which nothing runs is found, and a namespace that names none', () => {
  expect(findings([policy()])).toEqual(['cluster/library/web.yaml nothing of the service runs']);
  expect(findings([service()], "{ commons-platform/services: 'web=hedgedoc,gone=hedgedoc' }")).toEqual([
    'cluster/library/gone.yaml nothing of the service runs',
  ]);
  expect(findings([service()], '{}')).toEqual([
    'cluster/library/namespace.yaml Namespace library it does not list the services that run in it',
  ]);
});

test('one that runs and is drawn is no matter', () => {
  expect(findings([service()])).toEqual([]);
});
