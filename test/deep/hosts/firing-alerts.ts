import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { hostsApplications } from '../../../cdk8s/applications/hosts';
import { createContext } from '../../../cdk8s/applications/application';
import type { Environment } from '../../../model/environment';
import { blockYaml } from '../../../model/formats/block-yaml';
import { debianPackages } from '../support/debian';

const ruleSchema = z.looseObject({
  kind: z.literal('PrometheusRule'),
  spec: z.looseObject({ groups: z.array(z.looseObject({ name: z.string() })) }),
});

const firedSchema = z.object({ alert: z.string() });

/** Labels that a Probe of the machine gives to every series. */
const labels = 'namespace="hosts",host="mail",machine="mail-a",instance="mail-a"';

/**
 * Names of the rendered alerts that fire in Prometheus' own evaluator once the node exporter has answered like this for nine days, each
 * once and in order. Times of the answer are moved to the present of that evaluator, whose clock begins in 1970.
 */
export function firingAlerts(environment: Environment, answered: readonly string[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'commons-alerts-'));
  try {
    const objects = hostsApplications(createContext(environment)).flatMap(({ files }) => Object.values(files).flat());
    const groups = objects.flatMap((object) => {
      const { data } = ruleSchema.safeParse(object);
      return data === undefined ? [] : data.spec.groups;
    });
    writeFileSync(join(folder, 'rules.yaml'), blockYaml({ groups }));
    const days = 9;
    const now = Math.floor(Date.now() / 1000);
    const steps = (days * 86_400) / 300;
    const series = ['up 1', ...answered].flatMap((line) => {
      const [, name = '', own, number = ''] = /^([a-z_]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
      const value = Number(number);
      const each = `${name}{${[labels, ...(own === undefined ? [] : [own])].join(',')}}`;
      // What is a time goes on as the clock does: it is as long ago at every moment.
      const values = /_(timestamp|mtime)_seconds$/.test(name) ? `${value - now}+300x${steps}` : `${value}x${steps}`;
      return name === '' ? [] : [{ series: each, values }];
    });
    const names = [
      ...new Set(groups.flatMap((group) => z.array(firedSchema).parse(group.rules)).map(({ alert }) => alert)),
    ];
    const firing = names.filter((alertname) => !isSilent({ folder, days, series, alertname }));
    return firing.sort();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Question {
  readonly folder: string;
  readonly days: number;
  readonly series: readonly object[];
  readonly alertname: string;
}

/** Whether promtool agrees that an alert does not fire. */
function isSilent({ folder, days, series, alertname }: Question): boolean {
  const test = {
    rule_files: ['rules.yaml'],
    evaluation_interval: '5m',
    tests: [
      { interval: '5m', input_series: series, alert_rule_test: [{ eval_time: `${days}d`, alertname, exp_alerts: [] }] },
    ],
  };
  writeFileSync(join(folder, 'test.yaml'), blockYaml(test));
  const [program, ...words] = debianPackages(['prometheus', 'libc6']).command('usr/bin/promtool');
  try {
    execFileSync(program, [...words, 'test', 'rules', 'test.yaml'], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
    return true;
  } catch (error) {
    const { stdout, stderr } = z.looseObject({ stdout: z.string(), stderr: z.string() }).parse(error);
    // An alert that fires is the one difference that is meant.
    if (!/exp:\[\s*\]/.test(stdout + stderr)) throw new Error(stdout + stderr, { cause: error });
    return false;
  }
}
