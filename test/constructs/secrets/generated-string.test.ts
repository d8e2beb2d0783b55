import { generatedString } from '../../../constructs/secrets/generated-string';
import type { SecretForm } from '../../../model/formats/secret-form';

/** The characters that AWS may take, sorted; it begins with all printable ones but the blank. */
function alphabet(form?: SecretForm): string {
  const { excludeCharacters = '', excludePunctuation, excludeUppercase } = generatedString(form);
  const all = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index));
  return all
    .filter((each) => !excludeCharacters.includes(each))
    .filter((each) => excludePunctuation !== true || /[A-Za-z0-9]/.test(each))
    .filter((each) => excludeUppercase !== true || !/[A-Z]/.test(each))
    .join('');
}

const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const letters = `${upper}${upper.toLowerCase()}`;

test('a value without a form has the template that values had before there were forms', () => {
  expect(generatedString()).toEqual({ passwordLength: 64, excludePunctuation: true });
});

test.each<[string, SecretForm | undefined, number, string]>([
  ['no form', undefined, 64, `0123456789${letters}`],
  ['digits', { hex: 64 }, 64, '0123456789abcdef'],
  ['letters and digits', { characters: 50 }, 50, `0123456789${letters}`],
  ['a whole number of three bytes', { base64: 48 }, 64, `+/0123456789${letters}`],
  ['one byte more', { base64: 49 }, 68, `+/0123456789${letters}`],
  ['two bytes more', { base64: 32 }, 44, `+/0123456789${letters}`],
  ['a UUID', 'uuid', 30, '0123456789abcdef'],
])('for %s AWS takes as many characters as are needed, and only those', (_, form, length, characters) => {
  expect(generatedString(form).passwordLength).toBe(length);
  expect(alphabet(form)).toBe(characters);
});

test('all digits of a key are random: AWS needs not take one of each kind', () => {
  for (const form of [{ hex: 32 }, { base64: 16 }, 'uuid'] as const) {
    expect(generatedString(form)).toMatchObject({ requireEachIncludedType: false });
  }
});
