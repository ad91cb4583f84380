import type { Finding } from '../../src/runtime/diagnosis';
import type { Check } from './doctor';

/** What the deployment's tools run on: twilio-run 5 and the plugin's scripts take Node 20 and 22. */
const NODES = [20, 22];

export function machineCheck(): Check {
  return {
    name: 'machine',
    title: 'This machine',
    where: `Node ${process.versions.node}`,
    isConfigured: true,
    look: async () => [node(Number(process.versions.node.split('.')[0]))],
  };
}

export function node(major: number): Finding {
  const id = 'machine.node';
  if (NODES.includes(major)) return { id, level: 'ok', text: `Node ${major} runs every tool` };
  const mend = `Use Node ${NODES.join(' or ')}`;
  return major < 20
    ? { id, level: 'fail', text: `Node ${major} is too old`, mend }
    : { id, level: 'warn', text: `Node ${major}: Twilio’s tools don’t promise to run on it`, mend };
}
