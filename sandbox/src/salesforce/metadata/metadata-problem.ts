/** Why the Metadata API refuses a component, in its words. */
export class MetadataProblem extends Error {
  override name = 'MetadataProblem';
}
