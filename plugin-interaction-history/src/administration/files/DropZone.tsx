import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { useAdministrationStrings } from '../strings/strings';

const holdsFiles = ({ dataTransfer }: React.DragEvent): boolean => dataTransfer.types.includes('Files');

/** Takes a file that is dropped anywhere on the page; anything else that is dragged is left alone. */
export const DropZone: React.FC<{ onFile: (file: File) => void; children: React.ReactNode }> = ({ onFile, children }) => {
  const { files } = useAdministrationStrings().strings;
  const [isOver, setOver] = React.useState(false);
  return (
    <div
      style={{ position: 'relative', height: '100%', width: '100%' }}
      onDragOver={(event) => {
        if (!holdsFiles(event)) return;
        // without this the browser would open the file in place of Flex
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget)) setOver(false);
      }}
      onDrop={(event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (file !== undefined) onFile(file);
      }}
    >
      {children}
      {isOver ? (
        <Box
          position="absolute"
          top="space50"
          right="space50"
          bottom="space50"
          left="space50"
          display="flex"
          alignItems="center"
          justifyContent="center"
          borderStyle="dashed"
          borderWidth="borderWidth20"
          borderColor="colorBorderPrimary"
          borderRadius="borderRadius30"
          backgroundColor="colorBackgroundPrimaryWeakest"
          color="colorTextLinkStrong"
          fontSize="fontSize50"
          lineHeight="lineHeight40"
          fontWeight="fontWeightSemibold"
          zIndex="zIndex30"
          style={{ pointerEvents: 'none' }}
        >
          {files.drop}
        </Box>
      ) : null}
    </div>
  );
};
