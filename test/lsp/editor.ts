import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  type CodeAction,
  createProtocolConnection,
  type Diagnostic,
  type Hover,
  type InitializeResult,
  type PublishDiagnosticsParams,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'

const CLI = join(import.meta.dirname, '../../dist/cli.js')

/** An editor as the server sees it. */
export interface Editor {
  readonly initialized: InitializeResult
  readonly notify: (method: string, params: object) => Promise<void>
  /** Resolves when diagnostics of a document are told that are as wanted; those told already count. */
  readonly told: (uri: string, wanted: (all: readonly Diagnostic[]) => boolean) => Promise<readonly Diagnostic[]>
  /** Resolves when diagnostics of a version of a document are told. */
  readonly toldOf: (uri: string, version: number) => Promise<readonly Diagnostic[]>
  /** What was told of a document does not count any more. */
  readonly forget: (uri: string) => void
  readonly actions: (uri: string, range: Range, only?: readonly string[]) => Promise<readonly CodeAction[]>
  readonly hover: (uri: string, line: number, character: number) => Promise<string>
  readonly resident: () => number
  readonly close: () => Promise<void>
}

/** Starts the server as an editor does, with a folder open, or none. */
export async function openEditor(root?: string): Promise<Editor> {
  const program = spawn(process.execPath, [CLI, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const connection = createProtocolConnection(
    new StreamMessageReader(program.stdout),
    new StreamMessageWriter(program.stdin),
  )
  const latest = new Map<string, PublishDiagnosticsParams>()
  const waiting = new Set<() => void>()
  connection.onNotification('textDocument/publishDiagnostics', (told: PublishDiagnosticsParams) => {
    latest.set(told.uri, told)
    for (const look of waiting) look()
  })
  connection.onRequest('window/workDoneProgress/create', () => null)
  connection.onRequest('client/registerCapability', () => null)
  connection.listen()
  const workspaceFolders = root === undefined ? null : [{ uri: pathToFileURL(root).href, name: 'project' }]
  const initialized: InitializeResult = await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders,
    capabilities: { window: { workDoneProgress: true }, workspace: { workspaceFolders: true } },
  })
  await connection.sendNotification('initialized', {})
  const told = (uri: string, wanted: (all: PublishDiagnosticsParams) => boolean): Promise<readonly Diagnostic[]> =>
    new Promise((done) => {
      const look = (): void => {
        const all = latest.get(uri)
        if (all === undefined || !wanted(all)) return
        waiting.delete(look)
        done(all.diagnostics)
      }
      waiting.add(look)
      look()
    })
  return {
    initialized,
    notify: (method, params) => connection.sendNotification(method, params),
    told: (uri, wanted) => told(uri, ({ diagnostics }) => wanted(diagnostics)),
    toldOf: (uri, version) => told(uri, (all) => all.version === version),
    forget: (uri) => latest.delete(uri),
    actions: (uri, range, only) =>
      connection.sendRequest('textDocument/codeAction', {
        textDocument: { uri },
        range,
        context: { diagnostics: [], ...(only && { only }) },
      }),
    async hover(uri, line, character) {
      const hover: Hover | null = await connection.sendRequest('textDocument/hover', {
        textDocument: { uri },
        position: { line, character },
      })
      return JSON.stringify(hover?.contents ?? '')
    },
    resident: () => program.pid ?? 0,
    async close() {
      await connection.sendRequest('shutdown')
      await connection.sendNotification('exit')
      if (program.exitCode === null) await once(program, 'exit')
      connection.dispose()
    },
  }
}
