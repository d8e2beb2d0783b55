import { z } from 'zod';
import { objectsOfKind, type Rendered, type RenderedObject } from '../rendered';

const mapperSchema = z.looseObject({
  name: z.string(),
  protocolMapper: z.string(),
  config: z.record(z.string(), z.string()).default({}),
});

/** A protocol mapper of Keycloak: what puts a claim into tokens. */
export type ProtocolMapper = z.output<typeof mapperSchema>;

const mappers = z.array(mapperSchema).default([]);

/** A group of a realm with the groups below it. */
export interface RealmGroup {
  readonly name: string;
  readonly subGroups: readonly RealmGroup[];
}

const groupSchema: z.ZodType<RealmGroup> = z.looseObject({
  name: z.string(),
  subGroups: z.lazy(() => z.array(groupSchema)).default([]),
});

const realmSchema = z.looseObject({
  realm: z.string(),
  clients: z.array(z.looseObject({ clientId: z.string(), protocolMappers: mappers })).default([]),
  clientScopes: z.array(z.looseObject({ name: z.string(), protocolMappers: mappers })).default([]),
  groups: z.array(groupSchema).default([]),
  roles: z
    .looseObject({ client: z.record(z.string(), z.array(z.looseObject({ name: z.string() }))).default({}) })
    .default({ client: {} }),
});

/** A realm of Keycloak as a rendered object carries it. */
export interface RenderedRealm {
  readonly object: RenderedObject;
  readonly realm: z.output<typeof realmSchema>;
}

const configMapSchema = z.looseObject({ data: z.record(z.string(), z.string()).default({}) });

/** The realms that are rendered: documents of ConfigMaps that are a realm in Keycloak's own form. */
export const renderedRealms = ({ objects }: Rendered): readonly RenderedRealm[] =>
  objectsOfKind(objects, '/ConfigMap').flatMap((object) =>
    Object.entries(configMapSchema.parse(object).data)
      .filter(([file]) => file.endsWith('.json'))
      .flatMap(([, text]) => {
        const { data: realm } = realmSchema.safeParse(tryParseJson(text));
        return realm === undefined ? [] : [{ object, realm }];
      }),
  );

function tryParseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Somebody's file that is no JSON is no realm either.
    return undefined;
  }
}
