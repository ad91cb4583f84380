import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Input } from '@twilio-paste/core/input';
import { MAX_NOTE } from '@interaction-history/shared/src/limits';
import { Facts } from '../../ui/Facts';
import { FieldLabel } from '../../ui/field';
import { Panel } from '../ui/Panel';

interface Props {
  words: { what: string; note: string; optional: string };
  facts: React.ComponentProps<typeof Facts>['facts'];
  note: string;
  onNote: (note: string) => void;
}

/** What publishing does, and the note for colleagues that goes with it. */
export const WhatHappens: React.FC<Props> = ({ words, facts, note, onNote }) => (
  <Panel label={words.what} head={words.what}>
    <Box paddingX="space50" paddingY="space40">
      <Facts big facts={facts} />
      <Box marginTop="space40">
        <FieldLabel htmlFor="ih-publish-note" label={words.note} note={words.optional} />
        <Input
          id="ih-publish-note"
          type="text"
          autoComplete="off"
          maxLength={MAX_NOTE}
          value={note}
          onChange={(event) => onNote(event.target.value)}
        />
      </Box>
    </Box>
  </Panel>
);
