// Utilities and bytes, against values computed elsewhere.

import { createHash, createHmac } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { closeWorlds, evaluate, failureOf } from './script-world.ts';

afterEach(closeWorlds);

const signed = (bytes: Uint8Array): number[] => [...new Int8Array(bytes)];

test('hashes UTF-8 when told to, and writes ? for other letters when not', async () => {
  const results = await evaluate(`
    const { DigestAlgorithm: D, Charset: C } = Utilities;
    return [Utilities.computeDigest(D.SHA_256, 'Đổi', C.UTF_8),
      Utilities.computeDigest(D.SHA_256, 'Đổi'),
      Utilities.computeDigest(D.MD5, [1, -1])];
  `);
  expect(results).toEqual([
    signed(createHash('sha256').update('Đổi').digest()),
    signed(createHash('sha256').update('??i').digest()),
    signed(createHash('md5').update(Uint8Array.of(1, 255)).digest()),
  ]);
});

test('signs texts and bytes', async () => {
  const results = await evaluate(`
    return [Utilities.computeHmacSha256Signature('thân', 'khóa', Utilities.Charset.UTF_8),
      Utilities.computeHmacSha256Signature([0, 127, -128], [5])];
  `);
  expect(results).toEqual([
    signed(createHmac('sha256', 'khóa').update('thân').digest()),
    signed(
      createHmac('sha256', Uint8Array.of(5))
        .update(Uint8Array.of(0, 127, 128))
        .digest(),
    ),
  ]);
});

test('refuses a text with a key of bytes, and what is no byte', async () => {
  expect(await failureOf('Utilities.computeHmacSha256Signature("a", [1]);')).toContain(
    'Exception: The parameters do not match the method signature',
  );
  expect(await failureOf('Utilities.base64Encode([128]);')).toBe(
    'Exception: Cannot convert 128 to byte.',
  );
  expect(await evaluate('return Utilities.base64Encode([127, -128]);')).toBe('f4A=');
});

test('encodes and decodes base64 and blobs', async () => {
  const results = await evaluate(`
    const bytes = Utilities.newBlob('sáng kiến').getBytes();
    return [Utilities.base64Encode('a?>', Utilities.Charset.UTF_8),
      Utilities.base64EncodeWebSafe([-5, -1]), Utilities.base64Encode([-5, -1]),
      Utilities.base64Decode('+/8='), Utilities.base64DecodeWebSafe('-_8='), bytes.slice(0, 3),
      Utilities.newBlob(bytes, 'text/plain', 'x.txt').getDataAsString()];
  `);
  expect(results).toEqual([
    'YT8+',
    '-_8=',
    '+/8=',
    [-5, -1],
    [-5, -1],
    [115, -61, -95],
    'sáng kiến',
  ]);
});

test.each([
  ['yyyy-MM-dd HH:mm:ss', '2010-05-15 00:30:05'],
  ['d/M/yy', '15/5/10'],
  ["EEE, d MMM yyyy 'lúc' h:mm a Z", 'Sat, 15 May 2010 lúc 12:30 AM +0700'],
  ["yyyy-MM-dd'T'HH:mm:ss.SSSXXX", '2010-05-15T00:30:05.007+07:00'],
  ['EEEE MMMM', 'Saturday May'],
])('formats a date as %s', async (pattern, expected) => {
  expect(
    await evaluate(`
      const date = new Date(Date.UTC(2010, 4, 14, 17, 30, 5, 7));
      return Utilities.formatDate(date, 'Asia/Ho_Chi_Minh', ${JSON.stringify(pattern)});
    `),
  ).toBe(expected);
});

test('refuses a pattern letter it does not know', async () => {
  expect(await failureOf('Utilities.formatDate(new Date(), "UTC", "ww")')).toBe(
    'Error: Utilities.formatDate with "ww" is not implemented by this stand-in',
  );
});
