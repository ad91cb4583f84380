import { spawn } from 'node:child_process';

/** Runs commands at once, prints each one's output whole when it ends, and answers with their names, codes and seconds. */
export async function runAll(commands) {
  return Promise.all(commands.map(([name, command]) => run(name, command)));
}

export function run(name, command, env = {}) {
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn(command, { shell: true, env: { ...process.env, FORCE_COLOR: '0', ...env } });
    let output = '';
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (output += text));
    child.on('close', (code) => {
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      console.log(`\n── ${name}: ${code === 0 ? 'ok' : 'FAILED'} (${seconds} s)`);
      if (output.trim() !== '') console.log(output.trimEnd());
      resolve({ name, code, seconds });
    });
  });
}
