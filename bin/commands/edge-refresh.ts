import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { planCdnRanges } from '../../lib/operations/edge/cdn-ranges-plan';
import { withList } from '../../lib/operations/edge/with-list';
import { cdnRangeLists } from '../../model/data/cdn-range-lists';
import { environmentSchema } from '../../model/environment';
import { fileProblem } from '../../model/file-problem';
import { ProblemsError } from '../../model/problem';
import { validate } from '../../model/schema-problems';
import { SourceFile } from '../../model/source-file';
import { confirm } from '../confirm';
import type { EdgeChangeOptions } from '../edge-change';
import { environmentFile } from '../environment-file';
import { home } from '../home';
import { httpsFetch } from '../issuers/https-issuers';
import { loadedEnvironment } from '../loaded-environment';
import { replaceFile } from '../replace-file';

/**
 * Takes over the ranges that the CDN publishes into the environment file, from where a deploy and the delivery bring them to AWS and to
 * the routers.
 *
 * @throws ProblemsError when there is no list, it does not come, or it is not taken; then nothing was changed
 */
export async function edgeRefresh(name: string, { yes }: EdgeChangeOptions, fetch = httpsFetch()): Promise<void> {
  const { environment } = loadedEnvironment(name);
  const { cdn } = environment.edge;
  const sources = `${Object.keys(cdnRangeLists).join(', ')}, or { url: <address of a list> }`;
  if ('none' in cdn) {
    const remedy = `there is nothing to do; if there is a CDN, write cdn: { canonicalName: <name at the CDN>, ranges: { from: <source>, ipv4: [<block>] } } with the source one of ${sources}`;
    throw new ProblemsError([environmentFile(name).problem(['edge', 'cdn'], 'says that there is no CDN', remedy)]);
  }
  if (cdn.ranges.from === undefined) {
    const reason = 'does not say where the CDN publishes its ranges';
    const remedy = `write from: with one of ${sources}`;
    throw new ProblemsError([environmentFile(name).problem(['edge', 'cdn', 'ranges'], reason, remedy)]);
  }
  const { from } = cdn.ranges;
  const list = typeof from === 'string' ? cdnRangeLists[from] : { url: from.url, lists: 'lines' as const };
  const answer = await fetch(list.url);
  if ('failed' in answer || answer.status !== 200) {
    const reason = 'failed' in answer ? answer.failed : `answers with status ${answer.status}`;
    throw new ProblemsError([fileProblem(list.url, reason, 'run the command again later: nothing was changed')]);
  }
  const plan = planCdnRanges(environment, cdn.ranges, answer.body, list);
  if ('problems' in plan) throw new ProblemsError(plan.problems);
  if (plan.added.length + plan.gone.length === 0) {
    console.log('the file has the ranges that the CDN publishes');
    return;
  }
  for (const block of plan.added) console.log(`+ ${block}`);
  for (const block of plan.gone) console.log(`- ${block}`);

  const file = join(home.environments, name, 'environment.yaml');
  const before = readFileSync(file, 'utf8');
  const path = ['edge', 'cdn', 'ranges'] as const;
  const ipv4 = withList(before, [...path, 'ipv4'], plan.ranges.ipv4);
  const after = ipv4 === undefined ? undefined : withList(ipv4, [...path, 'ipv6'], plan.ranges.ipv6);
  if (after === undefined) {
    const remedy = 'write ipv4: and ipv6: each on a line of its own';
    throw new ProblemsError([environmentFile(name).problem(path, 'is written in a way that is not edited', remedy)]);
  }
  const checked = validate(environmentSchema, new SourceFile(`environments/${name}/environment.yaml`, after));
  if ('problems' in checked) throw new ProblemsError(checked.problems);
  if (!(await confirm('write them into the file?', yes))) {
    console.log('nothing was changed');
    return;
  }
  replaceFile(file, after);
  console.log(
    `\nnext: npm start -- ${name}, review, commit ${relative(process.cwd(), file)} with rendered/, and deploy ${name}-network`,
  );
}
