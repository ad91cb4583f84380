/** One configuration, one project a workspace: `npx jest --selectProjects serverless`. */
const swc = (jsx) => [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', tsx: jsx },
      transform: { react: { runtime: 'classic' } },
      target: 'es2022',
    },
  },
];
const project = (displayName, rootDir, more = {}) => ({
  displayName,
  rootDir,
  roots: ['<rootDir>'],
  testMatch: ['<rootDir>/src/**/*.test.ts?(x)', '<rootDir>/functions/**/*.test.ts', '<rootDir>/tools/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/build', '<rootDir>/dist'],
  transform: { '^.+\\.tsx?$': swc(true) },
  ...more,
});

export default {
  // for a machine that is four times slower, too; what may take longer says so itself
  testTimeout: 60_000,
  projects: [
    project('shared', 'shared'),
    project('serverless', 'serverless', {
      globalSetup: '<rootDir>/src/testing/emulator-of-the-run.ts',
      globalTeardown: '<rootDir>/src/testing/stop-emulator-of-the-run.ts',
    }),
    project('plugin', 'plugin-interaction-history', {
      testEnvironment: 'jsdom',
      setupFiles: ['<rootDir>/src/testing/flex-globals.js'],
      setupFilesAfterEnv: ['<rootDir>/src/testing/setup.ts'],
    }),
    project('sandbox', 'sandbox'),
    project('e2e', 'sandbox', {
      testMatch: ['<rootDir>/e2e/**/*.e2e.ts'],
      globalSetup: '<rootDir>/e2e/build-first.ts',
    }),
  ],
};
