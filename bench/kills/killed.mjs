import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { undoWrite, writeFiles } from '../../dist/working-copy/write-files.js'
import { changesOf } from './changes-of.mjs'

/** Kills between two files of which nothing is lost say something; lines enough that a file is more than one block. */
const LINES = 2000

/**
 * Kills a run that writes files, again and again, and looks each time at what is there: every file has to be the old one or
 * the new one, to be written by a run that repeats it, and to be put back to the byte, also after an undo that was killed.
 * Every other kill comes at a drawn call of the file system, in the midst of a content as well, and the others at a drawn moment.
 * @returns how many kills came with some files written and some not, and what was lost
 */
export async function killed({ count, seed, files }) {
  const folder = mkdtempSync(join(tmpdir(), 'acclimate-kills-'))
  const root = join(folder, 'project')
  process.env.ACCLIMATE_CACHE_DIR = join(folder, 'cache')
  mkdirSync(root)
  const names = Array.from({ length: files }, (_, index) => `f${index}.py`)
  const contents = names.map((_, index) => `old ${index}\n`.repeat(LINES))
  for (const [index, name] of names.entries()) writeFileSync(join(root, name), contents[index])
  const setting = { root, names, old: contents, new: contents.map((text) => text.replaceAll('old', 'new')) }
  const draw = drawnFrom(seed)
  const lost = []
  let midway = 0
  try {
    const whole = { write: await run(root, 'write'), undo: await run(root, 'undo') }
    for (let index = 0; index < count; index++) {
      const drawn = { isCall: index % 2 === 0, write: draw(), undo: draw() }
      // oxlint-disable-next-line no-await-in-loop -- one run after the other
      const seen = await killedOnce(setting, whole, drawn, index % 3)
      midway += seen.isMidway ? 1 : 0
      lost.push(...seen.lost.map((what) => `kill ${index}: ${what}`))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return { midway, lost }
}

/** One kill of a run that writes; then a second kill, of a run that undoes it, or a repetition, or nothing; then the undo. */
async function killedOnce(setting, whole, drawn, then) {
  const { root, names, old } = setting
  const lost = []
  await run(root, 'write', momentOf(whole.write, drawn.isCall, drawn.write))
  const written = statesOf(setting, lost, 'after the kill')
  if (then === 1) {
    const left = changesOf(root)
    if (left.length > 0) writeFiles(root, left)
    if (statesOf(setting, lost, 'after the repetition') < names.length)
      lost.push('the repetition left files as they were')
  }
  if (then === 2) {
    await run(root, 'undo', momentOf(whole.undo, drawn.isCall, drawn.undo))
    statesOf(setting, lost, 'after the killed undo')
  }
  undoAll(root)
  const isBack = names.every((name, index) => readFileSync(join(root, name), 'utf8') === old[index])
  if (!isBack) lost.push('the undo did not put everything back')
  const beside = readdirSync(root).filter((name) => !names.includes(name))
  if (beside.length > 0) lost.push(`left beside the files: ${beside.join(' ')}`)
  return { isMidway: written > 0 && written < names.length, lost }
}

/** Undoes the run, where it came so far that there is something to undo. */
function undoAll(root) {
  try {
    undoWrite(root)
  } catch (error) {
    if (!String(error).includes('there is nothing to undo')) throw error
  }
}

/** How many files are the new ones; those that are neither old nor new are lost. */
function statesOf({ root, names, ...contents }, lost, when) {
  return names.filter((name, index) => {
    const text = readFileSync(join(root, name), 'utf8')
    if (text !== contents.old[index] && text !== contents.new[index])
      lost.push(`${name} is neither old nor new ${when}`)
    return text === contents.new[index]
  }).length
}

function momentOf(whole, isCall, share) {
  return isCall ? { call: 1 + Math.floor(share * whole.calls) } : { milliseconds: share * whole.milliseconds }
}

/**
 * Runs the writer; without a moment to its end.
 * @returns the calls and milliseconds that it took, for one that was not killed
 */
function run(root, what, { call, milliseconds } = {}) {
  const writer = join(import.meta.dirname, 'write-once.mjs')
  const child = spawn(process.execPath, [writer, root, what, ...(call === undefined ? [] : [String(call)])], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk) => {
      const isFirst = said === ''
      said += chunk.toString()
      if (isFirst && milliseconds !== undefined) setTimeout(() => child.kill('SIGKILL'), milliseconds)
    })
    child.on('close', (code, signal) => {
      const [calls, took] = (said.split('\n')[1] ?? '').split(' ').map(Number)
      if (code === 0 || signal === 'SIGKILL') resolve({ calls, milliseconds: took })
      else reject(new Error(`the writer ended with ${code}`))
    })
  })
}

/** Numbers from 0 to 1 that a seed says (mulberry32). */
function drawnFrom(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
