/** A failure as Salesforce's REST API words it: an HTTP status and `[{ errorCode, message, fields? }]`. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly errorCode: string,
    message: string,
    readonly fields: string[] = [],
    /** Only in DUPLICATES_DETECTED: what the rules found. */
    readonly duplicateResult?: Record<string, unknown>,
  ) {
    super(message);
    this.name = 'ApiError';
  }

  /** The body of the answer; record operations always name the fields, queries never do. */
  body(): Record<string, unknown>[] {
    return [
      {
        message: this.message,
        errorCode: this.errorCode,
        ...(this.fields.length > 0 ? { fields: this.fields } : {}),
        // Spelled so by the real API
        ...(this.duplicateResult === undefined ? {} : { duplicateResut: this.duplicateResult }),
      },
    ];
  }
}

export const noSuchColumn = (field: string, object: string): ApiError =>
  new ApiError(
    400,
    'INVALID_FIELD',
    `No such column '${field}' on entity '${object}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name.`,
  );

export const noSuchType = (object: string): ApiError =>
  new ApiError(400, 'INVALID_TYPE', `sObject type '${object}' is not supported.`);

export const malformedQuery = (message: string): ApiError => new ApiError(400, 'MALFORMED_QUERY', message);
