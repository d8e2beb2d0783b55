import type { RefusedAttribute } from '../gaps';
import { evaluate } from './evaluate';
import { referencesIn, replaceReferences, type Json, type Reference, type Template } from './template';

/** What moto cannot create. */
export interface Limits {
  readonly types: readonly string[];
  readonly attributes: readonly Pick<RefusedAttribute, 'type' | 'attribute' | 'instead'>[];
  /** `<type>.<property>`: a resource that loses what it refers to there goes too. */
  readonly essentials: readonly string[];
}

/** As much of a template as moto can deploy. */
export interface Deployable {
  readonly template: Template;
  /** Properties and outputs that lost what they referred to: `<type>.<property>`, `Outputs.<name>`. */
  readonly withoutTarget: readonly string[];
}

/** Takes out of a template what is beyond the limits of moto, and what refers to it. */
export function withoutGaps(template: Template, limits: Limits): Deployable {
  const lost = new Set<string>();
  const gone = new Set<string>();
  const isGone = ({ id }: Reference) => gone.has(id);
  const all = Object.entries(template.Resources);
  for (const [id, { Type }] of all) if (limits.types.includes(Type)) gone.add(id);
  for (const [id, { Type, Properties }] of all.filter(([each]) => !gone.has(each))) {
    const places = Object.entries(Properties)
      .filter(([, value]) => referencesIn(value).some(isGone))
      .map(([name]) => `${Type}.${name}`);
    for (const place of places) lost.add(place);
    if (places.some((place) => limits.essentials.includes(place))) gone.add(id);
  }
  for (const [name, { Value }] of Object.entries(template.Outputs)) {
    if (referencesIn(Value).some(isGone)) lost.add(`Outputs.${name}`);
  }

  const replace = ({ id, attribute }: Reference): Json | undefined => {
    if (gone.has(id)) return undefined;
    if (attribute === undefined) return { Ref: id };
    const type = template.Resources[id]?.Type;
    const refused = limits.attributes.find((each) => each.type === type && each.attribute === attribute);
    if (refused === undefined) return { 'Fn::GetAtt': [id, attribute] };
    return refused.instead === 'Ref' ? { Ref: id } : refused.instead;
  };
  const standing = (node: Json): Json | undefined => {
    const replaced = replaceReferences(node, replace);
    return replaced === undefined ? undefined : evaluate(replaced);
  };
  const resources = all
    .filter(([id]) => !gone.has(id))
    .map(([id, resource]) => {
      const dependsOn = resource.DependsOn?.filter((other) => !gone.has(other));
      const properties = Object.entries(resource.Properties).map(([name, value]) => entry(name, standing(value)));
      return { [id]: { ...resource, Properties: joined(properties), DependsOn: dependsOn } };
    });
  const outputs = Object.entries(template.Outputs).map(([name, output]) => {
    const value = standing(output.Value);
    return value === undefined ? {} : { [name]: { ...output, Value: value } };
  });
  return {
    template: { ...template, Resources: joined(resources), Outputs: joined(outputs) },
    withoutTarget: [...lost].sort(),
  };
}

const entry = (name: string, value: Json | undefined): Readonly<Record<string, Json>> =>
  value === undefined ? {} : { [name]: value };

const joined = <Value>(objects: readonly Readonly<Record<string, Value>>[]): Record<string, Value> =>
  Object.fromEntries(objects.flatMap((each) => Object.entries(each)));
