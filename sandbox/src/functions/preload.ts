import { rerouteTwilio } from '../twilio/reroute';

/** Loaded before anything else in the Functions' process (`node --require`): Twilio's hosts are the stand-in's. */
const standIn = process.env.TWILIO_STAND_IN;
if (standIn === undefined) throw new Error('TWILIO_STAND_IN is not set');
rerouteTwilio(standIn);
