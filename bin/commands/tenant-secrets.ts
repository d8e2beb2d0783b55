import { readFileSync } from 'node:fs';
import { filledSecrets, type FilledSecret } from '../../lib/operations/tenant-secrets/filled-secrets';
import { parseGivenValues } from '../../lib/operations/tenant-secrets/given-values';
import { planSecrets, type SecretPlan } from '../../lib/operations/tenant-secrets/secret-plan';
import { didYouMean } from '../../model/did-you-mean';
import type { Environment } from '../../model/environment';
import { fileProblem } from '../../model/file-problem';
import { resourceNames } from '../../model/naming';
import { ProblemsError, throwProblems } from '../../model/problem';
import { checkAccount } from '../aws/check-account';
import { FilledSecretValues, type HeldValues } from '../aws/filled-secret-values';
import { withHiddenPrompt } from '../hidden-prompt';
import { loadedEnvironment } from '../loaded-environment';
import { newKeyPair } from '../new-key-pair';
import type { Prompt } from '../prompt-for-values';
import { table } from '../table';

export interface TenantSecretsOptions {
  /**
   * File with a line `NAME=value` for each value.
   * @default missing values are asked for at a terminal
   */
  readonly from?: string;
  /** Values that may be replaced, each `<NAME>` or `<service>/<NAME>`. */
  readonly replace: readonly string[];
}

/**
 * Fills the secrets of a tenant's services that people fill: makes missing key pairs, takes other values from a file or a hidden prompt,
 * and says what is missing then. It shows no value, and replaces none that is not named. The exit code is 1 while a value is missing.
 *
 * @throws ProblemsError when there is no such tenant, or a value does not fit; then nothing was changed
 */
export async function tenantSecrets(name: string, tenant: string, options: TenantSecretsOptions): Promise<void> {
  const { environment } = loadedEnvironment(name);
  const secrets = secretsFor(environment, tenant);
  const { from: file = '', replace } = options;
  const given = file === '' ? [] : parseGivenValues(file, readFileSync(file, 'utf8'));
  if (secrets.length === 0) {
    console.log(`no service of ${tenant} has a secret that people fill`);
    return;
  }
  await checkAccount(environment);
  const store = new FilledSecretValues(environment.region);
  const before = new Map<string, HeldValues>();
  for (const secret of secrets) before.set(secret.name, await store.read(secret.name));
  const held = new Map([...before].map(([secret, { values }]) => [secret, values] as const));
  const plans = planSecrets({ secrets, held, given, file, replace });

  const rows: (readonly string[])[] = [];
  await withHiddenPrompt(async (ask) => {
    throwProblems(ask === undefined ? plans.flatMap((plan) => unanswered(plan, held)) : []);
    for (const plan of plans) {
      const { secret, set } = plan;
      const added = { ...set, ...newPairs(plan), ...(await answersTo(plan, ask)) };
      const old = before.get(secret.name) ?? { version: undefined, values: {} };
      if (Object.keys(added).length > 0) await store.add(secret.name, old, added);
      rows.push(...toRows(secret, Object.keys(old.values), Object.keys(added)));
    }
  });
  const missing = rows.filter(([, , state]) => state === 'missing').length;
  console.log(table(['service', 'value', 'state'], rows));
  console.log(missing === 0 ? '\nall values are there' : `\n${missing} missing: pods wait until they are there`);
  if (missing > 0) process.exitCode = 1;
}

/** @throws ProblemsError when the environment has no such tenant */
function secretsFor(environment: Environment, tenant: string): readonly FilledSecret[] {
  const { tenants } = environment;
  const found = tenants.find(({ name }) => name === tenant);
  if (found !== undefined) return filledSecrets(found, resourceNames(environment).serviceSecret);
  const names = tenants.map(({ name }) => name);
  const remedy = didYouMean(tenant, names, `tenants: ${names.join(', ')}`);
  const file = `environments/${environment.name}/tenants/${tenant}.yaml`;
  throw new ProblemsError([fileProblem(file, 'does not exist', remedy)]);
}

/** What shall be replaced needs a value; what is missing may stay so. */
const unanswered = ({ secret, ask }: SecretPlan, held: ReadonlyMap<string, HeldValues['values']>) =>
  ask
    .filter((key) => Object.hasOwn(held.get(secret.name) ?? {}, key))
    .map((key) =>
      fileProblem(
        `--replace ${secret.service}/${key}`,
        'has no new value',
        'give it with --from, or run at a terminal',
      ),
    );

const newPairs = ({ make }: SecretPlan): Readonly<Record<string, string>> =>
  Object.fromEntries(
    make.flatMap((names) => {
      const pair = newKeyPair(names.kind);
      return [
        [names.private, pair.private],
        [names.public, pair.public],
      ];
    }),
  );

/** After an empty line a value stays as it is. */
async function answersTo({ secret, ask: keys }: SecretPlan, ask: Prompt | undefined) {
  const answers: Record<string, string> = {};
  for (const key of ask === undefined ? [] : keys) {
    const answer = await ask?.(`${secret.service}/${key} (not shown; empty to leave it as it is): `);
    if (answer !== undefined && answer !== '') answers[key] = answer;
  }
  return answers;
}

function toRows(
  { service, keys }: FilledSecret,
  before: readonly string[],
  added: readonly string[],
): readonly (readonly string[])[] {
  const state = (key: string) => (added.includes(key) ? 'set now' : before.includes(key) ? 'there' : 'missing');
  const unlisted = before.filter((key) => !keys.includes(key));
  return [
    ...keys.map((key) => [service, key, state(key)]),
    ...unlisted.map((key) => [service, key, 'there, and not listed']),
  ];
}
