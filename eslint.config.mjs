import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Imports run one way: shared ← serverless, shared ← plugin; the sandbox may use all, and product code never the sandbox. */
const forbid = (...patterns) => ({
  '@typescript-eslint/no-restricted-imports': [
    'error',
    {
      patterns: patterns.map(([group, message, extra = {}]) => ({
        ...(typeof group === 'string' ? { regex: group } : { group }),
        message,
        ...extra,
      })),
    },
  ],
});
const NO_SANDBOX = [['@interaction-history/sandbox/**', '**/sandbox/**'], 'Product code never imports the sandbox.'];
const NO_SERVERLESS = [
  ['@interaction-history/serverless/**', '**/serverless/**'],
  'The browser reaches the Functions by HTTP alone.',
];
const NO_PLUGIN = [['plugin-interaction-history/**', '**/plugin-interaction-history/**'], 'The plugin is nobody’s library.'];
const PASTE = ['^@twilio-paste/(core|icons)$', 'Import Paste by subpath: the barrel is three times as large.'];
const NO_IO = [
  ['node:*', 'fs', 'http', 'https', 'net', 'firebase-admin/**', 'jsforce/**', 'pg', 'react', '@twilio/**'],
  'shared/ is pure: no I/O, no vendor.',
];
const CONTRACT_TYPES = [
  [
    '**/contract/common',
    '**/contract/customers',
    '**/contract/tasks',
    '**/contract/interactions',
    '**/contract/reason-codes',
    '**/contract/health',
    '**/contract/settings',
    '**/contract/workspace',
    '**/contract/endpoints',
    // they read against the contract's schema
    '**/reason-codes/file/import',
    '**/reason-codes/file/csv',
    '**/reason-codes/file/json',
    '**/reason-codes/file/shape',
    'zod',
  ],
  'Types only: the plugin’s bundle does not pay for zod.',
  { allowTypeImports: true },
];
const NO_PHONE_LIB = [
  ['libphonenumber-js/**', '**/shared/src/caller/phone'],
  'Types only: the server normalises numbers; the plugin’s bundle does not pay for it.',
  { allowTypeImports: true },
];

/** In serverless/src: config ← runtime ← vendors ← domains. `serverless/src/handle.ts` joins runtime, vendors and settings. */
const ONLY_CONFIG = ['^\\.\\./(?!config/)', 'runtime/ knows neither vendors nor domains: src/handle.ts joins them.'];
const NOTHING_OF_OURS = ['^\\.\\./', 'config/ reads the environment, and depends on nothing of ours but shared/.'];
const NO_DOMAIN = [
  '^(\\.\\./)+(?!\\.\\.|runtime/|config/|salesforce/|master/|taskrouter/|firestore/)',
  'Vendors know no domain.',
];

/** A folder within a vendor's: the way out of it is one step longer. */
const NO_DOMAIN_FROM_WITHIN = ['^(\\.\\./){3,}(?!\\.\\.|runtime/|config/)', 'Vendors know no domain.'];

/** The plugin's folders import one way, from left to right: what is nearer to Flex knows what is further from it. */
const PLUGIN_LAYERS = ['state|ui|api|strings|tasks', 'features', 'session', 'tab|administration', 'flex'];
const pluginLayers = PLUGIN_LAYERS.slice(0, -1).map((layer, index) => ({
  files: layer.split('|').map((folder) => `plugin-interaction-history/src/${folder}/**`),
  ignores: ['**/*.test.*'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `^(\\.\\./)+(${PLUGIN_LAYERS.slice(index + 1).join('|')})/`,
            message: 'Imports run one way: state, ui, api ← features ← session ← tab, administration ← flex.',
          },
        ],
      },
    ],
  },
}));

export default tseslint.config(
  { ignores: ['**/node_modules', '**/build', '**/dist', '.cache', 'coverage', '**/*.js', '**/*.mjs'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', prefer: 'type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/require-await': 'off',
      'no-console': 'off',
      eqeqeq: 'error',
    },
  },
  { files: ['shared/src/**'], rules: forbid(NO_SANDBOX, NO_SERVERLESS, NO_PLUGIN, NO_IO) },
  { files: ['serverless/**'], ignores: ['**/*.test.ts', '**/testing/**'], rules: forbid(NO_SANDBOX, NO_PLUGIN) },
  ...[
    ['config', NOTHING_OF_OURS],
    ['runtime', ONLY_CONFIG],
    ['vendors', NO_DOMAIN],
    ['vendors/*/*', NO_DOMAIN_FROM_WITHIN],
  ].map(([folder, rule]) => ({
    files: [`serverless/src/${folder}/**`],
    ignores: ['**/*.test.ts', '**/testing/**'],
    rules: forbid(NO_SANDBOX, NO_PLUGIN, rule),
  })),
  {
    files: ['serverless/src/**'],
    ignores: ['**/*.test.ts', '**/testing/**', 'serverless/src/vendors/firestore/collections.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.property.name='collection']",
          message: 'Use vendors/firestore/collections.ts: it knows the documents’ type and whether they hold personal data.',
        },
      ],
    },
  },
  {
    files: ['plugin-interaction-history/src/**'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...forbid(NO_SANDBOX, NO_SERVERLESS, PASTE, CONTRACT_TYPES, NO_PHONE_LIB),
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
    },
  },
  ...pluginLayers,
  { files: ['sandbox/**'], rules: forbid(NO_PLUGIN) },
);
