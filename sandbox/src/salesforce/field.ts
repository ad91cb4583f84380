export type FieldType =
  | 'id'
  | 'string'
  | 'phone'
  | 'email'
  | 'textarea'
  | 'picklist'
  | 'datetime'
  | 'date'
  | 'boolean'
  | 'double'
  | 'currency'
  | 'reference';

export interface FieldSchema {
  name: string;
  type: FieldType;
  /** Characters; 0 where it has no meaning. */
  length: number;
  label: string;
  required: boolean;
  /** False: the org sets it, writing it is INVALID_FIELD_FOR_INSERT_UPDATE. */
  writable: boolean;
  externalId: boolean;
  unique: boolean;
  picklist: string[];
  /** Picklists: whether the API refuses what is not among the values. */
  restricted: boolean;
  /** Shield Platform Encryption's scheme: `probabilistic` is filtered by nothing, `deterministic` by equality alone. */
  encrypted?: 'probabilistic' | 'deterministic';
  /** Reference fields: the object pointed at, and the name that walks there in SOQL (AccountId → Account). */
  referenceTo?: string;
  relationshipName?: string;
}

/** `Name:type`, with a length of its own in brackets, and marks: `!` required, `-` set by the org, `>Target` reference, `=a|b` restricted picklist. */
export type FieldLine = `${string}:${string}`;

const LENGTHS: Partial<Record<FieldType, number>> = {
  id: 18,
  reference: 18,
  string: 255,
  phone: 40,
  email: 80,
  picklist: 255,
  textarea: 32_000,
};
const STREET = 255;
/** SOQL filters and sorts by no text area longer than this (SOQL reference, "Long text area"). */
const LONGEST_FILTERED = 255;

/** Whether SOQL may filter and sort by it: not by long text, nor by what is encrypted at random. */
export const isFilterable = ({ type, length, encrypted }: FieldSchema): boolean =>
  !(type === 'textarea' && length > LONGEST_FILTERED) && encrypted !== 'probabilistic';

export function fieldFrom(line: FieldLine): FieldSchema {
  const [name = '', rest = ''] = line.split(/:(.*)/s);
  const [, type = '', length, marks = '', target, values] =
    /^([a-z]+)(?:\((\d+)\))?([!-]*)(?:>(\w+))?(?:=(.*))?$/s.exec(rest) ?? [];
  const usual = name.endsWith('Street') ? STREET : (LENGTHS[type as FieldType] ?? 0);
  return {
    name,
    type: type as FieldType,
    length: length === undefined ? usual : Number(length),
    label: name,
    required: marks.includes('!'),
    writable: !marks.includes('-'),
    externalId: false,
    unique: false,
    picklist: values?.split('|') ?? [],
    restricted: values !== undefined,
    ...(target === undefined ? {} : { referenceTo: target, relationshipName: name.replace(/Id$/, '') }),
  };
}
