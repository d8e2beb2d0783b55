import { watchedServicesRule } from '../../../lib/verify/watched-services';
import { alert, alertRules } from './alert-files';
import { policy, service, serviceFiles, told } from './service-files';
import { container, pod, workload } from './workload-files';

const places = (...objects: readonly string[]) =>
  watchedServicesRule.findings(serviceFiles(objects)).map(({ place }) => place);

const found = ['cluster/library/web.yaml Deployment library/web'];

test('a service of which no alert tells when it is gone is found', () => {
  expect(places(service(), policy())).toEqual(found);
  const ofAnother = 'kube_deployment_status_replicas_available{namespace="library",deployment="webs"} < 1';
  expect(places(service(), alertRules('web', alert('Gone', undefined, ofAnother)))).toEqual(found);
  const untold = 'kube_deployment_status_replicas_available{deployment="web"} < 1';
  expect(places(service(), alertRules('web', alert('Gone', 'labels: {}', untold)))).toEqual(found);
});

test('one that is told of is no matter, be it by its cache’s own figure', () => {
  expect(places(service(), told)).toEqual([]);
  const cache = alertRules('web', alert('Gone', undefined, 'redis_up{namespace="library",pod="web-0"} == 0'));
  expect(places(workload(pod(container()), 'StatefulSet'), cache)).toEqual([]);
});
