/**
 * Measures how long an editor waits for the findings of an edit, from the notification of the change to the diagnostics, and
 * how much memory the server takes after many.
 *
 * usage: npm run bench:lsp -- DIR [edits]    DIR holds about 300 Python files
 */
import { spawn } from 'node:child_process'
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node'
import { median, memoryOf, processorTime } from './measure.mjs'

/** Milliseconds. */
const MOST = 200
/** Milliseconds after which an edit counts as never answered. */
const GIVEN_UP = 60_000
/** MB. */
const MOST_MEMORY = 300

const [, , given, edits = '100'] = process.argv
if (!given || !statSync(given, { throwIfNoEntry: false })?.isDirectory()) {
  console.error('name a repository of about 300 Python files: npm run bench:lsp -- DIR')
  process.exit(2)
}
const root = resolve(given)
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.py'))
  .toSorted()

const server = spawn(process.execPath, ['dist/cli.js', 'lsp'], { stdio: ['pipe', 'pipe', 'inherit'] })
const connection = createProtocolConnection(
  new StreamMessageReader(server.stdout),
  new StreamMessageWriter(server.stdin),
)
const told = new Map()
connection.onNotification('textDocument/publishDiagnostics', ({ uri }) => told.get(uri)?.())
connection.onRequest('client/registerCapability', () => null)
connection.listen()
await connection.sendRequest('initialize', {
  processId: process.pid,
  rootUri: null,
  workspaceFolders: [{ uri: pathToFileURL(root).href, name: 'project' }],
  capabilities: {},
})
await connection.sendNotification('initialized', {})

const times = []
let before = 0
for (let edit = 0; edit < Number(edits); edit++) {
  const path = files[Math.floor((edit * files.length) / Number(edits))]
  const uri = pathToFileURL(join(root, path)).href
  const text = readFileSync(join(root, path), 'utf8')
  // One after the other, as they are made.
  // oxlint-disable-next-line no-await-in-loop
  times.push(await timed(uri, text, edit))
  // The first opens the project.
  if (edit === 0) before = processorTime(server.pid)
}
const sorted = times.slice(1).toSorted((left, right) => left - right)
const memory = memoryOf(server.pid)
console.log(`${files.length} Python files; first findings after ${times[0].toFixed(0)} ms`)
console.log(
  `findings of an edit: median ${median(sorted).toFixed(0)} ms, ${sorted[0].toFixed(0)} to ${sorted.at(-1).toFixed(0)} ms`,
)
console.log(
  `processor time of an edit: ${(((processorTime(server.pid) - before) / (Number(edits) - 1)) * 1_000).toFixed(0)} ms`,
)
console.log(`memory after ${edits} edits: ${memory.now.toFixed(0)} MB, at most ${memory.most.toFixed(0)} MB`)
process.exitCode = median(sorted) <= MOST && memory.most <= MOST_MEMORY ? 0 : 1
await connection.sendRequest('shutdown')
await connection.sendNotification('exit')

/** Opens a file with a line more than it has, and waits until its findings are told. */
async function timed(uri, text, edit) {
  const changed = `${text}\nimport torch\nedited_${edit} = torch.zeros(1).cuda()\n`
  const began = performance.now()
  const findings = new Promise((done, failed) => {
    told.set(uri, done)
    setTimeout(() => failed(new Error(`no word on ${uri}`)), GIVEN_UP).unref()
  })
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'python', version: 1, text: changed },
  })
  await findings
  told.delete(uri)
  return performance.now() - began
}
