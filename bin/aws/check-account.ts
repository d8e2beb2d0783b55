import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Environment } from '../../model/environment';
import { ProblemsError } from '../../model/problem';
import { environmentFile } from '../environment-file';
import { callAws } from './call-aws';
import { clientSettings } from './client-settings';

/**
 * Checks that the credentials belong to the account of the environment. Commands call it before any other call to AWS.
 *
 * @returns the ARN of the caller
 * @throws ProblemsError when they belong to another account.
 * @throws AwsCallError when AWS does not answer.
 */
export async function checkAccount({
  name,
  account,
  region,
}: Pick<Environment, 'name' | 'account' | 'region'>): Promise<string> {
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
