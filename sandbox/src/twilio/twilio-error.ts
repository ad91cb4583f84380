/** An answer that is not a success, in the shape all Twilio REST APIs share. */
export class TwilioError extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
  ) {
    super(message);
    this.name = 'TwilioError';
  }

  body(): { code: number; message: string; more_info: string; status: number } {
    return {
      code: this.code,
      message: this.message,
      more_info: `https://www.twilio.com/docs/errors/${this.code}`,
      status: this.status,
    };
  }
}

/** 404 of a resource that does not exist (code 20404). */
export const notFound = (what: string): TwilioError =>
  new TwilioError(404, 20404, `The requested resource ${what} was not found`);

/** 400 of a request that the resource's state or the API's rules forbid (code 20001). */
export const invalid = (message: string): TwilioError => new TwilioError(400, 20001, message);

/** 412 of an If-Match that names an older version (code 20412). */
export const preconditionFailed = (): TwilioError => new TwilioError(412, 20412, 'Precondition Failed');
