import { App } from 'cdk8s';
import { callsOutTraffic, type CallOut } from '../../../../cdk8s/base/network/calls-out';
import { PlatformChart } from '../../../../cdk8s/base/manifests/platform-chart';
import { chartContext } from '../../../support/charts';

const traffic = (calls: readonly CallOut[], hosts: readonly string[] = chartContext.addresses.hosts) =>
  callsOutTraffic(
    new PlatformChart(new App(), 'site', {
      ownership: { owner: 'library', dataClass: 'internal' },
      namespace: 'library',
      context: { ...chartContext, addresses: { ...chartContext.addresses, hosts } },
    }),
    calls,
  );
const internet = {
  ipBlock: { cidr: '0.0.0.0/0', except: ['10.128.0.0/14', '172.30.0.0/16', '10.0.0.0/16', '169.254.0.0/16'] },
};
const host = { ipBlock: { cidr: '10.0.20.0/22' } };

test('a call to the internet reaches nothing of the network, not even a file system of its own port', () => {
  expect(traffic([{ port: 2049, to: 'internet' }])).toEqual([{ peers: [internet], ports: [2049] }]);
});

test('a call to hosts reaches them alone, and a relay of mail may be there or elsewhere', () => {
  expect(
    traffic([
      { port: 636, to: 'hosts' },
      { port: 587, to: 'either' },
      { port: 587, to: 'internet' },
    ]),
  ).toEqual([
    { peers: [internet], ports: [587] },
    { peers: [host], ports: [636, 587] },
  ]);
});

test('an environment without hosts opens nothing for them', () => {
  expect(traffic([{ port: 587, to: 'either' }], [])).toEqual([{ peers: [internet], ports: [587] }]);
});
