import { createContext } from '../../../cdk8s/applications/application';
import { machinePoolProps } from '../../../cdk8s/applications/machine-pools';
import { portsAlarms, portsProps } from '../../../lib/platform/ports';
import { load } from '../../support/environment-folder';
import { opensPorts, withPorts } from '../../support/with-ports';

const { environment } = load(withPorts);

test('each number that tenants open is a port of the balancer, with both protocols where both are asked for', () => {
  expect(portsProps(environment).ports).toEqual([
    {
      id: 'Port22',
      port: 22,
      protocol: 'TCP',
      nodePort: 30722,
      description: 'site/web ssh',
      clientAddress: 'proxy-protocol',
    },
    {
      id: 'Port8443',
      port: 8443,
      protocol: 'TCP_UDP',
      nodePort: 30931,
      description: 'site/web voices',
      clientAddress: 'hidden',
    },
  ]);
});

test('the reasons of the tenants’ files are those for which it is open', () => {
  expect(portsProps(environment).open).toContain('22/TCP, web of tenant site: People push and pull by SSH; 8443/UDP');
});

test('an environment opens ports before a tenant asks for one, so that the name is known', () => {
  expect(portsProps(load({ 'environment.yaml': opensPorts }).environment)).toMatchObject({
    name: 'testing-ports',
    ports: [],
  });
});

test('each port has an alarm that says whose it is', () => {
  const watched = [22, 8443].map((port) => ({
    port,
    fullName: 'net/ports/1',
    targetsFullName: `targetgroup/${port}/1`,
  }));
  expect(portsAlarms(environment)).toEqual([]);
  expect(portsAlarms(environment, watched)).toMatchObject([
    {
      name: 'port-22-unreachable',
      summary: 'Nobody answers at port 22 of ssh.commons.example, which is web of tenant site',
      section: 'port-unreachable',
    },
    { name: 'port-8443-unreachable' },
  ]);
});

test('machines of its pool are registered once it is there', () => {
  const images = { arm64: { imageId: 'ami-1', name: 'one' }, amd64: { imageId: 'ami-2', name: 'two' } };
  const balancers = (portsBalancer?: string) => {
    const known = { infraId: 'commons-x7k2p', machineImages: { [environment.cluster.release]: images }, portsBalancer };
    const pools = machinePoolProps(createContext(environment), known);
    if ('waitsFor' in pools) throw new Error(`waits for ${pools.waitsFor.join()}`);
    return pools.map((pool) => [pool.name, ...pool.balancers]);
  };
  expect(balancers()).toEqual([['workers']]);
  expect(balancers('ports-1.elb.example')).toMatchObject([
    ['workers', { name: 'testing-ports', machinesGroup: 'testing-ports-machines' }],
  ]);
});
