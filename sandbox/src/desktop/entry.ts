import * as Flex from '@twilio/flex-ui';
import * as React from 'react';
import * as ReactDOM from 'react-dom';

// Plugins are built without these and look them up as globals: the page owns the only copy of each. Redux and ReactRedux
// belong to the same set; Flex defines those two itself when it starts, and warns if somebody else has.
Object.assign(globalThis, { React, ReactDOM, Flex });
const twilio = (globalThis as { Twilio?: object }).Twilio;
Object.assign(globalThis, { Twilio: { ...twilio, Flex } });
