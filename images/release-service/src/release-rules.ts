import type { Configuration } from './configuration';
import type { JobClaims } from './gitlab-tokens';
import { Refusal } from './refusal';
import type { ReleasePath } from './release-path';

type Rules = Pick<Configuration, 'namespaces' | 'projects' | 'fileNames'>;

/**
 * Checks that a job may publish a file: the job must run for a tag, and the file must belong to that tag.
 *
 * @throws Refusal with the condition that is not met.
 */
export function checkRelease(path: ReleasePath, job: JobClaims, rules: Rules): void {
  const { project, version, file } = path;
  if (job.ref_type !== 'tag') throw new Refusal(403, `the job runs for a ${job.ref_type}: only tags are released`);
  if (job.ref_protected !== 'true') {
    throw new Refusal(403, `the tag ${job.ref} is not protected: protect it in the project’s repository settings`);
  }
  if (job.project_path !== project) throw new Refusal(403, `the job is of ${job.project_path}, not of ${project}`);
  if (job.project_path !== `${job.namespace_path}/${nameOf(project)}`) {
    throw new Refusal(403, `${job.project_path} is not in ${job.namespace_path}`);
  }
  if (!rules.projects.includes(project) && !rules.namespaces.includes(job.namespace_path)) {
    throw new Refusal(403, `${project} may not publish here: ask for it to be added to the list`);
  }
  if (job.ref !== version) throw new Refusal(403, `the job runs for the tag ${job.ref}, not for ${version}`);
  if (!rules.fileNames.some((pattern) => nameMatches(pattern, path))) {
    const wanted = rules.fileNames.map((pattern) => fillIn(pattern, path)).join(', ');
    throw new Refusal(403, `${file} is no name for a file of this release: ${wanted}`);
  }
}

const nameOf = (project: string): string => project.slice(project.lastIndexOf('/') + 1);

/**
 * Replaces the parts in a pattern. In tags of some projects the version begins with `v`, but in names of archives it
 * never does.
 */
const fillIn = (pattern: string, { project, version }: ReleasePath): string =>
  pattern.replaceAll('{project}', nameOf(project)).replaceAll('{version}', version.replace(/^v/, ''));

function nameMatches(pattern: string, path: ReleasePath): boolean {
  const parts = fillIn(pattern, path)
    .split('*')
    .map((part) => part.replaceAll(/[.+~{}-]/g, '\\$&'));
  return new RegExp(`^${parts.join('[A-Za-z0-9_.+~-]+')}$`).test(path.file);
}
