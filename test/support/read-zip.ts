/** The files of a zip archive, by its central directory: how office programs open .docx and .xlsx. */
import { inflateRawSync } from 'node:zlib';

const END = 0x06054b50;
const ENTRY = 0x02014b50;

export function readZip(bytes: Uint8Array): ReadonlyMap<string, string> {
  const buffer = Buffer.from(bytes);
  const end = buffer.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || buffer.readUInt32LE(end) !== END) throw new Error('no end of a zip archive');
  const files = new Map<string, string>();
  let at = buffer.readUInt32LE(end + 16);
  for (let entry = 0; entry < buffer.readUInt16LE(end + 10); entry += 1) {
    if (buffer.readUInt32LE(at) !== ENTRY) throw new Error('no entry of a zip archive');
    const nameLength = buffer.readUInt16LE(at + 28);
    const name = buffer.toString('utf8', at + 46, at + 46 + nameLength);
    files.set(name, readContent(buffer, at).toString('utf8'));
    at += 46 + nameLength + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
  }
  return files;
}

function readContent(buffer: Buffer, entry: number): Buffer {
  const local = buffer.readUInt32LE(entry + 42);
  const start = local + 30 + buffer.readUInt16LE(local + 26) + buffer.readUInt16LE(local + 28);
  const content = buffer.subarray(start, start + buffer.readUInt32LE(entry + 20));
  return buffer.readUInt16LE(entry + 10) === 0 ? content : inflateRawSync(content);
}
