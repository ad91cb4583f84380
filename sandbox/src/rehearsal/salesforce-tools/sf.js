/*
 * Salesforce's command-line tool as the rehearsal has it: the three commands that a deployment uses, by the library that `sf` itself
 * uses, with `sf`'s answers to --json. Started as: node sf.js <command …>, with the session of a log-in in SF_REHEARSAL.
 */
const { createRequire } = require('node:module');
const path = require('node:path');

const { tools, instanceUrl, accessToken, alias, username } = JSON.parse(process.env.SF_REHEARSAL ?? '{}');
const installed = createRequire(path.join(tools, 'package.json'));
const args = process.argv.slice(2);
const option = (name) => args[args.indexOf(name) + 1];

async function main() {
  if (option('--target-org') !== alias)
    return {
      status: 1,
      name: 'NamedOrgNotFoundError',
      message: `No authorization information found for ${option('--target-org')}.`,
    };
  const command = args.slice(0, 3).join(' ');
  if (command.startsWith('org display'))
    return { status: 0, result: { id: '00D5e0000000001EAA', username, instanceUrl, connectedStatus: 'Connected' } };
  if (command === 'project retrieve start') return retrieve();
  if (command === 'project deploy start') return deploy();
  if (command === 'org assign permset') return assign();
  throw new Error(`sf ${command}: no part of this rehearsal`);
}

async function connect() {
  const { AuthInfo, Connection } = installed('@salesforce/core');
  const authInfo = await AuthInfo.create({
    username: accessToken,
    accessTokenOptions: { accessToken, instanceUrl, loginUrl: instanceUrl },
  });
  return Connection.create({ authInfo });
}

async function components() {
  const { ComponentSet } = installed('@salesforce/source-deploy-retrieve');
  const set = ComponentSet.fromSource(path.resolve(option('--source-dir')));
  const project = require(path.resolve('sfdx-project.json'));
  set.sourceApiVersion = project.sourceApiVersion;
  set.projectDirectory = process.cwd();
  return set;
}

async function retrieve() {
  const operation = await (
    await components()
  ).retrieve({
    usernameOrConnection: await connect(),
    output: path.resolve(option('--source-dir')),
    merge: true,
  });
  const result = await operation.pollStatus(100, 60);
  return { status: 0, result: { success: result.response.success, messages: result.response.messages, files: files(result) } };
}

async function deploy() {
  const operation = await (await components()).deploy({ usernameOrConnection: await connect() });
  const result = await operation.pollStatus(100, 60);
  const { success, numberComponentsDeployed, status } = result.response;
  return { status: success ? 0 : 1, result: { success, status, numberComponentsDeployed, files: files(result) } };
}

async function assign() {
  const connection = await connect();
  const [user, name] = [option('--on-behalf-of'), option('--name')];
  const id = async (object, field, value) =>
    (await connection.query(`SELECT Id FROM ${object} WHERE ${field} = '${value}'`)).records[0]?.Id;
  try {
    await connection.sobject('PermissionSetAssignment').create({
      AssigneeId: await id('User', 'Username', user),
      PermissionSetId: await id('PermissionSet', 'Name', name),
    });
    return { status: 0, result: { successes: [{ name: user, value: name }], failures: [] } };
  } catch (error) {
    return { status: 1, result: { successes: [], failures: [{ name: user, message: error.message }] } };
  }
}

const files = (result) =>
  result.getFileResponses().map(({ fullName, type, state, filePath, error }) => ({ fullName, type, state, filePath, error }));

main().then(
  (answer) => {
    process.stdout.write(JSON.stringify(answer), () => process.exit(answer.status));
  },
  (error) => {
    process.stdout.write(JSON.stringify({ status: 1, name: error.name, message: error.message }), () => process.exit(1));
  },
);
