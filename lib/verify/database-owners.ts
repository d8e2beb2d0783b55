import { z } from 'zod';
import { namespaceLookup, qualifiedName, objectsOfKind, type Rendered, type RenderedObject } from '../rendered';
import { describeObject } from './describe-object';
import type { RenderedFinding, RenderedRule } from './rendered-rule';

const databaseSchema = z.looseObject({
  spec: z.looseObject({ cluster: z.looseObject({ name: z.string() }), name: z.string(), owner: z.string() }),
});

const clusterSchema = z.looseObject({
  spec: z.looseObject({
    bootstrap: z.looseObject({ initdb: z.looseObject({ owner: z.string().optional() }).optional() }).default({}),
    managed: z.looseObject({ roles: z.array(z.looseObject({ name: z.string() })).default([]) }).default({ roles: [] }),
    postgresql: z.looseObject({ pg_hba: z.array(z.string()).default([]) }).default({ pg_hba: [] }),
  }),
});

/**
 * The operator makes a database only when its owner is there, and says so in the status of the object, which nobody watches. Several
 * roles on one server keep apart only if `pg_hba.conf` says so: by the operator's own last line every role may connect to every database, and
 * whoever may connect may read what is open to all. Source: cloudnative-pg/cloudnative-pg:docs/src/declarative_database_management.md.
 */
export const databaseOwnersRule: RenderedRule = {
  id: 'database-owners',
  holds: 'every PostgreSQL database is owned by a role of its cluster, and several roles of one cluster are kept apart',
  findings: (rendered) => [
    ...ownerFindings(rendered),
    ...objectsOfKind(rendered.objects, clusterKind).flatMap(separationFindings),
  ],
};

const clusterKind = 'postgresql.cnpg.io/Cluster';

function ownerFindings({ objects }: Rendered): readonly RenderedFinding[] {
  const beside = namespaceLookup(objects);
  return objectsOfKind(objects, 'postgresql.cnpg.io/Database').flatMap((object) => {
    const { cluster: named, name, owner } = databaseSchema.parse(object).spec;
    const place = describeObject(object);
    const cluster = beside(object, clusterKind).find(({ metadata }) => metadata.name === named.name);
    if (cluster === undefined) {
      const reason = `is in the cluster ${named.name}, which is not rendered beside it`;
      return [{ place, reason, remedy: 'name a Cluster of its namespace' }];
    }
    const { bootstrap, managed } = clusterSchema.parse(cluster).spec;
    const roles = [bootstrap.initdb?.owner ?? 'app', ...managed.roles.map((role) => role.name)];
    if (roles.includes(owner)) return [];
    return [
      {
        place,
        reason: `database ${name} is owned by ${owner}, a role that ${qualifiedName(cluster)} does not have`,
        remedy: `add it to spec.managed.roles, or name one of: ${roles.join(', ')}`,
      },
    ];
  });
}

/** Lines by which a role gets into the database of its name alone. */
const ownDatabaseOnly = /^host(ssl)? sameuser all all scram-sha-256$/;
const nothingElse = 'host all all all reject';

function separationFindings(cluster: RenderedObject): readonly RenderedFinding[] {
  const { managed, postgresql } = clusterSchema.parse(cluster).spec;
  const apart =
    postgresql.pg_hba.some((line) => ownDatabaseOnly.test(line)) && postgresql.pg_hba.at(-1) === nothingElse;
  if (managed.roles.length === 0 || apart) return [];
  return [
    {
      place: describeObject(cluster),
      reason: `has the roles ${managed.roles.map(({ name }) => name).join(', ')}, and lets each into every database`,
      remedy: `write the lines host sameuser all all scram-sha-256 and ${nothingElse} into spec.postgresql.pg_hba`,
    },
  ];
}
