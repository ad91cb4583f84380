import * as Flex from '@twilio/flex-ui';
import * as React from 'react';
import * as ReactDOM from 'react-dom';
import * as ReactRedux from 'react-redux';
import * as Redux from 'flex-redux';

// Plugins are built with these left out, and look them up as globals: the page must own the only copy of each.
Object.assign(globalThis, { React, ReactDOM, Redux, ReactRedux, Flex });
const twilio = (globalThis as { Twilio?: object }).Twilio;
Object.assign(globalThis, { Twilio: { ...twilio, Flex } });
