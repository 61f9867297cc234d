import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { childrenOf } from './processes.mjs'

export const FLEET = fileURLToPath(new URL('../../packages/fleet/dist/cli.js', import.meta.url))

/** Milliseconds after which something is killed, at random between these, counted from when a worker is there. */
const PAUSE = { least: 50, most: 800 }
/** Milliseconds between two looks at whether a worker is there. */
const LOOK = 20

/**
 * Runs a fleet to its end while parts of it are killed: a worker, the process that has them, and whatever else is given, such
 * as the engine, each in its turn, at a random moment while there is a worker. What was killed is started again.
 *
 * @param kinds - of kills: functions, each of which kills something besides; false where there was nothing to kill
 * @returns how many kills there were of what
 */
export async function runWithFaults({ words, kills, env, kinds = {}, random = Math.random }) {
  const counts = {}
  let done = 0
  let starts = 0
  for (;;) {
    starts += 1
    const fleet = spawn(process.execPath, [FLEET, ...words], { env, stdio: 'ignore' })
    const ended = once(fleet, 'exit')
    const isOver = () => fleet.exitCode !== null || fleet.signalCode !== null
    const all = { worker: () => killWorker(fleet.pid, random), process: () => fleet.kill('SIGKILL'), ...kinds }
    const names = Object.keys(all)
    while (!isOver() && done < kills) {
      while (!isOver() && childrenOf(fleet.pid).length === 0) await Promise.race([delay(LOOK), ended])
      await Promise.race([delay(PAUSE.least + random() * (PAUSE.most - PAUSE.least)), ended])
      const name = names[done % names.length]
      if (isOver() || !(await all[name]())) continue
      counts[name] = (counts[name] ?? 0) + 1
      done += 1
    }
    const [code] = await ended
    if (code === 0) return { counts, starts }
  }
}

/** Kills one of the workers; false where there is none. */
function killWorker(pid, random) {
  const children = childrenOf(pid)
  const child = children[Math.floor(random() * children.length)]
  try {
    return child !== undefined && process.kill(child, 'SIGKILL')
  } catch {
    return false
  }
}

/** All that a report is made of: which repositories, at which commit, with what result, each as a text. */
export async function contentOf(store) {
  const content = []
  for await (const { repository, revision, commit, team, result } of store.outcomes()) {
    const text = result.kind === 'audited' ? digest(JSON.stringify(result.report)) : JSON.stringify(result)
    content.push(`${repository} ${revision} ${commit} ${team} ${text}`)
  }
  return content
}

function digest(text) {
  return createHash('sha256').update(text).digest('hex')
}
