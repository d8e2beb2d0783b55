import { certifiedHosts } from '../../../model/records/certified-hosts';
import { load } from '../../support/environment-folder';
import { everyKind } from '../../support/every-kind';

const byAuthority = (name: string) =>
  certifiedHosts(load(everyKind).environment).flatMap(({ host, authority }) => (authority.name === name ? [host] : []));

test('the cluster’s own names, and every host that it answers at, have certificates of Let’s Encrypt', () => {
  expect(byAuthority('Let’s Encrypt')).toEqual(
    expect.arrayContaining([
      'site.commons.example',
      'sso.commons.example',
      'api.commons.openshift.commons.example',
      '*.apps.commons.openshift.commons.example',
      'syslog.commons.openshift.commons.example',
    ]),
  );
});

test('each host is there once', () => {
  const hosts = byAuthority('Let’s Encrypt');
  expect([...new Set(hosts)]).toEqual(hosts);
});
