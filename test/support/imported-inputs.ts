import { readdirSync, readFileSync } from 'node:fs';
import { join, parse as parsePath } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { webApplicationSchema } from '../../cdk8s/services/web-application/web-application-schema';
import { draftedTenant } from './drafted-tenant';

const folder = 'test/fixtures/imports';

/** Inputs as people have them, modelled on those of well-known applications. */
export const importedInputs = ['compose', 'manifests'].flatMap((format) =>
  readdirSync(join(folder, format)).map((file) => ({
    format,
    name: parsePath(file).name,
    file: join(folder, format, file),
  })),
);

/** The draft of the input with this name. */
export const draftFor = (name: string) => {
  const found = importedInputs.find((input) => input.name === name);
  if (found === undefined) throw new Error(`there is no input ${name}`);
  return draftedTenant([readFileSync(found.file, 'utf8')], undefined, name);
};

const tenant = z.looseObject({ hosts: z.array(z.string()), services: z.array(webApplicationSchema) });

/** Hosts and services of the draft of the input with this name. */
export const draftedFields = (name: string) => tenant.parse(parse(draftFor(name).draft));

/** One service of the draft of the input with this name. */
export const serviceIn = (name: string, service: string) => {
  const found = draftedFields(name).services.find((each) => each.name === service);
  if (found === undefined) throw new Error(`${name} has no service ${service}`);
  return found;
};

/** The only service of the draft of a Compose file with this text. */
export const draftedService = (text: string) => {
  const [service, ...others] = tenant.parse(parse(draftedTenant([text]).draft)).services;
  if (service === undefined || others.length > 0) throw new Error('the draft has not one service');
  return service;
};
