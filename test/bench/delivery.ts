import { join, resolve } from 'node:path';
import { table } from '../../bin/table';
import { clusterCache } from '../cluster/build/cache';
import { missingParts } from '../cluster/build/parts';
import { controllerAccount, gitopsNamespace } from '../cluster/stand-ins/gitops-operator';
import { userFor } from '../cluster/support/account';
import { requestsByUser } from '../cluster/support/audit';
import { Delivery } from '../cluster/support/delivery';
import { storedIn } from '../cluster/support/store';
import { compiledProgramVariable } from '../support/compiled-program';
import { figure } from './figures';
import { writeManyTenants } from './many-tenants';
import type { Measurement } from './measurement';
import type { Workspace } from './workspace';

const argoCd = userFor({ namespace: gitopsNamespace, name: controllerAccount });
const small = join(resolve(__dirname, '..'), 'fixtures/community/environments/staging');

/** What a delivery asked of a cluster, from the first command of the runbook until everything was at rest. */
interface Cost {
  readonly seconds: number;
  readonly applications: number;
  /** By Argo CD’s controller. */
  readonly requests: number;
  /** By all accounts but the administrator's, as which stand-ins and the scheduler ask. */
  readonly allRequests: number;
  readonly objects: number;
  readonly mebibytes: number;
}

/** @throws Error that names what is missing of a cluster without machines. */
export function assertParts(): void {
  const missing = missingParts('delivery').map(({ name }) => name);
  if (missing.length === 0) return;
  const lacks = `${clusterCache} lacks ${missing.join(' and ')}, which \`npm run test:cluster\` builds`;
  throw new Error(`NOT MEASURED: nothing was delivered into a cluster: ${lacks}`);
}

/** Delivers environments of different sizes into clusters without machines, each once; `counts` in rising order. */
export async function measureDelivery(
  { folder, compiled }: Workspace,
  counts: readonly number[],
): Promise<Measurement> {
  process.env[compiledProgramVariable] = compiled;
  const sizes: { readonly tenants: number; readonly cost: Cost }[] = [];
  for (const tenants of counts) {
    process.stderr.write(`delivering ${tenants} tenants\n`);
    const environment = join(folder, `delivered-${tenants}`);
    writeManyTenants(small, environment, tenants);
    sizes.push({ tenants, cost: await deliver(environment, 120 + 30 * tenants) });
  }
  const rows = sizes.map(({ tenants, cost }, index) => {
    const smaller = sizes[index - 1];
    const further = (of: keyof Cost): string =>
      smaller === undefined ? '' : figure((cost[of] - smaller.cost[of]) / (tenants - smaller.tenants));
    return [
      String(tenants).padStart(7),
      ...[cost.applications, cost.seconds, cost.requests, cost.allRequests, cost.objects].map((value) =>
        figure(value, 0),
      ),
      figure(cost.mebibytes),
      further('seconds'),
      further('requests'),
      further('objects'),
    ];
  });
  const further = ['s', 'requests', 'objects'].map((what) => `${what} a tenant`);
  return {
    title: 'Delivery into a cluster without machines, a small home, one round; no target',
    text: table(
      ['tenants', 'applications', 's to rest', 'requests by Argo CD', 'by all', 'objects', 'MiB in etcd', ...further],
      rows,
    ),
    series: sizes.map(({ tenants, cost }) => ({ name: `delivery of ${tenants} tenants`, costs: [cost] })),
    verdicts: [],
  };
}

async function deliver(folder: string, seconds: number): Promise<Cost> {
  const delivery = await Delivery.prepare({ folder, environment: 'staging', region: 'us-east-1' });
  try {
    const { plane, home } = delivery;
    const [begun, start] = [new Date(), performance.now()];
    await delivery.start();
    const names = home
      .manifests('applications')
      .filter(({ kind }) => kind === 'Application')
      .map(({ metadata }) => metadata.name);
    await delivery.rest(seconds, 'root', ...names);
    const taken = (performance.now() - start) / 1000;
    const requests = requestsByUser(plane.auditLog, begun);
    const others = [...requests].filter(([user]) => user !== 'admin').map(([, count]) => count);
    const { objects, bytes } = await storedIn(plane.store);
    return {
      seconds: taken,
      applications: names.length + 1,
      requests: requests.get(argoCd) ?? 0,
      allRequests: others.reduce((sum, count) => sum + count, 0),
      objects,
      mebibytes: bytes / 1024 ** 2,
    };
  } finally {
    await delivery.stop();
  }
}
