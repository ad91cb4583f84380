import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { scripts } from '../../package.json';
import { commandArguments } from './command-arguments';

const ROOT = path.resolve(__dirname, '../..');
const COMMANDS = /serverless\/bin\/(deploy|doctor|rollback|rotate-secrets|salesforce-certificate)/;

test('OP-5 a command’s own arguments begin after the -- of its script', () => {
  expect(commandArguments(['--', '--env-file', 'F'])).toEqual(['--env-file', 'F']);
  expect(commandArguments(['--env-file', 'F'])).toEqual(['--env-file', 'F']);
});

test('OP-5 each script that takes an environment’s file keeps it from Node', () => {
  const commands = Object.entries(scripts).filter(([, command]) => COMMANDS.test(command));
  expect(commands.map(([name]) => name).sort()).toEqual([
    'deploy',
    'deploy:salesforce',
    'doctor',
    'rollback',
    'rotate-secrets',
    'salesforce:certificate',
  ]);
  expect(commands.filter(([, command]) => !command.endsWith(' --'))).toEqual([]);
});

test('OP-2 a file that isn’t there is said in our words, with what to do, and exit code 2', () => {
  const { status, stderr } = spawnSync('npm', ['run', '--silent', 'doctor', '--', '--env-file', '.env.nowhere'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect(stderr).toContain('.env.nowhere: copy .env.example to it and fill it in');
  expect(status).toBe(2);
});
