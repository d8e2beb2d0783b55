import { fromByteArray, parseCIDR } from 'ipaddr.js';
import { isObject, type Json } from './template';

/** `node` with each intrinsic function whose arguments are plain values replaced by its value. */
export function evaluate(node: Json): Json {
  if (Array.isArray(node)) return node.map(evaluate);
  if (!isObject(node)) return node;
  const inner = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, evaluate(value)]));
  const [[name, argument] = ['', null], ...others] = Object.entries(inner);
  return others.length === 0 ? (valueOf(name, [argument].flat()) ?? inner) : inner;
}

function valueOf(name: string, [first, second, third]: readonly Json[]): Json | undefined {
  switch (name) {
    case 'Fn::Join':
      return typeof first === 'string' && areTexts(second) ? second.join(first) : undefined;
    case 'Fn::Split':
      return typeof first === 'string' && typeof second === 'string' ? second.split(first) : undefined;
    case 'Fn::Select':
      return Array.isArray(second) ? second[Number(first)] : undefined;
    case 'Fn::Base64':
      return typeof first === 'string' ? Buffer.from(first).toString('base64') : undefined;
    case 'Fn::Cidr':
      return typeof first === 'string' ? subnetsOf(first, Number(second), Number(third)) : undefined;
    default:
      return undefined;
  }
}

const areTexts = (node: Json | undefined): node is string[] =>
  Array.isArray(node) && node.every((item) => typeof item === 'string');

/** The first `count` blocks of `hostBits` bits in an IPv6 block, of which there may be 256. */
function subnetsOf(block: string, count: number, hostBits: number): string[] {
  const [address] = parseCIDR(block);
  const bytes = address.toByteArray();
  if (bytes.length !== 16 || hostBits !== 64)
    throw new Error(`${block} into ${hostBits} bits: not a case of these tests`);
  return Array.from({ length: count }, (_, index) => {
    const subnet = [...bytes.slice(0, 7), index, ...Array.from({ length: 8 }, () => 0)];
    return `${fromByteArray(subnet).toString()}/${128 - hostBits}`;
  });
}
