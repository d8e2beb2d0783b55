/** The text of a TXT record as zone files have it, its strings joined: the opposite of `textValue`. */
export const readTextValue = (value: string): string =>
  Buffer.from(
    [...value.matchAll(/"((?:[^"\\]|\\.)*)"/g)]
      .map(([, inner = '']) =>
        inner.replaceAll(/\\(\d{3}|.)/g, (_, escaped: string) =>
          /^\d{3}$/.test(escaped) ? String.fromCharCode(Number(escaped)) : escaped,
        ),
      )
      .join(''),
    'latin1',
  ).toString('utf8');
