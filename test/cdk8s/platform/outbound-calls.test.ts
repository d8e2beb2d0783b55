import { ClusterProxyConfiguration } from '../../../cdk8s/platform/machine-configuration/cluster-proxy-configuration';
import { byName, objectsOf } from '../../support/charts';

const proxy = { httpProxy: 'http://proxy.example:3128', httpsProxy: 'http://proxy.example:3128', noProxy: 'a.example' };
const additionalTrustBundle = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
const kept = {
  'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
};

test('a proxy alone believes nobody else', () => {
  const objects = objectsOf((chart) => new ClusterProxyConfiguration(chart, 'calls', { proxy }));
  expect(objects.map(({ kind }) => kind)).toEqual(['Proxy']);
  expect(byName(objects, 'Proxy').cluster).toMatchObject({
    apiVersion: 'config.openshift.io/v1',
    metadata: { annotations: kept },
    spec: { ...proxy, trustedCA: { name: '' } },
  });
});

test('certificates are in the object that the installer makes first, with a proxy and without', () => {
  const objects = objectsOf((chart) => new ClusterProxyConfiguration(chart, 'calls', { additionalTrustBundle }));
  expect(byName(objects, 'ConfigMap')['user-ca-bundle']).toMatchObject({
    metadata: { namespace: 'openshift-config', annotations: kept },
    data: { 'ca-bundle.crt': additionalTrustBundle },
  });
  expect(byName(objects, 'Proxy').cluster?.spec).toEqual({ trustedCA: { name: 'user-ca-bundle' } });
  const both = objectsOf((chart) => new ClusterProxyConfiguration(chart, 'calls', { proxy, additionalTrustBundle }));
  expect(byName(both, 'Proxy').cluster?.spec).toEqual({ ...proxy, trustedCA: { name: 'user-ca-bundle' } });
});
