import { applicationsOf } from '../../support/applications';
import { renderedObjects } from '../../../bin/all-objects';
import { admittedImagesRule } from '../../../lib/verify/admitted-images';
import { changed, load, minimalTenant } from '../../support/environment-folder';
import { renderedFiles } from './rendered-files';

const policy = `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: commons-image-sources }
spec: { variables: [{ name: registries, expression: "['docker.io', 'quay.io']" }] }
`;
const namespace = `
apiVersion: v1
kind: Namespace
metadata: { name: library, labels: { commons-platform/guardrails: enforced } }
`;
const job = (image: string) => `
apiVersion: batch/v1
kind: Job
metadata: { name: shelf, namespace: library }
spec: { template: { spec: { containers: [{ name: shelf, image: ${image} }] } } }
`;
const findings = (image: string) =>
  admittedImagesRule.findings(
    renderedFiles({ 'policy.yaml': policy, 'namespace.yaml': namespace, 'job.yaml': job(image) }),
  );

test('an image comes from a registry that the guardrail lists', () => {
  expect(findings('quay.io/x/y:1')).toEqual([]);
  expect(findings('registry.x.example/y:1')).toEqual([
    {
      place: 'job.yaml Job library/shelf',
      reason:
        'container shelf comes from registry.x.example, which ValidatingAdmissionPolicy commons-image-sources refuses',
      remedy: 'add it to the registries of commons-image-sources, which are docker.io, quay.io',
    },
  ]);
});

test.each(['registry.x.example/site:stable', `registry.x.example/site@sha256:${'ab'.repeat(32)}`])(
  'a tenant’s registry is let in, be it followed or pinned: %s',
  async (image) => {
    const tenant = changed(minimalTenant, 'quay.io/commons-example/site:stable', image);
    const { environment, facts } = load({ 'tenants/site.yaml': tenant });
    const objects = (await applicationsOf(environment, facts)).flatMap(({ files }) =>
      Object.entries(files).flatMap(([file, manifests]) => renderedObjects(file, manifests)),
    );
    const rendered = { ...renderedFiles({}), objects };
    expect(objects.filter(({ metadata }) => metadata.name === 'commons-image-sources')).not.toEqual([]);
    expect(admittedImagesRule.findings(rendered)).toEqual([]);
  },
);
