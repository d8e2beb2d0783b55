import { z } from 'zod';
import { qualifiedKind, qualifiedName, type RenderedObject } from '../lib/rendered';
import { changedManifests } from './changed-manifests';

/** An object of a database that says something else than before of what it was made with. */
export interface FixedChange {
  readonly object: RenderedObject;
  readonly what: string;
  /** What comes of the change. */
  readonly outcome: string;
}

/**
 * Databases whose rendered locale or kind of names changes between `before` and `after`, although a database has it for ever. The cluster takes the
 * first without a word, so this is the last place that can say it.
 */
export function fixedChanges(before: string, after: string): readonly FixedChange[] {
  const now = changedManifests(after, before).filter((object) => qualifiedKind(object) in fixed);
  if (now.length === 0) return [];
  const then = new Map(changedManifests(before, after).map((object) => [identity(object), object]));
  return now.flatMap((object) => {
    const kind = fixed[qualifiedKind(object)];
    const old = then.get(identity(object));
    if (kind === undefined || old === undefined || kind.read(old) === kind.read(object)) return [];
    return [{ object, what: kind.what, outcome: kind.outcome }];
  });
}

const identity = (object: RenderedObject): string => `${qualifiedKind(object)} ${qualifiedName(object)}`;

const localeSchema = z.object({
  localeCollate: z.string().optional(),
  localeCType: z.string().optional(),
  localeProvider: z.string().optional(),
  icuLocale: z.string().optional(),
});
const clusterSchema = z.looseObject({
  spec: z.looseObject({ bootstrap: z.looseObject({ initdb: localeSchema.optional() }).optional() }),
});
const databaseSchema = z.looseObject({ spec: localeSchema });
const mysqlSchema = z.looseObject({ spec: z.looseObject({ pxc: z.looseObject({ configuration: z.string() }) }) });

interface Fixed {
  readonly what: string;
  readonly outcome: string;
  /** A text that is the same as long as nothing of it changes. */
  readonly read: (object: RenderedObject) => string;
}

/** What CloudNativePG makes of a database without a locale. */
const c = { localeCollate: 'C', localeCType: 'C' };

const fixed: Readonly<Record<string, Fixed>> = {
  'postgresql.cnpg.io/Cluster': {
    what: 'locale',
    outcome: 'nothing comes of it: the database keeps the one that it was made with',
    read: (object) =>
      JSON.stringify(Object.entries({ ...c, ...clusterSchema.parse(object).spec.bootstrap?.initdb }).sort()),
  },
  'postgresql.cnpg.io/Database': {
    what: 'locale',
    outcome: 'the cluster refuses it, or nothing comes of it',
    read: (object) => JSON.stringify(Object.entries(databaseSchema.parse(object).spec).sort()),
  },
  'pxc.percona.com/PerconaXtraDBCluster': {
    what: 'lower_case_table_names',
    outcome: 'the servers will not start again',
    read: (object) =>
      /^lower_case_table_names=(.*)$/m.exec(mysqlSchema.parse(object).spec.pxc.configuration)?.[1] ?? '0',
  },
};
