import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ControlPlane } from './control-plane';

const tokenAnswer = z.object({ status: z.object({ token: z.string() }) });

/** A ServiceAccount, as which a program asks the API server. */
export interface Account {
  readonly namespace: string;
  readonly name: string;
}

/** What the audit log calls a ServiceAccount. */
export const userFor = ({ namespace, name }: Account): string => `system:serviceaccount:${namespace}:${name}`;

/**
 * A token of a ServiceAccount that is there, as its pod would have it.
 *
 * @throws Error when the account is not there.
 */
export async function tokenFor(plane: ControlPlane, account: Account, ...audiences: string[]): Promise<string> {
  const { namespace, name } = account;
  const spec = { expirationSeconds: 86_400, audiences };
  const { status, body } = await plane.api.ask(
    'POST',
    `/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`,
    {
      body: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec },
    },
  );
  if (status >= 300) throw new Error(`no token for ${userFor(account)}: ${status} ${JSON.stringify(body)}`);
  return tokenAnswer.parse(body).status.token;
}

/** Writes the kubeconfig of a ServiceAccount that is there, and returns its path. */
export async function kubeconfigFor(plane: ControlPlane, account: Account): Promise<string> {
  const file = join(plane.folder, `${account.namespace}-${account.name}.kubeconfig`);
  writeFileSync(file, plane.kubeconfig(await tokenFor(plane, account), account.namespace), { mode: 0o600 });
  return file;
}
