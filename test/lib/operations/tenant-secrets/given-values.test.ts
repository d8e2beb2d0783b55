import { parseGivenValues } from '../../../../lib/operations/tenant-secrets/given-values';

const parse = (...lines: readonly string[]) => parseGivenValues('values.env', lines.join('\n'));

test('a line is a name and all that follows; in quotes it is a JSON text', () => {
  expect(parse('# from the vault', '', 'A=b=c d', 'web/mail.password = x', String.raw`PEM="a\nb"`, '')).toEqual([
    { written: 'A', value: 'b=c d', line: 3 },
    { written: 'web/mail.password', value: ' x', line: 4 },
    { written: 'PEM', value: 'a\nb', line: 5 },
  ]);
});

test('every wrong line is named, and no value', () => {
  const wrong = () => parse('hunter2', '=hunter2', 'A=', 'B="hunter2', 'C=hunter2', 'C=hunter3', 'D="hunter2" x');
  expect(wrong).toThrow(
    [
      'values.env:1:1 has no name\n    write NAME=value, or service/NAME=value',
      'values.env:2:1 has no name\n    write NAME=value, or service/NAME=value',
      'values.env:3:1 A is empty\n    write its value, or leave the line out',
      'values.env:4:1 B has quotes that do not end as they begin\n    write what is in quotes as a JSON text',
      'values.env:6:1 C is in line 5 too\n    write each value once',
      'values.env:7:1 D has quotes that do not end as they begin\n    write what is in quotes as a JSON text',
    ].join('\n'),
  );
  expect(wrong).not.toThrow('hunter');
});
