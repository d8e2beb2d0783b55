import { isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type Node } from 'yaml';

/**
 * Returns the template that CloudFormation has, which gives it back as it was sent: as JSON, or as YAML with the short forms of
 * functions.
 *
 * @throws Error when it is neither.
 */
export function parseTemplateBody(body: string): unknown {
  if (body.trimStart().startsWith('{')) return JSON.parse(body) as unknown;
  const document = parseDocument(body);
  const [problem] = document.errors;
  if (problem !== undefined) throw problem;
  return toValue(document.contents, document);
}

function toValue(node: unknown, document: Document): unknown {
  if (isAlias(node)) return toValue(node.resolve(document), document);
  const plain = isMap(node)
    ? Object.fromEntries(node.items.map(({ key, value }) => [String(key), toValue(value, document)]))
    : isSeq(node)
      ? node.items.map((item) => toValue(item, document))
      : isScalar(node)
        ? node.value
        : node;
  const [, name] = /^!(\w+)$/.exec((node as Node | null)?.tag ?? '') ?? [];
  return name === undefined ? plain : longForm(name, plain);
}

/** The long form of a function in its short form. Source: AWS CloudFormation template reference, "Intrinsic functions". */
function longForm(name: string, value: unknown): unknown {
  if (name === 'Ref' || name === 'Condition') return { [name]: value };
  if (name !== 'GetAtt' || typeof value !== 'string') return { [`Fn::${name}`]: value };
  const dot = value.indexOf('.');
  return { 'Fn::GetAtt': [value.slice(0, dot), value.slice(dot + 1)] };
}
