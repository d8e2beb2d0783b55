import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resourceNames } from '../../model/naming';
import { deployRegions, rightsNoun } from '../../lib/deployment-rights';
import { rightsFaults } from '../../lib/operations/rights/rights-faults';
import { qualifierFromContext } from '../../lib/qualifier-from-context';
import { checkAccount } from '../aws/check-account';
import { deployedRights } from '../aws/deployed-rights';
import { cdkContext } from '../cdk-context';
import { home } from '../home';
import { loadedEnvironment } from '../loaded-environment';

/**
 * Compares the deployed rights of CloudFormation with the rendered ones: they must allow the deploy, and nothing more. The exit
 * code is 1 when an engineer has to deploy rights first.
 */
export async function checkRights(name: string): Promise<void> {
  const { environment } = loadedEnvironment(name);
  await checkAccount(environment);
  const stackName = resourceNames(environment).stack(rightsNoun);
  const file = join(home.rendered, name, 'rights', `${stackName}.template.json`);
  const faults = rightsFaults({
    stackName,
    rendered: JSON.parse(readFileSync(file, 'utf8')),
    account: environment.account,
    qualifier: qualifierFromContext(cdkContext()),
    deployed: await deployedRights(stackName, deployRegions(environment)),
  });
  const remedies = new Map(faults.map(({ remedy }) => [remedy, faults.filter((fault) => fault.remedy === remedy)]));
  for (const [remedy, those] of remedies) {
    console.log(`${those.map(({ reason }) => reason).join('\n')}\n    ${remedy}\n`);
  }
  console.log(
    faults.length === 0
      ? `${name} can be deployed: CloudFormation has the rendered rights`
      : `do not deploy ${name} yet: ${faults.length} ${faults.length === 1 ? 'right is' : 'rights are'} not as rendered`,
  );
  if (faults.length > 0) process.exitCode = 1;
}
