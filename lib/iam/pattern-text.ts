import type { Pattern } from './pattern';

/**
 * A value of a policy as a pattern. What CloudFormation fills in stands in it as `${…}`; pieces that it joins are joined. The same
 * expression gives the same text.
 */
export function toPattern(value: unknown): Pattern {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return String(value);
  const [[name, argument] = ['', undefined], ...more] = Object.entries(value);
  if (more.length > 0) return later(JSON.stringify(value));
  if (name === 'Ref') return argument === 'AWS::Partition' ? 'aws' : later(String(argument));
  if (name === 'Fn::GetAtt')
    return later(Array.isArray(argument) ? argument.map(toPattern).join('.') : String(argument));
  if (name === 'Fn::Join' && Array.isArray(argument)) {
    const [separator, pieces] = argument as readonly unknown[];
    if (typeof separator === 'string' && Array.isArray(pieces)) return pieces.map(toPattern).join(separator);
  }
  if (name === 'Fn::Sub' && typeof argument === 'string') {
    // `${!x}` is what CloudFormation leaves to IAM as `${x}`.
    return argument.replaceAll('${AWS::Partition}', 'aws').replaceAll('${!', '${');
  }
  return later(JSON.stringify(value));
}

const later = (text: string): Pattern => `\${${text.replaceAll(/[{}]/g, "'")}}`;
