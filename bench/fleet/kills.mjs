import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ENGINES, FLAGS, fleet, storedAt } from './engines.mjs'
import { contentOf, runWithFaults } from './faults.mjs'
import { makeRepositories } from './repositories.mjs'

const REPOSITORIES = 200

/** Sets a run in which workers, their process and the engine or its connections are killed against an undisturbed one. */
export async function faults(name = 'redis', kills = 200) {
  const root = mkdtempSync(join(tmpdir(), 'acclimate-bench-fleet-'))
  const engine = await ENGINES[name](root)
  try {
    await compare(name, kills, engine, root)
  } finally {
    await engine.stop()
    rmSync(root, { recursive: true, force: true })
  }
}

async function compare(name, kills, { where, kinds }, root) {
  const list = makeRepositories(join(root, 'repositories'), REPOSITORIES)
  const file = join(root, 'undisturbed.duckdb')
  await fleet('run', list, '--file', file, ...FLAGS)
  const undisturbed = await storedAt(file, contentOf)
  if (name !== 'embedded') await fleet('add', list, ...where, ...FLAGS)
  const words = [...(name === 'embedded' ? ['run', list] : ['work', '--until-empty']), ...where, ...FLAGS]
  const began = performance.now()
  const { counts, starts } = await runWithFaults({ words, kills, env: process.env, kinds })
  const seconds = (performance.now() - began) / 1000
  const content = await storedAt(where[1], contentOf)
  const different = undisturbed.filter((line, index) => content[index] !== line)
  console.log(`${name}: killed ${JSON.stringify(counts)}, started ${starts} times, ${seconds.toFixed(0)} s`)
  console.log(`${content.length} of ${REPOSITORIES} outcomes, ${different.length} differ from the undisturbed run`)
  for (const line of different.slice(0, 5)) console.log(line)
  if (different.length > 0 || content.length !== REPOSITORIES) process.exitCode = 1
}
