/**
 * The pupils of a common transfer file, one after the other, with what it says of their schools (DfE's CTF
 * specification, school history; since CTF 18 with URNs). Read as a stream: one pupil is in memory. Nothing that the
 * file points at is looked up: a file with a document type, in which entities would be declared, is refused.
 *
 * [check] Names of elements as systems that write the file have them; the specification itself was read by its contents.
 */
import { SaxesParser } from 'saxes';
import { textOf, type CsvFile } from '../csv/csv-file.js';
import type { RefusedRow } from '../movements/refused.js';

/** One `Pupil`. What stands in an element is trimmed; empty where it is blank or absent. */
export interface CtfPupil {
  readonly upn: string;
  /** Of the school that sends the file. */
  readonly enrolmentStatus: string;
  readonly schools: readonly CtfSchool[];
}

/** One `School` of a pupil's `SchoolHistory`. */
export interface CtfSchool {
  readonly line: number;
  /** 1, 2 … among all of the file. */
  readonly number: number;
  text(element: SchoolElement): string;
}

const schoolElements = [
  'URN',
  'LEA',
  'Estab',
  'EntryDate',
  'LeavingDate',
  'LeavingReason',
  'LastSchool',
] as const;
export type SchoolElement = (typeof schoolElements)[number];

/** Pupils up to the end of the file, or up to what could not be read in it. */
export async function* readCtf(file: CsvFile): AsyncGenerator<CtfPupil | RefusedRow> {
  if (file.encoding === 'unreadable') {
    yield fault(1, 'the file is neither UTF-8 nor ISO-8859-1 text', 'encoding');
    return;
  }
  const reading = new CtfReading();
  for await (const text of textOf(file)) {
    reading.write(text);
    yield* reading.taken();
    if (reading.fault) break;
  }
  if (!reading.fault) reading.close();
  yield* reading.taken();
  if (reading.fault) yield reading.fault;
}

/** Deeper than any element of the specification. */
const deepest = 32;
/** Characters without an end of anything: no name or note is as long. */
const longestPiece = 1024 * 1024;
/** Longer than any text that is asked for. */
const longestText = 200;
const mostSchools = 500;

/** What pupils stand in: that of the specification, and that of systems that write none. */
const wrappings: ReadonlySet<string | undefined> = new Set(['CTFpupilData', 'Pupils']);

class CtfReading {
  fault: RefusedRow | undefined;
  private readonly parser = new SaxesParser();
  private readonly path: string[] = [];
  private readonly finished: CtfPupil[] = [];
  private pupil: PupilRead | undefined;
  private text = '';
  private schoolsRead = 0;
  private isWrapped = false;
  private lastPieceAt = 0;

  constructor() {
    const { parser } = this;
    parser.on('doctype', () => this.fail('the file holds a document type, as no such file does', 'doctype'));
    parser.on('error', () => this.fail('is not well-formed XML; what follows was not read', 'xml'));
    parser.on('opentag', ({ name }) => this.opened(localName(name)));
    parser.on('closetag', () => this.closed());
    for (const piece of ['text', 'cdata'] as const)
      parser.on(piece, (text) => {
        this.lastPieceAt = parser.position;
        this.text = (this.text + text).slice(0, longestText);
      });
  }

  write(text: string): void {
    this.parser.write(text);
    if (this.parser.position - this.lastPieceAt > longestPiece)
      this.fail('an element does not end; what follows was not read', 'record-too-long');
  }

  close(): void {
    this.parser.close();
    if (!this.isWrapped) this.fail('the file holds neither CTFpupilData nor Pupils', 'header');
  }

  /** The pupils that were read to their end since the last call. */
  taken(): CtfPupil[] {
    return this.finished.splice(0);
  }

  private opened(name: string): void {
    if (this.fault) return;
    const { path, parser } = this;
    this.lastPieceAt = parser.position;
    this.text = '';
    if (wrappings.has(name)) this.isWrapped = true;
    if (!this.pupil && name === 'Pupil' && wrappings.has(path.at(-1)))
      this.pupil = { depth: path.length + 1, upn: '', enrolmentStatus: '', schools: [] };
    path.push(name);
    if (path.length > deepest)
      this.fail('is deeper than such a file can be; what follows was not read', 'xml');
    if (this.pupil && this.within(this.pupil) === 'SchoolHistory/School') this.begin(this.pupil);
  }

  private begin({ schools }: PupilRead): void {
    if (schools.length === mostSchools) {
      this.fail('has more schools than a pupil can; what follows was not read', 'record-too-long');
      return;
    }
    const texts = new Map<string, string>();
    const text = (element: SchoolElement): string => texts.get(element) ?? '';
    schools.push({ line: this.parser.line, number: ++this.schoolsRead, texts, text });
  }

  private closed(): void {
    if (this.fault) return;
    const { pupil, path, parser } = this;
    this.lastPieceAt = parser.position;
    if (pupil) this.take(pupil, this.text.trim());
    path.pop();
    this.text = '';
    if (!pupil || path.length >= pupil.depth) return;
    this.finished.push(pupil);
    this.pupil = undefined;
  }

  /** An element that ends, with the text in it. */
  private take(pupil: PupilRead, text: string): void {
    const place = this.within(pupil);
    if (place === 'UPN') pupil.upn = text;
    else if (place === 'BasicDetails/EnrolStatus') pupil.enrolmentStatus = text;
    else if (place.startsWith('SchoolHistory/School/')) {
      const element = place.slice('SchoolHistory/School/'.length);
      if (asked.has(element)) pupil.schools.at(-1)?.texts.set(element, text);
    }
  }

  /** The path from the pupil's element to the one at hand. */
  private within({ depth }: PupilRead): string {
    return this.path.slice(depth).join('/');
  }

  private fail(problem: string, code: string): void {
    this.fault ??= fault(this.parser.line, problem, code);
  }
}

interface PupilRead {
  readonly depth: number;
  upn: string;
  enrolmentStatus: string;
  readonly schools: (CtfSchool & { readonly texts: Map<string, string> })[];
}

const asked: ReadonlySet<string> = new Set(schoolElements);

/** Some systems write the file with a prefix. */
const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const fault = (line: number, problem: string, code: string): RefusedRow => ({
  line,
  refused: { field: '', problem, code },
});
