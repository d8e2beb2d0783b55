import { z } from 'zod';

const configSchema = z.object({
  ignition: z.object({ version: z.string() }),
  passwd: z.object({ users: z.array(z.object({ name: z.string(), uid: z.number(), shell: z.string() })) }),
  storage: z.object({
    files: z.array(
      z.object({
        path: z.string(),
        mode: z.number(),
        contents: z.object({ source: z.string(), verification: z.object({ hash: z.string() }).optional() }),
      }),
    ),
    links: z.array(z.object({ path: z.string(), target: z.string() })),
  }),
  systemd: z.object({
    units: z.array(
      z.object({
        name: z.string(),
        enabled: z.boolean().optional(),
        contents: z.string().optional(),
        dropins: z.array(z.object({ name: z.string(), contents: z.string() })).default([]),
      }),
    ),
  }),
});

/** What a host's user data make of it. */
export interface FirstBoot extends z.output<typeof configSchema> {
  /** Text of a file that the user data hold. */
  readonly fileAt: (path: string) => string;
  /** Text of a unit, or of what is added to one. */
  readonly unit: (name: string) => string;
  /** Paths of all files that the user data hold. */
  readonly paths: readonly string[];
}

const inline = 'data:,';

/** @throws Error when it is none. */
export function readFirstBoot(userData: string): FirstBoot {
  const config = configSchema.parse(JSON.parse(userData));
  const texts = new Map(
    config.storage.files.flatMap(({ path, contents: { source } }) =>
      source.startsWith(inline) ? [[path, decodeURIComponent(source.slice(inline.length))] as const] : [],
    ),
  );
  return {
    ...config,
    paths: [...texts.keys()],
    fileAt: (path) => {
      const text = texts.get(path);
      if (text === undefined) throw new Error(`there is no file ${path}, but ${[...texts.keys()].join()}`);
      return text;
    },
    unit: (name) => {
      const found = config.systemd.units.find((each) => each.name === name);
      const text = found?.contents ?? found?.dropins[0]?.contents;
      if (text === undefined) throw new Error(`there is no unit ${name}`);
      return text;
    },
  };
}
