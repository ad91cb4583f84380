/** What Twilio's runtime hands a Function, as far as we use it (twilio.com/docs/serverless/functions-assets/functions/invocation). */
export interface TwilioEvent {
  request?: { headers?: Record<string, string | string[] | undefined> };
  [field: string]: unknown;
}
export type TwilioCallback = (error: unknown, response?: unknown) => void;
export type TwilioHandler = (context: Record<string, unknown>, event: TwilioEvent, callback: TwilioCallback) => void;

interface TwilioResponse {
  setStatusCode(status: number): unknown;
  setBody(body: string): unknown;
  appendHeader(name: string, value: string): unknown;
}
declare global {
  // The runtime defines it as a global
  var Twilio: { Response: new () => TwilioResponse };
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Turns an answer into the runtime's own response object; a number sets the body's type, so the body is a string always. */
export function toTwilioResponse(answer: Answer): TwilioResponse {
  const response = new Twilio.Response();
  response.setStatusCode(answer.status);
  for (const [name, value] of Object.entries(answer.headers)) response.appendHeader(name, value);
  response.setBody(answer.body);
  return response;
}
