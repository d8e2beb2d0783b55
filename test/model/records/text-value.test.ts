import { textValue } from '../../../model/records/text-value';

/** Reads strings of a zone file again, as RFC 1035 says, and joins them as readers of TXT records do. */
function read(value: string): { readonly text: string; readonly lengths: readonly number[] } {
  const strings = [...value.matchAll(/"((?:[^"\\]|\\\d{3}|\\.)*)"/gs)].map(([, inner = '']) =>
    [...inner.matchAll(/\\(\d{3})|\\(.)|([\x20-\x7e])/g)].map(([, code, escaped, plain]) =>
      code === undefined ? (escaped ?? plain ?? '').charCodeAt(0) : Number(code),
    ),
  );
  return { text: Buffer.from(strings.flat()).toString('utf8'), lengths: strings.map(({ length }) => length) };
}

test.each([
  ['a short one', 'v=spf1 mx -all', [14]],
  ['one as long as fits', 'k'.repeat(255), [255]],
  ['a longer one', 'v=DKIM1; p='.padEnd(600, 'k'), [255, 255, 90]],
  ['quotes, backslashes and line breaks', '"a\\b"\n;\t', [8]],
  ['text that is cut in the middle of a character', `${'k'.repeat(254)}éé`, [255, 3]],
])('%s', (_, text, lengths) => {
  expect(read(textValue(text))).toEqual({ text, lengths });
});
