import { crc32, inflateRawSync } from 'node:zlib';
import { MetadataProblem } from './metadata-problem';

const END_OF_DIRECTORY = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const [STORED, DEFLATED] = [0, 8];

/**
 * The files of a zip archive by their paths, folders left out: by its central directory, which is right where the writer streamed.
 * @throws MetadataProblem when it is none, or is packed in a way nobody uses for metadata
 */
export function unzip(archive: Buffer): Map<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end === -1 || archive.readUInt32LE(end) !== END_OF_DIRECTORY) throw new MetadataProblem('Failed to read the zip file');
  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    if (archive.readUInt32LE(at) !== ENTRY) throw new MetadataProblem('Failed to read the zip file');
    const [method, size] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)];
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const header = archive.readUInt32LE(at + 42);
    const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
    const data = archive.subarray(start, start + size);
    if (method !== STORED && method !== DEFLATED) throw new MetadataProblem('Failed to read the zip file');
    if (!name.endsWith('/')) files.set(name, method === STORED ? data : inflateRawSync(data));
    at += 46 + nameLength + extra + comment;
  }
  return files;
}

/** Files as a zip archive, not compressed. */
export function zip(files: ReadonlyMap<string, string>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of files) {
    const [path, data] = [Buffer.from(name), Buffer.from(text)];
    // version 2.0, no flags, stored, no time
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt32LE(crc32(data), 10);
    about.writeUInt32LE(data.length, 14);
    about.writeUInt32LE(data.length, 18);
    about.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([uint32(LOCAL), about, path, data]);
    // the same again, with the place of the file instead of its content
    directory.push(Buffer.concat([uint32(ENTRY), Buffer.from([20, 0]), about, Buffer.alloc(10), uint32(offset), path]));
    parts.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.size, 4);
  end.writeUInt16LE(files.size, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, listed, uint32(END_OF_DIRECTORY), end]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
