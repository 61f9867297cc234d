/**
 * Measures how long an agent waits for its first answer and for an audit after each edit, and how much memory the server
 * takes after many.
 *
 * usage: npm run bench:mcp -- DIR [edits]    DIR holds about 300 Python files; a copy of it is edited
 */
import { cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { folder, median, memoryOf, processorTime } from './measure.mjs'

/** Milliseconds. */
const MOST_FIRST = 1_000
const MOST_EDIT = 200
/** MB. */
const MOST_MEMORY = 300

const [, , given, edits = '100'] = process.argv
if (!given || !statSync(given, { throwIfNoEntry: false })?.isDirectory()) {
  console.error('name a repository of about 300 Python files: npm run bench:mcp -- DIR')
  process.exit(2)
}
const root = join(folder, 'project')
cpSync(resolve(given), root, { recursive: true })
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.py'))
  .toSorted()

const client = new Client({ name: 'bench', version: '0' })
const transport = new StdioClientTransport({
  command: process.execPath,
  args: ['dist/cli.js', 'mcp'],
  stderr: 'inherit',
})
const first = await timed(async () => {
  await client.connect(transport)
  await client.callTool({ name: 'lookup', arguments: { name: 'flash-attn' } })
})
const opened = await timed(audit)
const times = []
const before = processorTime(transport.pid)
for (let edit = 0; edit < Number(edits); edit++) {
  const path = join(root, files[Math.floor((edit * files.length) / Number(edits))])
  writeFileSync(path, `${readFileSync(path, 'utf8')}\nimport torch\nedited_${edit} = torch.zeros(1).cuda()\n`)
  // One after the other, as they are made.
  // oxlint-disable-next-line no-await-in-loop
  times.push(await timed(audit))
}
const memory = memoryOf(transport.pid)
const sorted = times.toSorted((left, right) => left - right)
console.log(`first answer after ${first.toFixed(0)} ms, the start of the server included`)
console.log(`${files.length} Python files; first audit after ${opened.toFixed(0)} ms`)
console.log(
  `audit after an edit: median ${median(sorted).toFixed(0)} ms, ${sorted[0].toFixed(0)} to ${sorted.at(-1).toFixed(0)} ms`,
)
console.log(
  `processor time of an edit: ${(((processorTime(transport.pid) - before) / Number(edits)) * 1_000).toFixed(0)} ms`,
)
console.log(`memory after ${edits} edits: ${memory.now.toFixed(0)} MB, at most ${memory.most.toFixed(0)} MB`)
process.exitCode = first <= MOST_FIRST && median(sorted) <= MOST_EDIT && memory.most <= MOST_MEMORY ? 0 : 1
await client.close()

async function audit() {
  const { isError, content } = await client.callTool({ name: 'audit', arguments: { project: root } })
  if (isError) throw new Error(content[0].text)
}

async function timed(work) {
  const began = performance.now()
  await work()
  return performance.now() - began
}
