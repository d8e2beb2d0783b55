import { join } from 'node:path';
import { coverage } from '../../lib/operations/backup-coverage/coverage';
import { groupHoldings, type CoverageGroups } from '../../lib/operations/backup-coverage/coverage-groups';
import { liveCoverage } from '../../lib/operations/backup-coverage/live-coverage';
import { AwsBackups } from '../aws/aws-backups';
import { checkAccount } from '../aws/check-account';
import { home } from '../home';
import { loadedEnvironment } from '../loaded-environment';
import { readRendered } from '../rendered-files';
import { table } from '../table';
import { sum } from '../../model/sum';

/**
 * Prints everything in an environment that holds data, and how each can be restored, from the rendered files. With `live` it
 * also asks AWS how old the newest copies are. The exit code is 1 when something has neither a copy nor a reason why it needs
 * none, or a copy is too old.
 */
export async function backupCoverage(name: string, { live }: { readonly live: boolean }): Promise<void> {
  const { environment, facts } = loadedEnvironment(name);
  const rendered = readRendered(join(home.rendered, name));
  const groups = groupHoldings(coverage(rendered));
  printGroups(groups);
  for (const output of rendered.waiting) console.log(`not checked: ${name}/${output} is not rendered yet`);
  let stale = 0;
  if (live) {
    await checkAccount(environment);
    const findings = await liveCoverage(environment, facts, rendered, new AwsBackups(environment), new Date());
    console.log(
      `\n${table(
        ['verdict', 'what', 'in AWS'],
        findings.map(({ verdict, what, says }) => [verdict, what, says]),
      )}`,
    );
    stale = findings.filter(({ verdict }) => verdict === 'problem').length;
  }
  console.log(`\n${conclusion(name, groups, stale)}`);
  if (groups.undecided.length + stale > 0) process.exitCode = 1;
}

function printGroups({ protected: groups, unprotected, undecided }: CoverageGroups): void {
  for (const { protection, holdings } of groups) {
    const { by, howOften, kept, secondCopy, restore } = protection;
    console.log(`${by}: ${howOften}; kept ${kept}; second copy: ${secondCopy}; docs/restore.md#${restore}`);
    console.log(
      `${table(
        ['  kind', 'what'],
        holdings.map((holding) => [`  ${holding.kind}`, holding.name]),
      )}\n`,
    );
  }
  if (unprotected.length > 0) {
    const rows = unprotected.map(({ holding, because }) => [`  ${holding.kind}`, holding.name, because]);
    console.log(`not backed up, because\n${table(['  kind', 'what', 'because'], rows)}\n`);
  }
  for (const { remedy, holdings } of undecided) {
    const rows = holdings.map(({ holding, problem }) => [`  ${holding.kind}`, holding.name, problem]);
    console.log(`problem: ${remedy}\n${table(['  kind', 'what', 'problem'], rows)}\n`);
  }
}

function conclusion(
  name: string,
  { protected: groups, unprotected, undecided }: CoverageGroups,
  stale: number,
): string {
  const counts = `${countHoldings(groups)} can be restored, ${unprotected.length} need no copy, ${countHoldings(undecided)} undecided`;
  return `${name}: ${counts}${stale === 0 ? '' : `, ${stale} with copies missing or too old in AWS`}`;
}

const countHoldings = (groups: readonly { readonly holdings: readonly unknown[] }[]): number =>
  sum(groups.map(({ holdings }) => holdings.length));
