import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../deep/keycloak/server';
import { programOf } from '../build/parts';
import { kubeconfigFor, userFor } from '../support/account';
import type { ControlPlane } from '../support/control-plane';
import { answering } from './answering';
import type { Operator } from './operator';
import { calledAt } from './published';
import { publishedFile } from './published-file';

const account = { namespace: 'cnpg-system', name: 'cnpg-manager' };

export interface CloudNativePgProps {
  /** Whether it makes what clusters consist of, or lets objects in or not and no more: it asks pods how they are, which nothing here runs. */
  readonly does: 'everything' | 'admission';
}

/** CloudNativePG, as its own manifests start it. */
export const cloudNativePg = ({ does }: CloudNativePgProps): Operator => ({
  name: 'CloudNativePG',
  comesWith: { kind: 'package', package: 'cloudnative-pg' },
  inPlaceOf: [],
  watches: ['postgresql.cnpg.io'],
  users: [userFor(account)],
  start: async (plane) => {
    const { api, authority, processes } = plane;
    await api.applyAll(
      [
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: account.namespace } },
        { apiVersion: 'v1', kind: 'ServiceAccount', metadata: account },
        ...publishedFile('cloudnative-pg', 'rbac/role.yaml'),
        ...publishedFile('cloudnative-pg', 'rbac/role_binding.yaml'),
      ],
      { manager: 'olm' },
    );
    const port = await freePort();
    const folder = layOut(plane);
    const { certificate, key } = await authority.issue(['cnpg-webhook-service.cnpg-system.svc']);
    writeFileSync(join(folder, 'apiserver.crt'), certificate);
    writeFileSync(join(folder, 'apiserver.key'), key, { mode: 0o600 });
    processes.start(
      'cloudnative-pg',
      [
        programOf('cloudnative-pg', 'manager'),
        'controller',
        '--max-concurrent-reconciles=10',
        '--config-map-name=cnpg-controller-manager-config',
        '--secret-name=cnpg-controller-manager-config',
        `--webhook-port=${port}`,
        `--metrics-bind-address=127.0.0.1:${await freePort()}`,
      ],
      {
        folder,
        variables: {
          KUBECONFIG: await kubeconfigFor(plane, account),
          OPERATOR_NAMESPACE: account.namespace,
          OPERATOR_IMAGE_NAME: 'ghcr.io/cloudnative-pg/cloudnative-pg:1.27.0',
          // As OLM lays them out.
          WEBHOOK_CERT_DIR: folder,
          PLUGIN_SOCKET_DIR: join(folder, 'plugins'),
          WATCH_NAMESPACE: does === 'everything' ? '' : account.namespace,
        },
      },
    );
    await answering(plane, 'CloudNativePG', port);
    const webhooks = publishedFile('cloudnative-pg', 'webhook/manifests.yaml').map((each) =>
      calledAt(
        { ...each, metadata: { name: `cnpg-${each.metadata.name}` } },
        { port, certificate: authority.certificate },
      ),
    );
    await api.applyAll(webhooks, { manager: 'olm' });
  },
});

/** The folder that its image starts it in: it looks there for the programs that it gives to pods of each architecture. */
function layOut({ folder: state }: ControlPlane): string {
  const folder = join(state, 'cloudnative-pg');
  mkdirSync(join(folder, 'plugins'), { recursive: true });
  mkdirSync(join(folder, 'operator'));
  const program = programOf('cloudnative-pg', 'manager');
  for (const architecture of ['amd64', 'arm64'])
    symlinkSync(program, join(folder, 'operator', `manager_${architecture}`));
  return folder;
}
