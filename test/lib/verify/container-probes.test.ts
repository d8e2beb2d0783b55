import { containerProbesRule } from '../../../lib/verify/container-probes';
import { renderedFiles } from './rendered-files';
import { container, cronJob, pod, probes, workload } from './workload-files';

const reasons = (text: string) =>
  containerProbesRule.findings(renderedFiles({ 'cluster/library/web.yaml': text })).map(({ reason }) => reason);

test.each(['Deployment', 'StatefulSet', 'DaemonSet'])('a container of a %s without a probe is found', (kind) => {
  expect(reasons(workload(pod(container('web', 'readinessProbe: {}')), kind))).toEqual([
    'container web has no startupProbe, livenessProbe',
  ]);
});

test('one with all three, one that says why not, and one that ends are no matter', () => {
  expect(reasons(workload(pod(container('web', probes))))).toEqual([]);
  const because = "{ commons-platform/no-probes-because: 'It has no command that would tell' }";
  expect(reasons(workload(pod(container('web', 'image: x'), because)))).toEqual([]);
  const one = "{ no-probes.commons-platform/beside: 'It has no command that would tell' }";
  expect(reasons(workload(pod(`${container('web', probes)}, ${container('beside', 'image: x')}`, one)))).toEqual([]);
  expect(reasons(workload(pod(`${container('web', 'image: x')}, ${container('beside', 'image: x')}`, one)))).toEqual([
    'container web has no startupProbe, readinessProbe, livenessProbe',
  ]);
  expect(reasons(cronJob(pod(container('web', 'image: x'))))).toEqual([]);
});
