import * as React from 'react';
import { Box } from '@twilio-paste/core/box';

interface Props {
  title: React.ReactNode;
  /** Right of the title. */
  actions?: React.ReactNode;
  /** The administration's pages, where there are more than one. */
  tabs?: React.ReactNode;
  /** Right of the tabs. */
  facts?: React.ReactNode;
  /** A way back, above the title. */
  back?: React.ReactNode;
  foot?: React.ReactNode;
  children: React.ReactNode;
}

/** A page of the administration: head, content on grey that takes the rest of the height, foot. */
export const Frame: React.FC<Props> = ({ title, actions, tabs, facts, back, foot, children }) => (
  <Box display="flex" flexDirection="column" height="100%" width="100%" minWidth="0" backgroundColor="colorBackgroundBody">
    <Box
      flexShrink={0}
      paddingX="space70"
      paddingTop="space60"
      borderBottomStyle="solid"
      borderBottomWidth="borderWidth10"
      borderBottomColor="colorBorderWeaker"
    >
      {back}
      <Box display="flex" alignItems="center" columnGap="space30" rowGap="space30" flexWrap="wrap" minHeight="sizeSquare110">
        {title}
        <Box flexGrow={1} />
        {actions}
      </Box>
      {tabs || facts ? (
        <Box display="flex" alignItems="center" columnGap="space70" flexWrap="wrap" minHeight="sizeSquare110">
          {tabs ? (
            <>
              {tabs}
              <Box flexGrow={1} />
            </>
          ) : null}
          {facts}
        </Box>
      ) : (
        <Box height="sizeSquare50" />
      )}
    </Box>
    <Box
      flexGrow={1}
      minHeight="0"
      display="flex"
      flexDirection="column"
      overflowY="auto"
      backgroundColor="colorBackground"
      paddingX="space70"
      paddingTop="space50"
      paddingBottom="space70"
    >
      {children}
    </Box>
    {foot === undefined ? null : (
      <Box
        display="flex"
        alignItems="center"
        flexWrap="wrap"
        columnGap="space50"
        rowGap="space30"
        flexShrink={0}
        paddingX="space70"
        paddingY="space40"
        borderTopStyle="solid"
        borderTopWidth="borderWidth10"
        borderTopColor="colorBorderWeaker"
        backgroundColor="colorBackground"
      >
        {foot}
      </Box>
    )}
  </Box>
);

/** The page's own name: 24/32. */
export const PageTitle: React.FC<{ children: string }> = ({ children }) => (
  <Box as="h1" margin="space0" fontSize="fontSize70" lineHeight="lineHeight60" fontWeight="fontWeightSemibold" color="colorText">
    {children}
  </Box>
);
