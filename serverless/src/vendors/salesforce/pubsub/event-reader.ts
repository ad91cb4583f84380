import type { Metadata } from '@grpc/grpc-js';
import { Type } from 'avsc';
import type { PubSubClient } from './client';

const SCHEMA_MS = 10_000;

/** One event of a topic: its fields by their API names. */
export interface OrgEvent {
  fields: Record<string, unknown>;
  publishedAt: number;
}
/** Reads events, each by the schema it was written with: fields that are added to an event later change its schema, not this code. */
export class EventReader {
  private readonly types = new Map<string, Promise<Type>>();

  constructor(
    private readonly client: PubSubClient,
    private readonly metadata: Metadata,
  ) {}

  async read({ schemaId, payload }: { schemaId: string; payload: Buffer }): Promise<OrgEvent> {
    let type = this.types.get(schemaId);
    if (type === undefined) {
      type = this.schema(schemaId);
      this.types.set(schemaId, type);
    }
    const fields = { ...((await type).fromBuffer(payload) as Record<string, unknown>) };
    return { fields, publishedAt: Number(fields.CreatedDate) };
  }

  private schema(schemaId: string): Promise<Type> {
    return new Promise((resolve, reject) => {
      this.client.GetSchema({ schemaId }, this.metadata, { deadline: Date.now() + SCHEMA_MS }, (error, schema) => {
        if (error !== null || schema === undefined) return reject(error ?? new Error('no schema'));
        resolve(Type.forSchema(JSON.parse(schema.schemaJson) as Parameters<typeof Type.forSchema>[0], { wrapUnions: false }));
      });
    });
  }
}
