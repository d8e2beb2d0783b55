import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { createContext } from '../../../cdk8s/applications/application';
import { hostsApplications } from '../../../cdk8s/applications/hosts';
import type { Environment } from '../../../model/environment';
import { blockYaml } from '../../../model/formats/block-yaml';
import { debianPackages } from '../support/debian';

const ruleSchema = z.looseObject({
  kind: z.literal('PrometheusRule'),
  spec: z.looseObject({ groups: z.array(z.looseObject({ rules: z.array(z.looseObject({ alert: z.string() })) })) }),
});

/** Labels that a Probe of the machine gives to every series. */
const labels = 'namespace="hosts",host="mail",machine="mail-a",instance="mail-a"';

/** Days for which the answer stays the same, so that every alert has had its time, and minutes between two looks at it. */
const [days, minutes] = [9, 30];

/**
 * Names of the rendered alerts that fire in Prometheus' own evaluator once the node exporter has answered like this for nine days, in
 * order. Times in the answer are as long ago at each moment of that evaluator, whose clock begins in 1970.
 */
export function firingAlerts(environment: Environment, answered: readonly string[]): readonly string[] {
  const groups = hostsApplications(createContext(environment))
    .flatMap(({ files }) => Object.values(files).flat())
    .flatMap((object) => ruleSchema.safeParse(object).data?.spec.groups ?? []);
  const names = [...new Set(groups.flatMap(({ rules }) => rules.map(({ alert }) => alert)))];
  const folder = mkdtempSync(join(tmpdir(), 'commons-alerts-'));
  try {
    writeFileSync(join(folder, 'rules.yaml'), blockYaml({ groups }));
    const test = {
      interval: `${minutes}m`,
      input_series: ['up 1', ...answered].map(toSeries),
      alert_rule_test: names.map((alertname) => ({ eval_time: `${days}d`, alertname, exp_alerts: [] })),
    };
    const tests = { rule_files: ['rules.yaml'], evaluation_interval: `${minutes}m`, tests: [test] };
    writeFileSync(join(folder, 'test.yaml'), blockYaml(tests));
    const [program, ...words] = debianPackages(['promtool', 'libc6']).command('usr/bin/promtool');
    const options = { cwd: folder, encoding: 'utf8' } as const;
    const { status, stdout, stderr } = spawnSync(program, [...words, 'test', 'rules', 'test.yaml'], options);
    // What fires is not expected, and told as such; promtool ends without any other difference.
    const firing = [...(stdout + stderr).matchAll(/alertname: ?(\w+), time: \w+,\s+exp:\[/g)].map(
      ([, name = '']) => name,
    );
    if ((status === 0) !== (firing.length === 0)) throw new Error(stdout + stderr);
    return firing.sort();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function toSeries(line: string): { readonly series: string; readonly values: string } {
  const [, name, own, number] = /^([a-z_]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
  if (name === undefined) throw new Error(`${line} is no series`);
  const steps = (days * 1440) / minutes;
  const value = Number(number);
  const isTime = /_(timestamp|mtime)_seconds$/.test(name);
  return {
    series: `${name}{${own === undefined ? labels : `${labels},${own}`}}`,
    values: isTime ? `${value - Math.floor(Date.now() / 1000)}+${minutes * 60}x${steps}` : `${value}x${steps}`,
  };
}
