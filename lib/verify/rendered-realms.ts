import { z } from 'zod';
import { objectsOfKind, type Rendered, type RenderedObject } from '../rendered';

const mapperSchema = z.looseObject({
  name: z.string(),
  protocolMapper: z.string(),
  config: z.record(z.string(), z.string()).default({}),
});

/** A protocol mapper of Keycloak, which writes a claim into tokens. */
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

/** A Keycloak realm in a rendered object. */
export interface RenderedRealm {
  readonly object: RenderedObject;
  readonly realm: z.output<typeof realmSchema>;
}

const configMapSchema = z.looseObject({ data: z.record(z.string(), z.string()).default({}) });

/** All rendered realms: JSON documents in ConfigMaps that are a RealmRepresentation of Keycloak. */
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
    // A text that is not JSON is not a realm.
    return undefined;
  }
}
