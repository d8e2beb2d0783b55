import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { folderOf, parts } from '../build/parts';
import { permissiveDefinition } from '../stand-ins/permissive-definition';
import { withoutRulesOfFork } from '../stand-ins/rules-of-fork';
import { eventually } from './eventually';
import type { Release } from './control-plane';
import type { KubeApi } from './kube-api';

const definitionSchema = z.looseObject({
  apiVersion: z.literal('apiextensions.k8s.io/v1'),
  kind: z.literal('CustomResourceDefinition'),
  metadata: z.looseObject({
    name: z.string(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
  spec: z.looseObject({
    group: z.string(),
    names: z.looseObject({ kind: z.string() }),
    versions: z.array(z.looseObject({ name: z.string() })),
  }),
});

export type Definition = z.infer<typeof definitionSchema>;

/** A kind as objects name it. */
export interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly namespace?: string };
}

/** Variable with a folder of definitions as an OpenShift release serves them. */
export const definitionsVariable = 'COMMONS_CRDS';

/** Those that a release serves, where they lie beside the repository. */
const shared = resolve(__dirname, '../../../../shared/crds');
/** Those of the modules that OpenShift and the operators are built from. */
const ofModules = (): string =>
  parts
    .filter(({ kind }) => kind === 'definitions')
    .map(folderOf)
    .join('');
/** Of one kind that several folders define, the last counts. */
const folders: Readonly<Record<Release, readonly string[]>> = {
  '4.17': ['synthetic', 'synthetic-openshift-4.17', 'main', 'openshift-4.17'],
  '4.20': ['synthetic', 'main', 'openshift-4.20'],
};

/** Definitions of the kinds that a delivery needs: of the cluster itself, and of each operator. */
export class Definitions {
  private constructor(
    private readonly all: readonly Definition[],
    /** Kinds that are stood in for, because nobody defines them here. */
    readonly missing: readonly string[],
    readonly source: string,
  ) {}

  /**
   * Those of `needed`, by `<apiVersion> <kind>`, that the API server does not serve by itself, and all that is known of whole API
   * groups, which operators watch that run for real.
   */
  static of(needed: readonly Kind[], groups: readonly string[] = [], release: Release = '4.20'): Definitions {
    const source = process.env[definitionsVariable] ?? (existsSync(shared) ? shared : ofModules());
    const known = new Map<string, Definition>();
    for (const definition of existsSync(source) ? read(source, release) : [])
      known.set(`${definition.spec.group} ${definition.spec.names.kind}`, definition);
    const [all, missing] = [new Map<string, Definition>(), new Set<string>()];
    for (const { apiVersion, kind, metadata } of needed) {
      const [group = '', version] = apiVersion.split('/');
      if (version === undefined || isServed(group)) continue;
      const key = `${group} ${kind}`;
      const found = known.get(key);
      if (found?.spec.versions.some(({ name }) => name === version)) all.set(key, found);
      else if (!missing.has(`${apiVersion} ${kind}`)) {
        missing.add(`${apiVersion} ${kind}`);
        all.set(key, definitionSchema.parse(permissiveDefinition(apiVersion, kind, metadata.namespace !== undefined)));
      }
    }
    // A release's own folder holds what platforms render; a module all that its operator watches.
    const whole = groups.length === 0 ? [] : [...read(ofModules(), release), ...known.values()];
    for (const definition of whole) {
      const { group, names } = definition.spec;
      if (groups.includes(group) && !all.has(`${group} ${names.kind}`)) all.set(`${group} ${names.kind}`, definition);
    }
    return new Definitions([...all.values()], [...missing].sort(), source);
  }

  /** Applies those of whole groups or of `<group>/<kind>`, and waits until they are served. */
  async apply(api: KubeApi, defines: readonly string[]): Promise<void> {
    await this.serve(api, (each) => defines.some((which) => isOf(each, which)));
  }

  /** Applies all that no operator brings. */
  async applyOthers(api: KubeApi, operators: readonly string[]): Promise<void> {
    await this.serve(api, (each) => !operators.some((which) => isOf(each, which)));
  }

  /** Definitions of a group, for whoever brings them in another way. */
  inGroup(group: string): readonly Definition[] {
    return this.all.filter(({ spec }) => spec.group === group);
  }

  private async serve(api: KubeApi, wanted: (definition: Definition) => boolean): Promise<void> {
    const chosen = this.all.filter(wanted);
    await api.applyAll(chosen, { manager: 'definitions' });
    const names = chosen.map(({ metadata }) => metadata.name);
    await eventually({
      what: `definitions are served: ${names.join(', ')}`,
      seconds: 60,
      ask: async () => {
        const all = await api.list('apiextensions.k8s.io/v1', 'CustomResourceDefinition');
        const served = all.filter(({ status }) => isEstablished(status));
        return names.every((name) => served.some(({ metadata }) => metadata.name === name)) ? true : undefined;
      },
    });
  }
}

const statusSchema = z.looseObject({ conditions: z.array(z.looseObject({ type: z.string(), status: z.string() })) });

/** While a definition is new, it has no conditions at all. */
function isEstablished(status: unknown): boolean {
  const { success, data } = statusSchema.safeParse(status);
  return success && data.conditions.some(({ type, status: is }) => type === 'Established' && is === 'True');
}

const isOf = ({ spec }: Definition, which: string): boolean => {
  const [group, kind = spec.names.kind] = which.split('/');
  return group === spec.group && kind === spec.names.kind;
};

/** Groups that the API server has without a definition. */
const isServed = (group: string): boolean =>
  !group.includes('.') ||
  ['admissionregistration', 'apiextensions', 'networking', 'rbac.authorization', 'scheduling', 'storage'].some(
    (name) => group === `${name}.k8s.io`,
  );

function read(folder: string, release: Release): readonly Definition[] {
  const places = folders[release].map((name) => join(folder, name)).filter((place) => existsSync(place));
  const files = (places.length > 0 ? places : [folder]).flatMap((place) =>
    readdirSync(place, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(json|ya?ml)$/.test(name))
      .sort()
      .map((name) => join(place, name)),
  );
  return files.flatMap((file) =>
    parse(file).flatMap((document) => {
      const definition = definitionSchema.safeParse(release === '4.17' ? withoutRulesOfFork(document) : document);
      return definition.success ? [{ ...definition.data, metadata: bare(definition.data.metadata) }] : [];
    }),
  );
}

const approval = 'api-approved.kubernetes.io';

/** Without labels and annotations, which charts write templates into; but Kubernetes' own groups want to be approved. */
const bare = ({ name, annotations }: Definition['metadata']) => ({
  name,
  // Not even empty: Argo CD would take that for a difference.
  annotations: annotations?.[approval] === undefined ? undefined : { [approval]: annotations[approval] },
});

function parse(file: string): readonly unknown[] {
  const text = readFileSync(file, 'utf8');
  if (file.endsWith('.json')) return [JSON.parse(text)];
  return parseAllDocuments(text).map((document) => document.toJS() as unknown);
}
