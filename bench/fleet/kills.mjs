import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ENGINES, FLAGS, fleet, storedAt } from './engines.mjs'
import { contentOf, runWithFaults } from './faults.mjs'
import { makeRepositories } from './repositories.mjs'
import { freePort, keepRunning } from './server.mjs'

const REPOSITORIES = 200
/** All that there is, at a moment that is the same for both runs. */
const REPORT = ['report', '--format', 'json', '--now', '2100-01-01', '--since', '2000-01-01', '--quiet']

/**
 * Sets a run in which workers, their process, the network and the engine or its connections are killed against an undisturbed
 * one.
 */
export async function faults(name = 'redis', kills = 200) {
  const root = mkdtempSync(join(tmpdir(), 'acclimate-bench-fleet-'))
  const repositories = join(root, 'repositories')
  const port = await freePort()
  const list = makeRepositories(repositories, REPOSITORIES, `git://127.0.0.1:${port}/`)
  const daemon = ['daemon', '--export-all', `--base-path=${repositories}`, '--listen=127.0.0.1', `--port=${port}`]
  const network = keepRunning('git', daemon)
  const engine = await ENGINES[name](root)
  const kinds = { network: network.kill, ...engine.kinds }
  try {
    await compare(name, kills, { list, root, where: engine.where, kinds })
  } finally {
    await engine.stop()
    await network.stop()
    rmSync(root, { recursive: true, force: true })
  }
}

async function compare(name, kills, { list, root, where, kinds }) {
  const file = join(root, 'undisturbed.duckdb')
  await fleet('run', list, '--file', file, ...FLAGS)
  const undisturbed = await madeOf(['--file', file], file)
  if (name !== 'embedded') await fleet('add', list, ...where, ...FLAGS)
  const words = [...(name === 'embedded' ? ['run', list] : ['work', '--until-empty']), ...where, ...FLAGS]
  const began = performance.now()
  const { counts, starts } = await runWithFaults({ words, kills, env: process.env, kinds })
  const seconds = (performance.now() - began) / 1000
  const disturbed = await madeOf([...where, '--file', join(root, 'fleet.duckdb')], where[1])
  const different = undisturbed.content.filter((line, index) => disturbed.content[index] !== line)
  const isSameReport = disturbed.report === undisturbed.report
  const killed = Object.values(counts).reduce((sum, count) => sum + count, 0)
  console.log(`${name}: ${killed} kills ${JSON.stringify(counts)}, started ${starts} times, ${seconds.toFixed(0)} s`)
  console.log(`${disturbed.content.length} of ${REPOSITORIES} outcomes, ${different.length} differ`)
  console.log(`the report has ${disturbed.report.length} characters and ${isSameReport ? 'is the same' : 'DIFFERS'}`)
  for (const line of different.slice(0, 5)) console.log(line)
  const isWhole = different.length === 0 && disturbed.content.length === REPOSITORIES
  if (!isWhole || !isSameReport || killed < kills) process.exitCode = 1
}

/** The outcomes, and the report as it is written. */
async function madeOf(where, address) {
  const content = await storedAt(address, contentOf)
  const { stdout } = await fleet(...REPORT, ...where)
  return { content, report: stdout }
}
