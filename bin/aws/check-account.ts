import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Environment } from '../../model/environment';
import { ProblemsError } from '../../model/problem';
import { environmentFile } from '../environment-file';
import { callAws } from './call-aws';
import { clientSettings } from './client-settings';

/**
 * Makes sure that whoever is signed in is in the account of the environment, before anything else is asked there.
 *
 * @returns the ARN of the caller
 * @throws ProblemsError when it is another account.
 * @throws CallFailed when AWS does not say.
 */
export async function checkAccount({ name, account, region }: Environment): Promise<string> {
  const sts = new STSClient(clientSettings(region));
  const caller = await callAws('sts:GetCallerIdentity', () => sts.send(new GetCallerIdentityCommand({})));
  if (caller.Account === account) return caller.Arn ?? '';
  throw new ProblemsError([
    environmentFile(name).problem(
      ['account'],
      `is ${account}, but you are signed in to ${caller.Account ?? 'no account'} as ${caller.Arn ?? 'nobody'}`,
      `sign in to account ${account}, or name another environment`,
    ),
  ]);
}
