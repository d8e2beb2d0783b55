import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { compiledProgram } from '../../support/compiled-program';
import type { LedRequests } from '../../support/program-host/run-request';
import { withHostedCommons } from './hosted-commons';

const jobSchema = z.looseObject({
  extends: z.string().optional(),
  before_script: z.array(z.string()).default([]),
  script: z.array(z.string()).default([]),
  variables: z.record(z.string(), z.string()).default({}),
});

export interface HomeJobProps {
  /** Text of the pipeline. */
  readonly pipeline: string;
  readonly job: string;
  /** The home's folder. */
  readonly home: string;
  /** Folder for the programs that are not the real ones, and for what they are called with. */
  readonly tools: string;
  readonly variables: Readonly<Record<string, string>>;
  /**
   * Stacks that have something to execute, as `deploy change-sets` would list them.
   * @default none
   */
  readonly changed?: readonly string[];
  /**
   * Where requests of the program go.
   * @default where it sends them
   */
  readonly led?: LedRequests;
  /**
   * Whether the program runs in a process of its own each time, as for a runner, or where its libraries are loaded.
   * @default 'hosted'
   */
  readonly process?: 'own' | 'hosted';
}

export interface RanJob {
  readonly code: number | null;
  readonly output: string;
  /** How `npm`, `cdk` and the commands that need AWS were called, in order. */
  readonly calls: readonly string[];
}

/** Runs the script of a job of a home's pipeline as a runner does, with the program of this project and without npm and AWS. */
export function runHomeJob(props: HomeJobProps): Promise<RanJob> {
  if (props.process === 'own') return runScript(props, `exec ${process.execPath} ${compiledProgram('commons')} "$@"`);
  return withHostedCommons(props.tools, props.led, (client) => runScript(props, `exec ${client} "$@"`));
}

function runScript(
  { pipeline, job, home, tools, variables, changed = [] }: HomeJobProps,
  commons: string,
): Promise<RanJob> {
  const jobs = z.record(z.string(), jobSchema).parse(parse(pipeline));
  const own = jobs[job];
  if (own === undefined) throw new Error(`there is no job ${job}`);
  const base = own.extends === undefined ? undefined : jobs[own.extends];
  const calls = join(tools, 'calls');
  const program = (name: string, text: string) => {
    writeFileSync(join(tools, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(tools, name), 0o755);
  };
  mkdirSync(tools, { recursive: true });
  writeFileSync(calls, '');
  program('npm', `echo "npm $*" >> ${calls}`);
  program('cdk', `echo "cdk $*" >> ${calls}`);
  // The commands that ask AWS are only written down.
  program(
    'aws-commons',
    `echo "commons $*" >> ${calls}; for list; do :; done; [ "$2" != change-sets ] || { mkdir -p "$(dirname "$list")"; printf '%s' '${changed.map((stack) => `${stack}\n`).join('')}' > "$list"; }`,
  );
  program(
    'npx',
    `case "$1 $2 $3" in "commons rights check"|"commons deploy change-sets") shift; exec ${tools}/aws-commons "$@";; esac
name=$1; shift; case $name in commons) ${commons};; *) exec ${tools}/$name "$@";; esac`,
  );
  // Each line is a command of its own, after which a runner stops if it fails.
  const lines = [...(own.before_script.length > 0 ? own.before_script : (base?.before_script ?? [])), ...own.script];
  const env = {
    PATH: [tools, process.env.PATH].join(delimiter),
    HOME: tools,
    TMPDIR: tools,
    ...own.variables,
    ...variables,
  };
  return new Promise((resolve) => {
    const child = spawn('bash', ['-c', `set -eo pipefail\n${lines.join('\n')}\n`], { cwd: home, env });
    let output = '';
    const add = (part: Buffer) => {
      output += part.toString('utf8');
    };
    child.stdout.on('data', add);
    child.stderr.on('data', add);
    child.once('close', (code) => {
      const called = existsSync(calls) ? readFileSync(calls, 'utf8').split('\n').filter(Boolean) : [];
      resolve({ code, output, calls: called });
    });
  });
}
