import { ENDPOINTS } from '@interaction-history/shared/src/contract/endpoints';
import { ERRORS, ERROR_CODES, LIMITED_FIELD_CODES, PLAIN_FIELD_CODES } from '@interaction-history/shared/src/contract/errors';
import { z } from 'zod';

const fieldProblem = z.object({
  code: z.enum([...PLAIN_FIELD_CODES, ...LIMITED_FIELD_CODES]),
  limit: z
    .number()
    .optional()
    .describe(`Of ${LIMITED_FIELD_CODES.join(', ')}`),
});
const errorSchema = z.object({
  error: z.object({
    code: z.enum(ERROR_CODES),
    message: z.string(),
    fields: z.record(z.string(), fieldProblem).optional(),
    retryable: z.boolean(),
    correlationId: z.uuid(),
  }),
});

/** The contract as OpenAPI 3.1, made from the endpoint table alone. */
export function openApi(): Record<string, unknown> {
  const statuses = [...new Set(Object.values(ERRORS).map(({ status }) => status))];
  const failures = Object.fromEntries(
    statuses.map((status) => [
      String(status),
      {
        description: ERROR_CODES.filter((code) => ERRORS[code].status === status).join(', '),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    ]),
  );
  const paths = Object.entries(ENDPOINTS).flatMap(([path, declaration]) => {
    // What only Twilio calls is Twilio's to describe
    if (declaration.auth === 'twilio') return [];
    const { summary, auth, request, response } = declaration;
    const body = z.object({ Token: z.string().describe('The Flex token') }).and(request as z.ZodType);
    const requestSchema = schemaOf(body, 'input');
    const post = {
      summary,
      description: `For: ${auth.join(', ')}.`,
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: requestSchema },
          'application/x-www-form-urlencoded': { schema: requestSchema },
        },
      },
      responses: {
        '200': { description: 'Done', content: { 'application/json': { schema: schemaOf(response, 'output') } } },
        ...failures,
      },
    };
    return [[`/${path}`, { post }]];
  });
  return {
    openapi: '3.1.0',
    info: {
      title: 'Interaction History for Twilio Flex',
      version: '0.1.0',
      description: 'Form bodies hold nested values as JSON text; an empty text stands for null.',
    },
    paths: Object.fromEntries(paths) as Record<string, unknown>,
    components: { schemas: { Error: schemaOf(errorSchema, 'output') } },
  };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): unknown {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}
