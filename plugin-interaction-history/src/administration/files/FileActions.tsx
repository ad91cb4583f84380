import * as React from 'react';
import { Button } from '@twilio-paste/core/button';
import type { Editing } from '../editor/editor-state';
import { useAdministrationStrings } from '../strings/strings';
import { Glyph } from '../ui/Glyph';
import { Menu } from '../ui/Menu';
import { download, exportFile } from './export-file';

interface Props {
  editing: Editing;
  onFile: (file: File) => void;
}

/** Import and Export, at the head of the tree (AD-3). */
export const FileActions: React.FC<Props> = ({ editing, onFile }) => {
  const { files } = useAdministrationStrings().strings;
  const { base, newer, history } = editing;
  const published = (newer ?? base).tree;
  const save = (isDraft: boolean, format: 'csv' | 'json') => () => {
    const codes = isDraft ? history.present : published.codes;
    download(exportFile(codes, format, { isDraft, version: (isDraft ? base.tree : published).version }));
  };
  return (
    <>
      <FileButton onFile={onFile}>{files.import}</FileButton>
      <Menu
        label={files.export}
        icon={<Glyph name="download" />}
        items={[
          { label: files.draftCsv, onChoose: save(true, 'csv') },
          { label: files.draftJson, onChoose: save(true, 'json') },
          { label: files.publishedCsv(published.version), onChoose: save(false, 'csv') },
          { label: files.publishedJson(published.version), onChoose: save(false, 'json') },
        ]}
      />
    </>
  );
};

/** A button that opens the browser's own file picker. */
export const FileButton: React.FC<{ onFile: (file: File) => void; children: string }> = ({ onFile, children }) => {
  const { files } = useAdministrationStrings().strings;
  const input = React.useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.txt,.json,text/csv,application/json"
        aria-label={files.choose}
        tabIndex={-1}
        style={{ display: 'none' }}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          // the same file, mended, may be chosen again
          event.target.value = '';
          if (file !== undefined) onFile(file);
        }}
      />
      <Button variant="secondary" onClick={() => input.current?.click()}>
        <Glyph name="upload" />
        {children}
      </Button>
    </>
  );
};
