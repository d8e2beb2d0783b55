import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const header = z.object({
  spec: z.object({
    inputs: z.record(z.string(), z.object({ default: z.string().optional(), description: z.string() })),
  }),
});

const jobSchema = z.looseObject({
  extends: z.union([z.string().transform((name) => [name]), z.array(z.string())]).default([]),
  needs: z.array(z.string()).default([]),
  image: z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]).optional(),
  script: z.array(z.string()).default([]),
  rules: z.array(z.object({ if: z.string() })).optional(),
  variables: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  id_tokens: z.unknown().optional(),
});

/** A job of the pipeline, without what it takes over from others. */
export type Job = z.output<typeof jobSchema>;

/** The file as it is: what it can be told, and the jobs. */
export const pipelineText = readFileSync(resolve(__dirname, '../../pipelines/image.gitlab-ci.yml'), 'utf8').split(
  /^---$/m,
);

/** What can be told to the pipeline. */
export const inputs = header.parse(parse(pipelineText[0] ?? '')).spec.inputs;

/** The jobs as text once GitLab has put in what it was told. */
export const jobsText = (told: Readonly<Record<string, string>>): string =>
  (pipelineText[1] ?? '').replaceAll(/\$\[\[ inputs\.([a-z0-9-]+) \]\]/g, (_, name: string) => {
    const value = told[name] ?? inputs[name]?.default;
    if (value === undefined) throw new Error(`the pipeline is not told its ${name}`);
    return value;
  });

/** The jobs for an image, by name; those with a dot are parts of others. */
export const jobs = z.record(z.string(), jobSchema).parse(parse(jobsText({ image: 'quay.io/commons/site' })));

/** A job and everything that it takes over, itself first. */
export const lineage = (name: string): readonly Job[] => {
  const job = jobs[name];
  if (job === undefined) throw new Error(`there is no job ${name}`);
  return [job, ...job.extends.flatMap(lineage)];
};
