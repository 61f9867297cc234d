/**
 * Writes files of a folder or undoes that, in the built program’s own way.
 *
 * usage: node write-once.mjs ROOT write|undo [CALL]   ends itself, as `kill -9` does, at that call of the file system
 *
 * It says `ready` before it begins, and at the end how many calls and milliseconds it took.
 */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

/** What changes something on the disk, or makes it last. */
const CALLS = ['mkdirSync', 'openSync', 'writeFileSync', 'fsyncSync', 'closeSync', 'chmodSync', 'renameSync', 'rmSync']

const [root, what, call = 'none'] = process.argv.slice(2)
let calls = 0
for (const name of CALLS) {
  const original = fs[name]
  fs[name] = (...words) => {
    calls++
    if (calls === Number(call)) {
      // Of a content half is written: the system may end a program there, too.
      if (name === 'writeFileSync') original(words[0], words[1].subarray(0, words[1].length / 2), ...words.slice(2))
      process.kill(process.pid, 'SIGKILL')
    }
    return original(...words)
  }
}
syncBuiltinESMExports()
const { undoWrite, writeFiles } = await import('../../dist/working-copy/write-files.js')
const { changesOf } = await import('./changes-of.mjs')

const changes = changesOf(root)
process.stdout.write('ready\n')
calls = 0
const began = performance.now()
if (what === 'undo') {
  try {
    undoWrite(root)
  } catch (error) {
    // It may have been killed before there was something to undo.
    if (!String(error).includes('there is nothing to undo')) throw error
  }
} else writeFiles(root, changes)
process.stdout.write(`${calls} ${performance.now() - began}\n`)
