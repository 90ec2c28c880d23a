/** `export`: writes a programme into one file, which has its name only once it is whole. */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { AdminError } from '../admin-error.ts';
import type { ProgrammeTable } from '../programme-table.ts';
import type { Stop } from '../stop.ts';
import type { Header, Trailer } from './export-format.ts';
import { EXPORT_FORMAT } from './export-format.ts';
import { createLineSink } from './line-sink.ts';
import type { Section } from './read-programme.ts';
import { readProgramme } from './read-programme.ts';

export type ExportRequest = {
  readonly table: ProgrammeTable;
  /** Undefined only reads and counts. */
  readonly file: string | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly tool: string;
  readonly stop: Stop;
  onSection(section: Section, readings: number): void;
};

/** Only whoever exported may read it: it holds what people typed. */
const PRIVATE_MODE = 0o600;

/** @throws AdminError; no file is left then */
export async function exportProgramme(request: ExportRequest): Promise<Trailer> {
  const { file } = request;
  if (file === undefined) return readInto(request, createLineSink());
  if (existsSync(file)) throw new AdminError(`${file} exists already: name another file`);
  const part = `${file}.part`;
  const fd = openSync(part, 'w', PRIVATE_MODE);
  try {
    const header = Buffer.from(toLine(toHeader(request)), 'utf8');
    writeSync(fd, header);
    const trailer = await readInto(request, createLineSink({ fd, position: header.length }));
    // Where the file ends by now: the sink wrote to places of its own.
    writeAtEnd(part, toLine(trailer));
    fsyncSync(fd);
    renameSync(part, file);
    return trailer;
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  } finally {
    closeSync(fd);
  }
}

async function readInto(
  { table, stop, onSection }: ExportRequest,
  sink: ReturnType<typeof createLineSink>,
): Promise<Trailer> {
  const sections = await readProgramme({ table, sink, stop, onSection });
  const total = sink.total();
  if (total.items === 0) {
    throw new AdminError(`table ${table.tableName} has nothing of programme ${table.programme}`);
  }
  return { kind: 'trailer', ...total, sections: [...sections] };
}

function writeAtEnd(path: string, text: string): void {
  const fd = openSync(path, 'a');
  try {
    writeSync(fd, text);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function toHeader({ table, now, tool }: ExportRequest): Header {
  return {
    kind: 'header',
    format: EXPORT_FORMAT,
    programme: table.programme,
    table: table.tableName,
    exportedAt: new Date(now).toISOString(),
    tool,
  };
}

function toLine(value: Header | Trailer): string {
  return `${JSON.stringify(value)}\n`;
}
