/** What an org has already, and what of ours is added to it. */
export interface Merged {
  /** The file to deploy; null: nothing of it, since the org has all of it. */
  text: string | null;
  /** Values that the org gets. */
  added: string[];
}

/**
 * A field or a standard value set that the org has stays as it is, and gets the values that are missing. A deployment replaces the
 * whole of both: what is left out of a standard value set is gone, and what is left out of a picklist is switched off.
 * @param own the org's file, @param ours ours; both in source format
 */
export function merged(own: string, ours: string): Merged {
  const tag = ours.includes('<StandardValueSet') ? 'standardValue' : 'value';
  const present = new Set(valuesIn(own, tag).map(({ name }) => name.toLowerCase()));
  const missing = valuesIn(ours, tag).filter(({ name }) => !present.has(name.toLowerCase()));
  const last = own.lastIndexOf(`</${tag}>`);
  // a field of another kind, or one whose values are those of a global set
  if (missing.length === 0 || last === -1) return { text: null, added: [] };
  // elements of one name stand together, or the Metadata API refuses the file
  const at = last + tag.length + 3;
  return {
    text: own.slice(0, at) + missing.map(({ text }) => `\n${text}`).join('') + own.slice(at),
    added: missing.map(({ name }) => name),
  };
}

function valuesIn(xml: string, tag: string): { name: string; text: string }[] {
  const blocks = xml.match(new RegExp(`[ \\t]*<${tag}>[^]*?</${tag}>`, 'g')) ?? [];
  return blocks.map((text) => ({ name: /<fullName>([^<]*)</.exec(text)?.[1] ?? '', text }));
}
