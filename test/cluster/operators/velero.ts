import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { freePort } from '../../deep/keycloak/server';
import type { Variables } from '../../deep/support/variables';
import { programOf } from '../build/parts';
import { veleroRights } from '../stand-ins/oadp';
import { kubeconfigFor, userFor } from '../support/account';
import { answering } from './answering';
import type { Operator } from './operator';

const account = { namespace: 'openshift-adp', name: 'velero' };

/** Velero's server as OADP starts it, with its plugin for AWS; `aws` are the variables by which that finds AWS. */
export const velero = (aws: Variables): Operator => ({
  name: 'Velero',
  comesWith: { kind: 'object', of: ['oadp.openshift.io/v1alpha1', 'DataProtectionApplication'] },
  inPlaceOf: [],
  // Its server does not start without one of its kinds.
  watches: ['velero.io'],
  users: [userFor(account)],
  start: async (plane) => {
    const { api, processes, folder: state } = plane;
    await api.applyAll(veleroRights(account.namespace, account.name), { manager: 'oadp' });
    const folder = join(state, 'velero');
    mkdirSync(folder);
    const port = await freePort();
    processes.start(
      'velero',
      [
        programOf('velero', 'velero'),
        'server',
        `--namespace=${account.namespace}`,
        '--features=EnableCSI',
        '--uploader-type=kopia',
        `--plugin-dir=${dirname(programOf('velero-plugin-for-aws', 'velero-plugin-for-aws'))}`,
        `--metrics-address=127.0.0.1:${port}`,
        `--profiler-address=127.0.0.1:${await freePort()}`,
      ],
      // It keeps credentials in the folder that it is started in.
      { folder, variables: { ...aws, KUBECONFIG: await kubeconfigFor(plane, account) } },
    );
    await answering(plane, 'Velero', port);
  },
});
