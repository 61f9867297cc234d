import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { commands, type ExtensionContext, workspace } from 'vscode'
import { LanguageClient } from 'vscode-languageclient/node'

/** What the server has an opinion about. */
const DOCUMENTS = [
  { scheme: 'file', language: 'python' },
  { scheme: 'file', language: 'pip-requirements' },
  { scheme: 'file', language: 'toml' },
  { scheme: 'file', language: 'yaml' },
  { scheme: 'file', language: 'dockerfile' },
  { scheme: 'file', language: 'shellscript' },
  { scheme: 'file', language: 'cuda-cpp' },
  { notebook: { scheme: 'file', notebookType: 'jupyter-notebook' }, language: 'python' },
]

/** Starts the server, and ends it with the editor. */
export async function activate(context: ExtensionContext): Promise<void> {
  const [command = 'npx', ...args] = serverCommand()
  const client = new LanguageClient(
    'acclimate',
    'Acclimate',
    { command, args, options: { shell: process.platform === 'win32' } },
    { documentSelector: DOCUMENTS },
  )
  context.subscriptions.push(
    commands.registerCommand('acclimate.restart', () => client.restart()),
    { dispose: () => client.dispose() },
  )
  await client.start()
}

/** As the user says; else the program that a trusted folder has installed; else the newest that npm knows. */
function serverCommand(): readonly string[] {
  const chosen = workspace.getConfiguration('acclimate').get<readonly string[]>('command', [])
  if (chosen.length > 0) return chosen
  const installed = (workspace.workspaceFolders ?? [])
    .map(({ uri }) => join(uri.fsPath, 'node_modules/acclimate/dist/cli.js'))
    .find((path) => workspace.isTrusted && existsSync(path))
  return installed === undefined ? ['npx', '--yes', 'acclimate', 'lsp'] : ['node', installed, 'lsp']
}
