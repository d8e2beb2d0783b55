import { join, relative } from 'node:path';
import { environmentNames } from '../../model/load';
import { renderedRules } from '../../lib/verify/rules';
import { verify } from '../../lib/verify/verify';
import { home } from '../home';
import { readRendered } from '../rendered-files';

/**
 * Holds what is rendered for one environment, or for all, against every rule, and prints what breaks one. The exit code
 * is 1 when something does.
 */
export function verifyRendered(name: string | undefined, { json }: { readonly json: boolean }): void {
  const names = name === undefined ? environmentNames(home.environments) : [name];
  const verified = names.map((environment) => {
    const rendered = readRendered(join(home.rendered, environment));
    return { environment, findings: verify(rendered), waiting: rendered.waiting, unpinned: rendered.unpinned };
  });
  if (json) console.log(JSON.stringify(verified, null, 2));
  else for (const each of verified) print(each);
  if (verified.some(({ findings }) => findings.length > 0)) process.exitCode = 1;
}

function print({ environment, findings, waiting, unpinned }: Verified): void {
  for (const { rule, place, reason, remedy } of findings) {
    const file = join(relative(process.cwd(), home.rendered), environment, place);
    console.log(`${file}: ${reason} (${rule})\n    ${remedy}`);
  }
  for (const output of waiting) console.log(`not looked at: ${environment}/${output} is not rendered yet`);
  for (const image of unpinned) console.log(`not pinned yet: ${environment} runs ${image}`);
  console.log(`${environment}: ${findings.length} findings, ${renderedRules.length} rules`);
}

interface Verified {
  readonly environment: string;
  readonly findings: ReturnType<typeof verify>;
  readonly waiting: readonly string[];
  readonly unpinned: readonly string[];
}
