import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import type { Definitions } from '../support/definitions';
import type { GitHost } from '../support/git-host';
import type { KubeObject } from '../support/kube-object';

/** A chart of somebody else's that an application names. */
export interface ForeignChart {
  readonly repository: string;
  readonly name: string;
  readonly version: string;
  /** API groups that it defines. */
  readonly groups: readonly string[];
}

const definedBy: Readonly<Record<string, readonly string[]>> = {
  'external-secrets': ['external-secrets.io'],
  'gitlab-operator': ['apps.gitlab.com'],
  'plugin-barman-cloud': ['barmancloud.cnpg.io'],
};

const specSchema = z.looseObject({
  source: z.looseObject({ repoURL: z.string(), chart: z.string(), targetRevision: z.string() }),
});

/** The charts that applications name, each once. */
export function chartsIn(manifests: readonly KubeObject[]): readonly ForeignChart[] {
  const found = manifests
    .filter(({ kind }) => kind === 'Application')
    .flatMap(({ spec }): readonly ForeignChart[] => {
      const application = specSchema.safeParse(spec);
      if (!application.success) return [];
      const { repoURL, chart, targetRevision } = application.data.source;
      return [{ repository: repoURL, name: chart, version: targetRevision, groups: definedBy[chart] ?? [] }];
    });
  return [...new Map(found.map((each) => [JSON.stringify(each), each])).values()];
}

/** Stands in for charts that come from elsewhere, under their own addresses: definitions, and a Deployment with the values' resources. */
export function standInForCharts(host: GitHost, charts: readonly ForeignChart[], definitions: Definitions): void {
  for (const repository of new Set(charts.map((chart) => chart.repository))) {
    const own = charts.filter((chart) => chart.repository === repository);
    for (const chart of own) pack(chart, definitions, host.fileOf(archiveOf(chart)));
    const entries = Object.fromEntries(
      own.map(({ name }) => [
        name,
        own
          .filter((chart) => chart.name === name)
          .map((chart) => ({ apiVersion: 'v1', name, version: chart.version, urls: [archiveOf(chart)] })),
      ]),
    );
    writeFileSync(host.fileOf(`${repository}/index.yaml`), stringify({ apiVersion: 'v1', entries }));
  }
}

const archiveOf = ({ repository, name, version }: ForeignChart): string => `${repository}/${name}-${version}.tgz`;

function pack({ name, version, groups }: ForeignChart, definitions: Definitions, archive: string): void {
  const work = mkdtempSync(join(tmpdir(), 'commons-chart-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(work, name, path)), { recursive: true });
    writeFileSync(join(work, name, path), text);
  };
  try {
    write('Chart.yaml', stringify({ apiVersion: 'v2', name, version }));
    write('values.yaml', stringify({ resources: {}, serviceAccount: { name: 'default' } }));
    write('templates/deployment.yaml', deployment(name === 'gitlab-runner'));
    const defined = groups.flatMap((group) => definitions.inGroup(group));
    if (defined.length > 0) write('templates/definitions.yaml', defined.map((each) => stringify(each)).join('---\n'));
    mkdirSync(dirname(archive), { recursive: true });
    execFileSync('tar', ['--create', '--gzip', `--file=${archive}`, `--directory=${work}`, name]);
  } finally {
    rmSync(work, { recursive: true });
  }
}

const deployment = (named: boolean): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: {{ .Release.Name }}, namespace: {{ .Release.Namespace }} }
spec:
  selector: { matchLabels: { app: {{ .Release.Name }} } }
  template:
    metadata: { labels: { app: {{ .Release.Name }} } }
    spec:
      ${named ? 'serviceAccountName: {{ .Values.serviceAccount.name }}' : 'automountServiceAccountToken: false'}
      containers:
        - name: manager
          image: example/manager:1
          resources: {{ .Values.resources | toJson }}
          securityContext:
            allowPrivilegeEscalation: false
            runAsNonRoot: true
            capabilities: { drop: [ALL] }
            seccompProfile: { type: RuntimeDefault }
`;
