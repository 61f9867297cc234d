import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export const FLEET = fileURLToPath(new URL('../../packages/fleet/dist/cli.js', import.meta.url))

/** Milliseconds after which something is killed, at random between these. */
const PAUSE = { least: 100, most: 2500 }

/**
 * Runs a fleet to its end while parts of it are killed at random: a worker, the process that has them, and whatever else is
 * given, such as the engine. What was killed is started again.
 *
 * @param kinds - of kills: functions, each of which kills something besides
 * @returns how many kills there were of what
 */
export async function runWithFaults({ words, kills, env, kinds = {}, random = Math.random }) {
  const counts = {}
  let left = kills
  let starts = 0
  for (;;) {
    starts += 1
    const fleet = spawn(process.execPath, [FLEET, ...words], { env, stdio: ['ignore', 'ignore', 'ignore'] })
    const ended = once(fleet, 'exit')
    let running = true
    const end = ended.then(() => (running = false))
    while (running && left > 0) {
      await Promise.race([delay(PAUSE.least + random() * (PAUSE.most - PAUSE.least)), end])
      if (!running) break
      const all = { worker: () => killWorker(fleet.pid, random), process: () => fleet.kill('SIGKILL'), ...kinds }
      const names = Object.keys(all)
      const name = names[Math.floor(random() * names.length)]
      if (!(await all[name]())) continue
      counts[name] = (counts[name] ?? 0) + 1
      left -= 1
    }
    const [code] = await ended
    if (code === 0) return { counts, starts }
  }
}

/** Kills one of the workers; false where there is none. */
function killWorker(pid, random) {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean)
    const child = Number(children[Math.floor(random() * children.length)])
    return child > 0 && process.kill(child, 'SIGKILL')
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
