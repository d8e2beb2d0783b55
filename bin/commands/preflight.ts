import { passed } from '../../lib/operations/preflight/check';
import { claimedDisks } from '../../lib/operations/preflight/claimed-disks';
import { preflightFindings, wouldFail, type CheckedFinding } from '../../lib/operations/preflight/preflight';
import { allObjects } from '../all-objects';
import { awsCloud } from '../aws/aws-cloud';
import { checkAccount } from '../aws/check-account';
import { Ec2MachineImages } from '../aws/ec2-machine-images';
import { homeKinds } from '../home-kinds';
import { httpsIssuers } from '../issuers/https-issuers';
import { loadedEnvironment } from '../loaded-environment';
import { table } from '../table';

/**
 * Checks in AWS for problems that would make a deploy of the environment fail after minutes. Prints progress on
 * standard error and findings on standard output; the exit code is 1 when a deploy would fail or AWS does not answer.
 */
export async function preflight(name: string): Promise<void> {
  const loaded = loadedEnvironment(name);
  const { environment, facts } = loaded;
  const { account, region } = environment;
  const caller = await checkAccount(environment);

  const services = {
    claimedGiB: claimedDisks(await allObjects(loaded, homeKinds())),
    cloud: awsCloud(region),
    images: new Ec2MachineImages(region),
    issuers: httpsIssuers(),
    now: Date.now(),
  };
  const checked = await preflightFindings({ environment, facts, ...services }, (check, index, count) =>
    console.error(`${index}/${count} ${check}`),
  );
  const findings = [{ check: 'account', ...passed(`${account}, as ${caller}`) }, ...checked];
  console.log(
    table(
      ['verdict', 'check', 'finding'],
      findings.map(({ verdict, check, says }) => [verdict, check, says]),
    ),
  );
  for (const [remedy, said] of byRemedy(findings)) console.log(`\n${said.join('\n')}\n    ${remedy}`);
  console.log(`\n${conclusion(name, findings)}`);
  if (wouldFail(findings)) process.exitCode = 1;
}

/** Findings that are not fine, grouped by remedy. */
function byRemedy(findings: readonly CheckedFinding[]): ReadonlyMap<string, readonly string[]> {
  const remedies = new Map<string, string[]>();
  for (const { verdict, says, remedy } of findings) {
    if (remedy === undefined) continue;
    const [line, said] = [`${verdict}: ${says}`, remedies.get(remedy) ?? []];
    if (!said.includes(line)) remedies.set(remedy, [...said, line]);
  }
  return remedies;
}

function conclusion(name: string, findings: readonly CheckedFinding[]): string {
  const counts = (['fails', 'not known', 'warning', 'not yet', 'fine'] as const).flatMap((wanted) => {
    const count = findings.filter(({ verdict }) => verdict === wanted).length;
    return count === 0 ? [] : [`${count} ${wanted}`];
  });
  return `${wouldFail(findings) ? `do not deploy ${name} yet` : `${name} can be deployed`}: ${counts.join(', ')}`;
}
