import { startSandbox } from '../src/sandbox';
import { writeSandboxFile } from '../src/sandbox-file';

/** `npm start`: the whole contact centre on this machine; Ctrl-C stops everything it started. */
async function main(): Promise<void> {
  const began = Date.now();
  const port = portFrom(process.env.PORT);
  console.log('Starting the sandbox … (the first start builds the desktop and the plugin)');
  const sandbox = await startSandbox({
    port,
    popMode: process.env.POP_MODE,
    deployed: process.env.DEPLOYED === '1',
    salesforceOrg: process.env.SALESFORCE_ORG === 'standard' ? 'standard' : 'deployed',
    shortTimings: process.env.SHORT_TIMINGS === '1',
    provisioning: true,
  });
  const removeFile = await writeSandboxFile(sandbox.origin, sandbox.env);
  const end = async (exitCode: number): Promise<void> => {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    await removeFile();
    await sandbox.stop();
    const unknown = sandbox.unknown();
    if (unknown.length > 0) console.log(`Requests no stand-in knew:\n${unknown.map((line) => `  ${line}`).join('\n')}`);
    process.exit(exitCode);
  };
  const stop = (): void => void end(0);
  process.on('SIGINT', stop).on('SIGTERM', stop);
  void sandbox.functions.died.then((reason) => {
    console.error(`${reason}: what it wrote is above. The sandbox ends.`);
    return end(1);
  });
  console.log(`
Ready in ${((Date.now() - began) / 1000).toFixed(1)} s

  Sign in          ${sandbox.origin}/
  Agent's desktop  ${sandbox.origin}/agent-desktop?as=ada
  Customers call   ${sandbox.origin}/phone
  Salesforce       ${sandbox.salesforce.origin}
  Functions        ${sandbox.functions.origin}
  WHMCS            ${sandbox.provisioning?.whmcs.origin ?? ''}
  What is wrong    npm run doctor:sandbox

Ctrl-C stops everything.`);
}

/** 1 … 65,531: four more ports follow it. */
function portFrom(text: string | undefined): number {
  const port = Number(text ?? 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_531)
    throw new Error(`PORT is ${text ?? ''}: give a number from 1 to 65531`);
  return port;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
