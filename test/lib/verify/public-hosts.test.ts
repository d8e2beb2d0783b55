import { publicHostsRule } from '../../../lib/verify/public-hosts';
import { renderedFiles } from './rendered-files';

const route = (host: string) =>
  `apiVersion: route.openshift.io/v1\nkind: Route\nmetadata: { name: web, namespace: site }\nspec: { host: ${host} }\n`;

const zone = `$ORIGIN commons.example.
$TTL 3600
@ IN A 192.0.2.1 ; a test
openshift IN NS ns.example. ; a test
; pages NS waits for pagesZoneNameServers: a test
www IN CNAME a.example. ; a test
mail IN MX 10 a.example. ; a test
; sso CNAME waits for singleSignOnBalancer: a test
`;

const told = (host: string) =>
  publicHostsRule
    .findings(renderedFiles({ 'cluster/site/web.yaml': route(host) }, {}, { 'dns/commons.example.zone': zone }))
    .map(({ reason }) => reason);

test.each([
  ['commons.example'],
  ['www.commons.example'],
  ['sso.commons.example'],
  ['x.apps.openshift.commons.example'],
  ['a.pages.commons.example'],
])('%s is led to', (host) => {
  expect(told(host)).toEqual([]);
});

test.each([['mail.commons.example'], ['lost.commons.example'], ['www.other.example']])('%s is not', (host) => {
  expect(told(host)).toEqual([`${host} has no record in rendered zone files`]);
});
